package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.testkit.FaultyModel.Fault;
import dev.recsys.testkit.FaultyModel.FaultyTrainer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Plants faults and sees the kit catch each. */
@Tag("slow")
class FaultyModelTest {
    private static final Map<Fault, Set<String>> FAILURES = new EnumMap<>(Fault.class);

    private static volatile Fault fault = Fault.OFFERS_NOTHING;

    /** The contract of the model with the present fault; run from here alone. */
    static class OnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new FaultyTrainer(fault);
        }
    }

    /** The contract of the model with the present fault; run from here alone. */
    static class OnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new FaultyTrainer(fault);
        }
    }

    /** The names of the tests that fail, without their parameters. */
    private static Set<String> failures(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(contract))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsStartedCount()).isGreaterThan(20);
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getUniqueIdObject().getSegments().stream()
                        .map(segment -> segment.getValue())
                        .filter(segment -> segment.endsWith(")"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\(.*", ""))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "OFFERS_NOTHING, recommend_anyRequest_answersInFullAndInOrder",
        "OFFERS_NOTHING, recommend_unknownCustomer_getsWhatMostCustomersTake",
        "OFFERS_ONE_ITEM, recommend_anyRequest_answersInFullAndInOrder",
        "SAME_FOR_ALL, recommend_checkerboard_offersTheMissingProduct",
        "BATCH_ONE_BIT_OFF, recommendAll_requests_equalsOneByOne",
        "BATCH_ONE_BIT_OFF, recommendAll_customers_equalsOneByOne",
        "KEEPS_CUSTOMERS, save_model_holdsNoCustomer_andABundleHoldsEachOnce",
        "USES_PROTECTED_FEATURE, recommend_protectedFeatureChanges_creditItemsKeepScoresAndOrder",
        "EXPLAINS_ANOTHER_SCORE, explain_anyItem_addsUpToTheScoreOfTheAnswer",
        "HASH_OF_THE_CLOCK, train_anyThreadCountOrRowOrder_givesOneHash",
        "OTHER_ONCE_LOADED, saveAndLoad_withoutMemory_answersAlike",
        "NEVER_CANCELLED, train_cancelled_throws"
    })
    void contract_fault_isCaught(Fault planted, String test) {
        fault = planted;
        assertThat(FAILURES.computeIfAbsent(planted, f -> failures(OnPanels.class)))
                .contains(test);
    }

    @Test
    void eventContract_sameForAll_isCaught() {
        fault = Fault.SAME_FOR_ALL;
        assertThat(failures(OnEvents.class)).contains("recommend_visitors_getTheMissingItemsOfTheirDepartment");
    }

    @Test
    void contract_ownedItemsScoredFirst_areStoppedByThePipeline() {
        fault = Fault.OWNED_ITEMS_FIRST;
        assertThat(List.of(failures(OnPanels.class), failures(OnEvents.class))).containsOnly(Set.of());
    }
}
