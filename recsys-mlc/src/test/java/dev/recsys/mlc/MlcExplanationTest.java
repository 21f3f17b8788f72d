package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlcExplanationTest {
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
        PanelRequests source = PanelRequests.at(SmallBank.panel(400), SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                MlcModel model = model(objective, structure);
                for (int row = 0; row < 50; row++) {
                    RecommendationRequest request =
                            source.request(row).includeOwned().build();
                    model.recommend(request).items().forEach(item -> {
                        MlcExplanation told = model.explain(request, item.itemId());
                        assertThat(told.probability()).isEqualTo(item.score());
                        double sum = told.contributions().values().stream()
                                .mapToDouble(c -> c)
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
            Map<String, Double> card = model.explain(young, "card").contributions();
            assertThat(card.keySet().iterator().next()).isEqualTo("age");
            assertThat(card.get("age")).isGreaterThan(0.5);
            assertThat(model.explain(young, "fund").contributions().get("age")).isLessThan(0);
            double last = Double.POSITIVE_INFINITY;
            for (double value : card.values()) {
                assertThat(Math.abs(value)).isLessThanOrEqualTo(last).isPositive();
                last = Math.abs(value);
            }
        }
    }

    @Test
    void explain_nothingKnownOrLearned_isTheRate() {
        MlcModel model = model(Objective.LOGISTIC, Trees.Structure.SHARED);
        RecommendationRequest nobody = RecommendationRequest.anonymous().build();
        MlcExplanation told = model.explain(nobody, "card");
        assertThat(told.contributions()).isEmpty();
        assertThat(told.probability())
                .isEqualTo(model.recommend(nobody.withLimit(6)).items().stream()
                        .filter(i -> i.itemId().equals("card"))
                        .findFirst()
                        .orElseThrow()
                        .score());
        assertThat(told.base()).isEqualTo(told.rawScore()).isCloseTo(logit(told.probability()), within(1e-9));
        RecommendationRequest someone =
                RecommendationRequest.anonymous().holdings(List.of("card")).build();
        MlcExplanation account = model.explain(someone, "account"); // nobody takes it
        assertThat(account.contributions()).isEmpty();
        assertThat(account.rawScore()).isCloseTo(logit(account.probability()), within(1e-9));
        assertThatThrownBy(() -> model.explain(someone, "yacht")).hasMessage("the model knows no item \"yacht\"");
    }

    @Test
    void importance_shares_sumToOneAndNameTheCauses() {
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                Map<String, Double> shares = model(objective, structure).importance();
                assertThat(shares.values().stream().mapToDouble(s -> s).sum()).isCloseTo(1, within(1e-9));
                assertThat(List.copyOf(shares.values())).isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(shares.keySet().iterator().next()).isEqualTo("age");
                assertThat(shares.get("holds payroll") + shares.getOrDefault("payroll, since when", 0.0))
                        .isGreaterThan(shares.getOrDefault("city", 0.0));
            }
        }
    }

    @Test
    void inWords_manyColumns_sumsUpTheRest() {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("holds payroll", 1.5);
        parts.put("age", -0.75);
        parts.put("city", 0.125);
        parts.put("income", 0.125);
        MlcExplanation told = new MlcExplanation("card", 0.25, -2, -1, parts);
        assertThat(told.inWords(2))
                .isEqualTo("card: raw score -1.00 = -2.00 expected +1.50 by \"holds payroll\" -0.75 by \"age\""
                        + " +0.25 by 2 others; probability 0.2500");
        assertThat(told.inWords(4)).doesNotContain("other").contains("\"income\"");
        assertThatThrownBy(() -> told.inWords(0)).hasMessage("columns must be at least 1, but was 0");
        assertThatThrownBy(() -> new MlcExplanation("card", 2, 0, 0, Map.of()))
                .hasMessage("probability must be in 0.0..1.0, but was 2.0");
        assertThatThrownBy(() -> new MlcExplanation("card", 1, 0, 0, Map.of("age", Double.NaN)))
                .hasMessage("the contribution of age must be finite, but was NaN");
    }
}
