package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {
    private static final Offset<Double> ROUNDING = within(1e-15);
    private static final List<String> RANKED = List.of("a", "b", "c", "d", "e");

    static List<IntFunction<Metric>> all() {
        return List.of(
                MapAtK::of,
                NdcgAtK::of,
                PrecisionAtK::of,
                RecallAtK::of,
                HitRateAtK::of,
                MrrAtK::of,
                F1AtK::of,
                AucAtK::of,
                k -> HoldingsMetric.of(NdcgAtK.of(k)));
    }

    @Test
    void map_hitsAtRanks1And3_isMeanOfPrecisions() {
        assertThat(MapAtK.of(5).score(RANKED, Set.of("a", "c"))).isEqualTo((1.0 / 1 + 2.0 / 3) / 2, ROUNDING);
    }

    @Test
    void map_moreTruthThanK_isDividedByK() {
        assertThat(MapAtK.of(2).score(RANKED, Set.of("b", "c", "d"))).isEqualTo((1.0 / 2) / 2, ROUNDING);
    }

    @Test
    void map_truthNotRanked_isDividedByAllTruth() {
        assertThat(MapAtK.of(5).score(RANKED, Set.of("b", "x", "y"))).isEqualTo((1.0 / 2) / 3, ROUNDING);
    }

    @Test
    void ndcg_hitsAtRanks2And3_isDiscounted() {
        double gain = Math.log(2) / Math.log(3) + Math.log(2) / Math.log(4);
        double best = 1 + Math.log(2) / Math.log(3);
        assertThat(NdcgAtK.of(3).score(RANKED, Set.of("b", "c"))).isEqualTo(gain / best, ROUNDING);
    }

    @Test
    void ndcg_moreTruthThanK_bestHasKHits() {
        double best = 1 + Math.log(2) / Math.log(3);
        assertThat(NdcgAtK.of(2).score(RANKED, Set.of("a", "c", "d"))).isEqualTo(1 / best, ROUNDING);
    }

    @Test
    void precision_twoOfFour_isHalf() {
        assertThat(PrecisionAtK.of(4).score(RANKED, Set.of("b", "d", "e", "x"))).isEqualTo(2.0 / 4);
    }

    @Test
    void precision_rankingShorterThanK_isDividedByK() {
        assertThat(PrecisionAtK.of(10).score(RANKED, Set.of("a", "b", "c"))).isEqualTo(3.0 / 10);
    }

    @Test
    void recall_twoOfThree_isTwoThirds() {
        assertThat(RecallAtK.of(4).score(RANKED, Set.of("a", "d", "e"))).isEqualTo(2.0 / 3);
    }

    @Test
    void hitRate_anyHit_isOne() {
        assertThat(HitRateAtK.of(3).score(RANKED, Set.of("c", "x"))).isEqualTo(1);
        assertThat(HitRateAtK.of(2).score(RANKED, Set.of("c", "x"))).isZero();
    }

    @Test
    void mrr_firstHitAtRank3_isAThird() {
        assertThat(MrrAtK.of(5).score(RANKED, Set.of("c", "e"))).isEqualTo(1.0 / 3);
    }

    @Test
    void f1_twoHitsOfFourAndThree_isHarmonicMean() {
        assertThat(F1AtK.of(4).score(RANKED, Set.of("a", "d", "e")))
                .isEqualTo(2 * (0.5 * 2 / 3) / (0.5 + 2.0 / 3), ROUNDING);
    }

    @Test
    void auc_hitsAtRanks1And4_isShareOfPairsInOrder() {
        assertThat(AucAtK.of(5).score(RANKED, Set.of("a", "d"))).isEqualTo((3 + 1) / 6.0);
    }

    @Test
    void auc_trueItemNotRanked_standsBelowAll() {
        assertThat(AucAtK.of(5).score(RANKED, Set.of("a", "x"))).isEqualTo(4 / 8.0);
        assertThat(AucAtK.of(1).score(RANKED, Set.of("a", "x"))).isEqualTo(0.5);
    }

    @Test
    void margin_hits_earnTheirMarginsAndOthersNothing() {
        MarginAtK margin = MarginAtK.of(3, Map.of("a", 20.0, "c", -5.0, "d", 100.0));
        assertThat(margin.name()).isEqualTo("margin@3");
        assertThat(margin.score(RANKED, Set.of("a", "b", "c", "d"))).isEqualTo(15);
        assertThat(margin.score(RANKED, Set.of("b"))).isZero();
        assertThat(margin.score(RANKED, Set.of())).isZero();
    }

    @Test
    void margin_notFinite_isRefused() {
        assertThatThrownBy(() -> MarginAtK.of(3, Map.of("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("margins of \"a\" must be finite, but was NaN");
    }

    @ParameterizedTest
    @MethodSource("all")
    void metric_perfectRanking_isOne(IntFunction<Metric> of) {
        assertThat(of.apply(2).score(RANKED, Set.of("a", "b"))).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void metric_noTruthNoRankingOrNoHit_isZero(IntFunction<Metric> of) {
        assertThat(of.apply(3).score(RANKED, Set.of())).isZero();
        assertThat(of.apply(3).score(List.of(), Set.of("a"))).isZero();
        assertThat(of.apply(3).score(RANKED, Set.of("d"))).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void metric_itemRankedTwice_countsOnce(IntFunction<Metric> of) {
        Metric metric = of.apply(3);
        assertThat(metric.score(List.of("a", "a", "a"), Set.of("a", "b")))
                .isEqualTo(metric.score(List.of("a"), Set.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void metric_kBelowOne_isRefused(IntFunction<Metric> of) {
        assertThatThrownBy(() -> of.apply(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be at least 1, but was 0");
    }

    @Test
    void metric_name_carriesK() {
        assertThat(all().stream().map(of -> of.apply(7).name()))
                .containsExactly(
                        "map@7",
                        "ndcg@7",
                        "precision@7",
                        "recall@7",
                        "hit-rate@7",
                        "mrr@7",
                        "f1@7",
                        "auc@7",
                        "ndcg@7/holdings");
        assertThat(all().stream().map(of -> of.apply(7).k())).containsOnly(7);
    }

    @Test
    void holdings_onHoldings_isRefused() {
        assertThatThrownBy(() -> HoldingsMetric.of(HoldingsMetric.of(MapAtK.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on holdings already");
    }
}
