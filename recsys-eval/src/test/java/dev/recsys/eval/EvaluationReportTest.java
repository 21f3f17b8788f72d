package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recsys.FallbackLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
    private static EvaluationReport report() {
        Map<String, Double> als = new LinkedHashMap<>();
        als.put("map@7", 0.1 + 0.2);
        als.put("map@7/adders", 0.5);
        als.put("precision@5", 1.0 / 3);
        als.put("ndcg@3/holdings", 0.99);
        Map<String, Double> popularity = new LinkedHashMap<>();
        popularity.put("map@7", 0.25);
        popularity.put("map@7/adders", 0.4);
        popularity.put("precision@5", 0.125);
        Map<String, ModelReport> models = new LinkedHashMap<>();
        models.put(
                "als", new ModelReport(als, 4, 1, 12345.6, Map.of(FallbackLevel.KNOWN_USER, 4L), Map.of(), Map.of()));
        models.put(
                "popularity",
                new ModelReport(
                        popularity, 5, 0, 1e6, Map.of(FallbackLevel.POPULARITY, 5L), Map.of("mlc", 2L), Map.of()));
        return new EvaluationReport("2016-04-01", 5, 3, Map.of("map@7", 0.6), models);
    }

    @Test
    void json_hasThePromisedShapeAndFullPrecision() {
        assertThat(report().toJson())
                .isEqualTo("{\"split\":\"2016-04-01\",\"users\":5,\"adders\":3,\"ceiling\":{\"map@7\":0.6},"
                        + "\"models\":{\"als\":{\"map@7\":0.30000000000000004,\"map@7/adders\":0.5,"
                        + "\"precision@5\":0.3333333333333333,\"ndcg@3/holdings\":0.99},"
                        + "\"popularity\":{\"map@7\":0.25,\"map@7/adders\":0.4,\"precision@5\":0.125}},"
                        + "\"serving\":{\"als\":{\"answers\":4,\"failures\":1,\"answersPerSecond\":12345.6,"
                        + "\"levels\":{\"KNOWN_USER\":4,\"HOLDINGS\":0,\"FEATURES\":0,\"POPULARITY\":0},\"skipped\":{}},"
                        + "\"popularity\":{\"answers\":5,\"failures\":0,\"answersPerSecond\":1000000.0,"
                        + "\"levels\":{\"KNOWN_USER\":0,\"HOLDINGS\":0,\"FEATURES\":0,\"POPULARITY\":5},"
                        + "\"skipped\":{\"mlc\":2}}}}");
    }

    @Test
    void json_ofAnEvaluation_readsBackToTheSameNumbers() throws Exception {
        EvaluationReport report = Evaluator.defaults(7)
                .evaluate(
                        Fixtures.ranking("a \"name\"", "b", "d", "a"),
                        TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH));
        JsonNode metrics =
                new ObjectMapper().readTree(report.toJson()).path("models").path("a \"name\"");
        assertThat(metrics.path("map@7").isDouble()).isTrue();
        report.model("a \"name\"")
                .metrics()
                .forEach((key, mean) ->
                        assertThat(metrics.get(key).doubleValue()).isEqualTo(mean));
    }

    @Test
    void table_isAlignedWithPopularityFirstAndACeiling() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(report().toTable()).isEqualTo("""
                    split 2016-04-01: 5 users, 3 added something

                    all users     map@7  precision@5
                    popularity  0.25000      0.12500
                    als         0.30000      0.33333
                    ceiling     0.60000            -

                    adders        map@7
                    popularity  0.40000
                    als         0.50000

                    other       ndcg@3/holdings
                    popularity                -
                    als                 0.99000

                    answers     per second  known user  holdings  features  popularity  failures  skipped
                    popularity     1000000           0         0         0           5         0    mlc 2
                    als              12346           4         0         0           0         1        -
                    """);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void report_nameUnknown_saysWhatThereIs() {
        assertThatThrownBy(() -> report().model("mlc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must be one of [als, popularity], but the report has no model \"mlc\"");
        assertThatThrownBy(() -> report().model("popularity").metric("map@5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "key must be one of [map@7, map@7/adders, precision@5], but the report has no metric \"map@5\"");
    }

    /** Four models: p-values .01, .02 and .03 against the best, so 3 · .01, 2 · .02, and .03 not below the one before. */
    @Test
    void pValues_againstTheBestOfFour_areThoseOfHolmByHand() {
        EvaluationReport report = compared(0.01, 0.02, 0.03);
        assertThat(report.pValuesAgainst("best", "map@7"))
                .containsExactly(Map.entry("a", 0.03), Map.entry("b", 0.04), Map.entry("c", 0.04));
        assertThat(report.toTable()).doesNotContain("~");
        assertThat(compared(0.03, 0.01, 0.04).pValuesAgainst("best", "map@7"))
                .containsExactly(Map.entry("a", 0.06), Map.entry("b", 0.03), Map.entry("c", 0.06));
        assertThat(compared(0.5, 0.6, 0.001).pValuesAgainst("best", "map@7"))
                .containsExactly(Map.entry("a", 1.0), Map.entry("b", 1.0), Map.entry("c", 0.003));
        assertThat(report.pValuesAgainst("a", "map@7")).containsExactly(Map.entry("best", 0.01));
        assertThat(report.pValuesAgainst("best", "ndcg@3")).isEmpty();
    }

    @Test
    void marks_followTheCorrectedPValues() {
        // Not corrected, .03 and .04 would be significant.
        assertThat(compared(0.03, 0.01, 0.04).toTable())
                .contains("a          ~0.10000", "b           0.20000", "c          ~0.30000")
                .endsWith("p ≥ 0.05, corrected for 3 comparisons by Holm)\n");
    }

    private static EvaluationReport compared(double... pValues) {
        Map<String, ModelReport> models = new LinkedHashMap<>();
        List<Comparison> comparisons = new ArrayList<>();
        List<String> names = List.of("a", "b", "c");
        for (int i = 0; i < names.size(); i++) {
            models.put(names.get(i), model(0.1 * (i + 1)));
            Difference difference = new Difference(-0.1, new Interval(-0.2, 0), pValues[i]);
            comparisons.add(new Comparison(names.get(i), "best", 1, Map.of("map@7", difference)));
        }
        models.put("best", model(0.9));
        return new EvaluationReport("2020", 9, 9, Map.of(), models, comparisons);
    }

    private static ModelReport model(double figure) {
        return new ModelReport(Map.of("map@7", figure), 9, 0, 1, Map.of(), Map.of(), Map.of());
    }

    @Test
    void report_badNumbers_areRefused() {
        assertThatThrownBy(() -> new EvaluationReport("x", 1, 2, Map.of(), report().models()))
                .hasMessage("adders must be in 0..users, 1, but was 2");
        assertThatThrownBy(() -> new ModelReport(Map.of("map@7", Double.NaN), 0, 0, 0, Map.of(), Map.of(), Map.of()))
                .hasMessage("metrics: the mean of map@7 must be finite, but was NaN");
    }
}
