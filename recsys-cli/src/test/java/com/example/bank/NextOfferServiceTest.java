package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.FallbackLevel;
import dev.recsys.Recommendations;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The integration test an adopter would write. */
class NextOfferServiceTest {
    @TempDir
    private static Path folder;

    private static NextOfferService service;

    @BeforeAll
    static void nightlyJob() throws Exception {
        NextOfferService.trainAndSave(Ledger.panel(800), folder);
        service = NextOfferService.load(folder, Set.of("savings"));
    }

    @Test
    void offers_mortgageHolder_beginWithInsurance() {
        assertThat(service.offersFor("CUST-1", List.of("current", "mortgage"))).startsWith("insurance");
    }

    @Test
    void offers_productTakenThisMorning_isNotOfferedAgain() {
        List<String> offers = service.offersFor("CUST-1", List.of("current", "mortgage", "insurance"));
        assertThat(offers).isNotEmpty().doesNotContain("insurance", "current", "mortgage");
    }

    @Test
    void offers_productNotSold_isNeverThere() {
        for (int customer = 0; customer < 50; customer++) {
            assertThat(service.offersFor("CUST-" + customer, List.of("current")))
                    .hasSize(2)
                    .doesNotContain("savings", "current");
        }
    }

    @Test
    void offers_youngVisitor_beginWithTheCard() {
        Recommendations offers = service.offersForVisitor(22);
        assertThat(offers.itemIds()).startsWith("credit-card");
        assertThat(offers.level()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(offers.skipped())
                .extracting(Recommendations.SkippedComponent::component)
                .containsExactly("als");
    }

    @Test
    void model_loadedAgain_isTheOneTrained() throws Exception {
        assertThat(NextOfferService.load(folder, Set.of()).modelInUse()).isEqualTo(service.modelInUse());
        assertThat(ModelFolder.at(folder).inspect("next-offer").algorithm()).isEqualTo("hybrid");
    }

    @Test
    void evaluation_lastMonth_beatsPopularity() throws Exception {
        var panel = Ledger.panel(800);
        TimeSplit split = TimeSplit.at(panel, Ledger.TODAY);
        Path scratch = folder.resolve("split");
        NextOfferService.trainAndSave(split.trainPanel(), scratch);
        var hybrid = ModelFolder.at(scratch).load("next-offer");
        var popularity = new PopularityTrainer(PopularityConfig.defaults()).train(split.train());
        Evaluator evaluator = Evaluator.of(MapAtK.of(2));
        assertThat(evaluator.evaluate(hybrid, split).model("hybrid").metric("map@2/adders"))
                .isGreaterThan(evaluator
                        .evaluate(popularity, split)
                        .model("popularity")
                        .metric("map@2/adders"));
    }
}
