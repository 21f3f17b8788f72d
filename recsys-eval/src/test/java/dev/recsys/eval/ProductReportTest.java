package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProductReportTest {
    private static final Offset<Double> ROUNDING = within(1e-15);
    private static final double SECOND = Math.log(2) / Math.log(3);

    /** What each user who did not own a product would take it with. */
    private static final Map<String, Map<String, Double>> SCORES = Map.of(
            "u1", Map.of("b", 0.1, "c", 0.8, "d", 0.3, "e", 0.2),
            "u2", Map.of("a", 0.6, "c", 0.8, "d", 0.1, "e", 0.05),
            "u3", Map.of("a", 0.6, "b", 0.2, "c", 0.1, "d", 0.3, "e", 0.0));

    private static Recommender told(ScoreMeaning meaning) {
        return new StubRecommender(
                ProductReportTest::answer,
                meaning,
                Catalogue.of(Fixtures.ITEMS),
                StubModel.info("told", null, Fixtures.ITEMS.size()));
    }

    private static Recommendations answer(RecommendationRequest request) {
        List<RecommendedItem> items =
                SCORES.getOrDefault(request.customer().id().orElseThrow(), Map.of()).entrySet().stream()
                        .sorted(Comparator.comparingDouble(e -> -e.getValue()))
                        .map(e -> new RecommendedItem(e.getKey(), e.getValue(), Reason.of("planned"), Map.of()))
                        .limit(request.limit())
                        .toList();
        return Fixtures.answer("told", request, items, FallbackLevel.HOLDINGS);
    }

    private static EvaluationReport report(ScoreMeaning meaning) {
        return Evaluator.of(MapAtK.of(1)).evaluate(told(meaning), TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH));
    }

    @Test
    void product_probabilities_giveHandComputedFigures() {
        // u1 owns a and adds c, d; u2 owns b and adds a; u3 owns and adds nothing.
        ModelReport model = report(ScoreMeaning.PROBABILITY).model("told");
        assertThat(model.products()).containsOnlyKeys("a", "b", "c", "d", "e");
        ProductReport a = model.product("a");
        assertThat(a.customers()).isEqualTo(2);
        assertThat(a.additions()).isEqualTo(1);
        assertThat(a.ndcgAt3()).isEqualTo(SECOND, ROUNDING); // u2 gets c, a, d, e
        assertThat(a.auc()).isEqualTo(1.0 / 2); // u2 and u3 score the same
        assertThat(a.f1AtHalf()).isEqualTo(2.0 / (1 + 1 + 1));
        ProductReport c = model.product("c");
        assertThat(c.customers()).isEqualTo(3);
        assertThat(c.ndcgAt3()).isEqualTo(1);
        assertThat(c.auc()).isEqualTo((0.5 + 1) / 2);
        ProductReport d = model.product("d");
        assertThat(d.ndcgAt3()).isEqualTo(SECOND, ROUNDING);
        assertThat(d.auc()).isEqualTo((1 + 0.5) / 2);
        assertThat(d.f1AtHalf()).isZero();
        assertThat(d.bestF1()).isEqualTo(2.0 / 3);
        assertThat(d.bestThreshold()).isEqualTo(0.3);
        ProductReport b = model.product("b");
        assertThat(b.customers()).isEqualTo(2);
        assertThat(b.additions()).isZero();
        assertThat(b.reliability().expectedError()).isEqualTo((0.1 + 0.2) / 2, within(1e-12)); // u1 and u3 add it not
        // u2 and u3 score 0.6 and share a decile, and u2 alone adds it.
        assertThat(a.reliability().expectedError()).isEqualTo(0.6 - 0.5, within(1e-12));
        // u3 scores 0.1 and stands apart; u1 and u2 score 0.8, and u1 alone adds it.
        assertThat(c.reliability().expectedError()).isEqualTo((0.1 + 2 * (0.8 - 0.5)) / 3, within(1e-12));
        assertThat(new double[] {b.ndcgAt3(), b.auc(), b.f1AtHalf(), b.bestF1(), b.bestThreshold()})
                .containsOnly(Double.NaN);
    }

    @Test
    void overall_probabilities_giveHandComputedFigures() {
        // Positive pairs score 0.3, 0.6, 0.8; negative ones 0, 0.05, 0.1 × 3, 0.2 × 2, 0.3, 0.6, 0.8.
        ModelReport model = report(ScoreMeaning.PROBABILITY).model("told");
        assertThat(model.metric("auc/products")).isEqualTo((0.5 + 0.75 + 0.75) / 3, ROUNDING);
        assertThat(model.metric("auc/pairs")).isEqualTo((7.5 + 8.5 + 9.5) / (3 * 10), ROUNDING);
        assertThat(model.metric("f1@0.5/pairs")).isEqualTo(4.0 / (2 + 2 + 3), ROUNDING);
        assertThat(model.metric("f1@best/pairs")).isEqualTo(6.0 / (3 + 3 + 3), ROUNDING);
        // a 0.1, b 0.15, c 0.7 / 3; d scores 0.3 with one addition of two, 0.1 without; e 0.2, 0.05 and 0 without.
        assertThat(model.metric("ece/worst")).isEqualTo(0.7 / 3, within(1e-12));
        assertThat(model.metric("ece/median")).isEqualTo(0.15, within(1e-12));
        assertThat(model.metric("ece/products"))
                .isEqualTo((0.1 + 0.15 + 0.7 / 3 + 0.5 / 3 + 0.25 / 3) / 5, within(1e-12));
        // Each score above is a decile of its own: 0.05, 3 · 0.1, 2 · 0.2, 2 · |0.3 − ½|, 2 · |0.6 − ½|, 2 · |0.8 − ½|
        // of 13 pairs.
        assertThat(model.metric("ece/pairs")).isEqualTo((0.05 + 0.3 + 0.4 + 0.4 + 0.2 + 0.6) / 13, within(1e-12));
    }

    @Test
    void product_rankingsAlone_haveNdcgOnly() {
        ModelReport model = report(ScoreMeaning.RANKING).model("told");
        assertThat(model.metrics())
                .doesNotContainKeys("auc/products", "auc/pairs", "f1@0.5/pairs", "f1@best/pairs", "ece/median");
        assertThat(model.product("a").reliability().deciles()).isEmpty();
        assertThat(model.product("a").ndcgAt3()).isEqualTo(SECOND, ROUNDING);
        assertThat(model.product("a").auc()).isNaN();
        assertThat(model.answers()).isEqualTo(3);
    }

    @Test
    void json_figures_areThereIfTheyExist() throws Exception {
        JsonNode told = new ObjectMapper()
                .readTree(report(ScoreMeaning.PROBABILITY).toJson())
                .path("products")
                .path("told");
        assertThat(told.path("c").toString())
                .startsWith(
                        "{\"customers\":3,\"additions\":1,\"ndcg@3\":1.0,\"auc\":0.75,"
                                + "\"f1@0.5\":0.6666666666666666,\"f1@best\":0.6666666666666666,\"bestThreshold\":0.8,\"ece\":0.233333")
                .contains(
                        "\"reliability\":[{\"customers\":0,\"meanScore\":0.0,\"additionShare\":0.0,\"chanceGap\":0.0},"
                                + "{\"customers\":1,\"meanScore\":0.1");
        assertThat(told.path("c").path("reliability")).hasSize(10);
        // One scores 0.1 and two score 0.8: of two, the distance from 1.6 is 1.6, 0.6 or 0.4.
        assertThat(told.path("c").path("eceByChance").asDouble())
                .isEqualTo((2 * 0.1 * 0.9 + 0.04 * 1.6 + 0.32 * 0.6 + 0.64 * 0.4) / 3, within(1e-12));
        assertThat(told.path("e").toString()).startsWith("{\"customers\":3,\"additions\":0,\"ece\":0.08333333");
        JsonNode ranked = new ObjectMapper()
                .readTree(report(ScoreMeaning.RANKING).toJson())
                .path("products")
                .path("told");
        assertThat(ranked.path("e").toString()).isEqualTo("{\"customers\":3,\"additions\":0}");
    }

    @Test
    void table_products_standInTheOrderOfTheCatalogue() {
        assertThat(report(ScoreMeaning.RANKING).toProductTable()).startsWith("""
                product  customers  additions
                a                2          1
                b                2          0
                c                3          1
                d                3          1
                e                3          0

                ndcg@3      told
                a        0.63093
                b              -
                """);
    }

    @Test
    void table_probabilities_haveErrorsAndDeciles() {
        String table = report(ScoreMeaning.PROBABILITY).toProductTable();
        assertThat(table).contains("""
                ece               told
                a              0.10000
                b              0.15000
                c              0.23333
                """).contains("""
                ece by chance     told
                a              0.28800
                b              0.25000
                c              0.23067
                """);
        // Of a, two who score 0.6: 1.2, 0.2 and 0.8 away with probabilities 0.16, 0.48 and 0.36, over two customers.
        // In decile 6 are both of a, who score 0.6 and of whom one adds it, and one of e, who scores 0.05.
        assertThat(table).contains("""
                decile            told    added
                1                    -        -
                2              0.06667  0.00000
                3              0.10000  0.00000
                4                    -        -
                5                    -        -
                6              0.41667  0.33333
                """);
        assertThat(report(ScoreMeaning.RANKING).toProductTable())
                .doesNotContain("ece")
                .doesNotContain("decile");
    }

    @Test
    void evaluate_eventLog_hasNoProducts() {
        EventLog known = EventLog.builder().add("u1", "a", 1, Instant.EPOCH).build();
        EventLog truth = EventLog.builder().add("u1", "b", 1, Instant.EPOCH).build();
        EvaluationReport report =
                Evaluator.of(MapAtK.of(1)).evaluate(told(ScoreMeaning.PROBABILITY), TimeSplit.of(known, truth));
        assertThat(report.model("told").products()).isEmpty();
        assertThat(report.toProductTable()).isEmpty();
        assertThat(report.toJson()).doesNotContain("products");
    }

    @Test
    void report_badFigures_areRefused() {
        assertThatThrownBy(() -> new ProductReport(1, 2, 0, 0, 0, 0, 0, Reliability.none()))
                .hasMessage("additions must be at least 0 and at most customers, 1, but was 2");
        assertThatThrownBy(() -> new ProductReport(2, 1, 0, 1.5, 0, 0, 0, Reliability.none()))
                .hasMessage("auc must be in 0..1 or NaN, but was 1.5");
        assertThatThrownBy(() -> report(ScoreMeaning.RANKING).model("told").product("yacht"))
                .hasMessage("itemId must be one of [a, b, c, d, e], but the report has no product \"yacht\"");
    }
}
