package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlcExplanationTest {
    private static final Reason AGE = Reason.of(Reason.FEATURE, "feature", "age");

    private static MlcModel model(Objective objective, Trees.Structure structure) {
        return new MlcTrainer(ConfigFixture.defaults()
                        .objective(objective)
                        .structure(structure)
                        .calibration(CrossFitting.Calibration.NONE)
                        .rounds(20)
                        .maxLeaves(4)
                        .learningRate(0.2)
                        .threads(2)
                        .build())
                .train(SmallBank.panel(400));
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    @Test
    void explain_everyCustomer_sumsToTheRawScore() {
        PanelCustomers source = PanelCustomers.at(SmallBank.panel(400), SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                MlcModel model = model(objective, structure);
                for (int row = 0; row < 50; row++) {
                    RecommendationRequest request =
                            source.request(row).includeOwned().build();
                    model.recommend(request).items().forEach(item -> {
                        Explanation told = model.explain(request, item.itemId());
                        assertThat(told.score()).isEqualTo(item.score());
                        assertThat(told.unit()).isEqualTo(Explanation.Unit.LOG_ODDS);
                        double sum = told.contributions().stream()
                                .mapToDouble(Contribution::value)
                                .sum();
                        assertThat(told.base() + sum).isCloseTo(told.rawScore(), within(1e-9));
                        if (objective == Objective.LOGISTIC) {
                            assertThat(told.rawScore()).isCloseTo(logit(item.score()), within(1e-4));
                        }
                    });
                }
            }
        }
    }

    @Test
    void explain_causeInTheBank_comesFirst() {
        for (Objective objective : Objective.values()) {
            MlcModel model = model(objective, Trees.Structure.SHARED);
            RecommendationRequest young = RecommendationRequest.anonymous()
                    .holdings(List.of("account"))
                    .feature("age", 21)
                    .build();
            List<Contribution> card = model.explain(young, "card").contributions();
            assertThat(card.get(0).about()).isEqualTo(AGE);
            assertThat(card.get(0).value()).isGreaterThan(0.5);
            assertThat(of(AGE, model.explain(young, "fund")).value()).isLessThan(0);
            double last = Double.POSITIVE_INFINITY;
            for (Contribution contribution : card) {
                double value = Math.abs(contribution.value());
                assertThat(value).isLessThanOrEqualTo(last).isPositive();
                last = value;
            }
        }
    }

    private static Contribution of(Reason about, Explanation explanation) {
        return explanation.contributions().stream()
                .filter(contribution -> contribution.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void explain_audiences_keepProtectedAndMissingFactsForAuditors() {
        for (Objective objective : Objective.values()) {
            MlcModel model = model(objective, Trees.Structure.SHARED);
            RecommendationRequest young = RecommendationRequest.anonymous()
                    .holdings(List.of("account", "payroll"))
                    .feature("age", 21)
                    .feature("city", "south")
                    .build();
            Explanation card = model.explain(young, "card");
            assertThat(of(AGE, card).audience()).isEqualTo(Audience.AUDITOR);
            Explanation pension = model.explain(young, "pension");
            assertThat(of(holds("payroll"), pension).audience()).isEqualTo(Audience.CUSTOMER);
            Explanation without = model.explain(
                    RecommendationRequest.anonymous()
                            .holdings(List.of("account"))
                            .build(),
                    "pension");
            assertThat(of(holds("payroll"), without).audience()).isEqualTo(Audience.AUDITOR); // not held
            Explanation loan = model.explain(young, "loan");
            assertThat(of(Reason.of(Reason.FEATURE, "feature", "city"), loan).audience())
                    .isEqualTo(Audience.CUSTOMER);
            assertThat(loan.contributions())
                    .noneMatch(contribution -> contribution.about().equals(AGE));
            for (Explanation told : List.of(card, pension, without, loan)) {
                assertThat(told.forCustomer().contributions())
                        .isEqualTo(told.contributions().stream()
                                .filter(contribution -> contribution.audience() == Audience.CUSTOMER)
                                .toList());
            }
        }
    }

    private static Reason holds(String item) {
        return Reason.of(Reason.HOLDS, "item", item);
    }

    @Test
    void explain_nothingKnownOrLearned_isTheRate() {
        MlcModel model = model(Objective.LOGISTIC, Trees.Structure.SHARED);
        RecommendationRequest nobody = RecommendationRequest.anonymous().build();
        Explanation told = model.explain(nobody, "card");
        assertThat(told.contributions()).isEmpty();
        assertThat(told.score())
                .isEqualTo(model.recommend(nobody).items().stream()
                        .filter(i -> i.itemId().equals("card"))
                        .findFirst()
                        .orElseThrow()
                        .score());
        assertThat(told.unit()).isEqualTo(Explanation.Unit.SCORE);
        assertThat(told.base()).isEqualTo(told.rawScore()).isEqualTo(told.score());
        RecommendationRequest someone =
                RecommendationRequest.anonymous().holdings(List.of("card")).build();
        Explanation account = model.explain(someone, "account"); // nobody takes it
        assertThat(account.contributions()).isEmpty();
        assertThat(account.rawScore()).isCloseTo(logit(account.score()), within(1e-9));
        assertThatThrownBy(() -> model.explain(someone, "yacht"))
                .hasMessage("itemId must be an item the model knows, but was \"yacht\"");
    }

    @Test
    void importance_shares_sumToOneAndNameTheCauses() {
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                Map<Reason, Double> shares = model(objective, structure).importance();
                assertThat(shares.values().stream().mapToDouble(s -> s).sum()).isCloseTo(1, within(1e-9));
                assertThat(List.copyOf(shares.values())).isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(shares.keySet().iterator().next()).isEqualTo(AGE);
                Reason since = Reason.of(Reason.SINCE_WHEN, "item", "payroll");
                Reason fund = Reason.of(Reason.SINCE_WHEN, "item", "fund"); // it is a cause of nothing
                assertThat(shares.get(holds("payroll")) + shares.getOrDefault(since, 0.0))
                        .isGreaterThan(shares.getOrDefault(holds("fund"), 0.0) + shares.getOrDefault(fund, 0.0));
            }
        }
    }
}
