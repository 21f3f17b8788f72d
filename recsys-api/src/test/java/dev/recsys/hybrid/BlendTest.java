package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.Blend.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlendTest {
    private static FixedModel answer(String component, Object... idsAndScores) {
        return FixedModel.of("by-" + component, FallbackLevel.KNOWN_USER, idsAndScores);
    }

    private static Map<String, FixedModel> two(FixedModel x, FixedModel y) {
        Map<String, FixedModel> components = new LinkedHashMap<>();
        components.put("x", x);
        components.put("y", y);
        return components;
    }

    private static final Map<String, FixedModel> XY =
            two(answer("x", "a", 3, "b", 1, "c", 6), answer("y", "b", 4, "c", 2, "d", 2));

    private static List<RecommendedItem> merge(Blend blend, Map<String, FixedModel> components) {
        HybridRecommender.Builder hybrid = HybridRecommender.builder().blend(blend);
        components.forEach(hybrid::add);
        List<RecommendedItem> merged = hybrid.build()
                .recommend(RecommendationRequest.forUser("1").build())
                .items();
        for (RecommendedItem item : merged) {
            double sum = item.contributions().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(sum).as("contributions to %s", item.itemId()).isCloseTo(item.score(), within(1e-12));
        }
        return merged;
    }

    private static List<String> reasons(List<RecommendedItem> items) {
        return items.stream().map(item -> item.reason().code()).toList();
    }

    private static void assertMerged(List<RecommendedItem> merged, Object... idsAndScores) {
        assertThat(merged).hasSize(idsAndScores.length / 2);
        for (int i = 0; i < merged.size(); i++) {
            assertThat(merged.get(i).itemId()).as("place %d", i + 1).isEqualTo(idsAndScores[2 * i]);
            assertThat(merged.get(i).score()).isCloseTo((double) idsAndScores[2 * i + 1], within(1e-15));
        }
    }

    @Test
    void weightedSum_shares_areScoreOverSum() {
        // x: c 6/10, a 3/10, b 1/10; y: b 4/8, c 2/8, d 2/8.
        List<RecommendedItem> merged = merge(Blend.equalShares(), XY);
        assertMerged(merged, "c", 17.0 / 20, "b", 3.0 / 5, "a", 3.0 / 10, "d", 1.0 / 4);
        assertThat(merged.get(1).contributions().keySet()).containsExactly("x", "y");
        assertThat(merged.get(1).reason().code()).isEqualTo("by-y");
        assertThat(merged.get(0).reason().code()).isEqualTo("by-x");
    }

    @Test
    void weightedSum_weights_multiplyByName() {
        Blend blend = Blend.weightedSum(Map.of("y", 0.5, "unknown", 9.0), Normalization.SHARE);
        assertMerged(merge(blend, XY), "c", 29.0 / 40, "b", 7.0 / 20, "a", 3.0 / 10, "d", 1.0 / 8);
        Blend silent = Blend.weightedSum(Map.of("x", 0.0), Normalization.SHARE);
        assertMerged(merge(silent, XY), "b", 1.0 / 2, "c", 1.0 / 4, "d", 1.0 / 4, "a", 0.0);
    }

    @Test
    void weightedSum_sharesOfNegativeScores_areZero() {
        assertMerged(
                merge(Blend.equalShares(), two(answer("x", "a", 3, "b", -5), answer("y", "c", -1, "d", -2))),
                "a",
                1.0,
                "b",
                0.0,
                "c",
                0.0,
                "d",
                0.0);
    }

    @Test
    void weightedSum_minMax_isPlaceInTheRange() {
        // x: c 1, a 2/5, b 0; y: b 1, c 0, d 0.
        Blend blend = Blend.weightedSum(Map.of("y", 0.5), Normalization.MIN_MAX);
        assertMerged(merge(blend, XY), "c", 1.0, "b", 1.0 / 2, "a", 2.0 / 5, "d", 0.0);
        assertMerged(
                merge(blend, two(answer("x", "a", -2, "b", -2), answer("y", "d", 7))),
                "a",
                1.0,
                "b",
                1.0,
                "d",
                1.0 / 2);
    }

    @Test
    void weightedSum_hugeScores_stayFinite() {
        double huge = Double.MAX_VALUE;
        Map<String, FixedModel> ranked =
                two(answer("x", "a", huge, "b", huge / 2, "c", -huge), answer("y", "a", huge, "b", huge));
        assertMerged(
                merge(Blend.weightedSum(Map.of(), Normalization.MIN_MAX), ranked), "a", 2.0, "b", 7.0 / 4, "c", 0.0);
        assertMerged(merge(Blend.equalShares(), ranked), "a", 7.0 / 6, "b", 5.0 / 6, "c", 0.0);
        double tiny = Double.MIN_VALUE;
        assertMerged(merge(Blend.equalShares(), Map.of("x", answer("x", "a", tiny, "b", tiny))), "a", 0.5, "b", 0.5);
    }

    @Test
    void weightedSum_unsortedAnswer_isWeighedByItsGreatestAndLeast() {
        Map<String, FixedModel> ranked = Map.of("x", answer("x", "a", 0, "b", 1, "c", 3));
        assertMerged(merge(Blend.equalShares(), ranked), "c", 3.0 / 4, "b", 1.0 / 4, "a", 0.0);
        double tiny = Double.MIN_VALUE;
        Map<String, FixedModel> wide = Map.of("x", answer("x", "a", tiny, "b", 1e300, "c", -1e300));
        assertMerged(merge(Blend.equalShares(), wide), "b", 1.0, "a", 0.0, "c", 0.0);
        assertMerged(
                merge(Blend.weightedSum(Map.of(), Normalization.MIN_MAX), ranked), "c", 1.0, "b", 1.0 / 3, "a", 0.0);
    }

    @Test
    void weightedSum_hostileWeights_areRefused() {
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Blend.weightedSum(Map.of("x", weight), Normalization.SHARE))
                    .withMessage("weights: that of x must be finite and at least 0, but was " + weight);
        }
        Map<String, Double> overflowing = Map.of("x", Double.MAX_VALUE, "y", Double.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> Blend.weightedSum(overflowing, Normalization.SHARE));
        assertThatIllegalArgumentException().isThrownBy(() -> Blend.weightedSum(Map.of(), null));
    }

    @Test
    void reciprocalRankFusion_ranks_addUp() {
        assertMerged(
                merge(Blend.reciprocalRankFusion(2), XY),
                "c",
                1.0 / 3 + 1.0 / 4,
                "b",
                1.0 / 5 + 1.0 / 3,
                "a",
                1.0 / 4,
                "d",
                1.0 / 5);
        List<RecommendedItem> merged =
                merge(Blend.reciprocalRankFusion(Integer.MAX_VALUE), two(answer("x", "b", 1), answer("y", "a", 1)));
        assertThat(merged)
                .as("a tie in the order of the catalogue")
                .extracting(RecommendedItem::itemId)
                .containsExactly("b", "a");
        assertThatIllegalArgumentException().isThrownBy(() -> Blend.reciprocalRankFusion(0));
    }

    @Test
    void roundRobin_turns_skipItemsAlreadyThere() {
        List<RecommendedItem> merged = merge(Blend.roundRobin(), XY);
        assertMerged(merged, "c", 1.0, "b", 1.0 / 2, "a", 1.0 / 3, "d", 1.0 / 4);
        assertThat(reasons(merged)).containsExactly("by-x", "by-y", "by-x", "by-y");
        assertThat(merged.get(1).contributions()).isEqualTo(Map.of("x", 0.0, "y", 0.5));
        assertMerged(
                merge(Blend.roundRobin(), two(answer("x", "a", 1), answer("y", "a", 3, "d", 2, "c", 1))),
                "a",
                1.0,
                "d",
                1.0 / 2,
                "c",
                1.0 / 3);
    }

    @Test
    void roundRobin_oneAnswerLonger_isToldToItsEnd() {
        List<RecommendedItem> merged =
                merge(Blend.roundRobin(), two(answer("x", "a", 4, "b", 3, "c", 2), answer("y", "d", 1)));
        assertThat(merged).extracting(RecommendedItem::itemId).containsExactly("a", "d", "b", "c");
    }

    @Test
    void cascade_laterComponents_onlyFillUp() {
        List<RecommendedItem> merged = merge(Blend.cascade(), XY);
        assertMerged(merged, "c", 1.0, "a", 1.0 / 2, "b", 1.0 / 3, "d", 1.0 / 4);
        assertThat(reasons(merged)).containsExactly("by-x", "by-x", "by-x", "by-y");
    }

    @Test
    void anyBlend_creditItems_areBlendedAmongThemselves() {
        Vocabulary bank = new Vocabulary(
                Catalogue.builder()
                        .items(List.of("account", "loan", "fund", "mortgage"))
                        .credit("loan", "mortgage")
                        .build(),
                FeatureSchema.builder().numeric("age").protect("age").build(),
                List.of(IdIndex.of(List.of())));
        for (Blend blend : List.of(
                Blend.equalShares(),
                Blend.weightedSum(Map.of("x", 0.3), Normalization.MIN_MAX),
                Blend.weightedSum(Map.of(), Normalization.NONE),
                Blend.reciprocalRankFusion(60),
                Blend.roundRobin(),
                Blend.cascade())) {
            List<Map<String, Double>> credit = new ArrayList<>();
            for (double account : new double[] {0.001, 0.9, 40}) {
                double[] scores = {account, 0.2, 1 - account, 0.1};
                FixedModel x = new FixedModel(FallbackLevel.KNOWN_USER, bank, scores, "x");
                FixedModel y = new FixedModel(FallbackLevel.KNOWN_USER, bank, new double[] {account, 0.3, 0, 0.4}, "y");
                Map<String, Double> scored = new LinkedHashMap<>();
                merge(blend, two(x, y)).stream()
                        .filter(item -> List.of("loan", "mortgage").contains(item.itemId()))
                        .forEach(item -> scored.put(item.itemId(), item.score()));
                credit.add(scored);
            }
            assertThat(credit).as("by %s", blend).hasSize(3).containsOnly(credit.get(0));
        }
    }
}
