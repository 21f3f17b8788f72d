package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Reason;
import dev.recsys.RecommendedItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A list that was compared with a truth once scores by every metric as a plain one. */
class JudgedListTest {
    private static final long SEED = 7;

    @Test
    void judged_anyListAndTruth_scoresAsAPlainList() {
        Random random = new Random(SEED);
        List<Metric> metrics = new ArrayList<>(List.of(MarginAtK.of(4, Map.of("i1", 2.0, "i3", 0.5))));
        for (int k : new int[] {1, 3, 10}) {
            metrics.addAll(List.of(MapAtK.of(k), NdcgAtK.of(k), PrecisionAtK.of(k), RecallAtK.of(k)));
            metrics.addAll(List.of(F1AtK.of(k), HitRateAtK.of(k), MrrAtK.of(k), AucAtK.of(k)));
        }
        int hits = 0;
        for (int i = 0; i < 2_000; i++) {
            List<String> plain = items(random, 8);
            Set<String> truth = new LinkedHashSet<>(items(random, 4));
            JudgedList judged = judged(plain, truth);
            assertThat(judged).isEqualTo(plain);
            for (Metric metric : metrics) {
                assertThat(metric.score(judged, truth))
                        .as("%s of %s for %s", metric, plain, truth)
                        .isEqualTo(metric.score(plain, truth));
            }
            Set<String> other = Set.of("i5");
            assertThat(MapAtK.of(5).score(judged, other))
                    .as("another truth than it was compared with")
                    .isEqualTo(MapAtK.of(5).score(plain, other));
            hits += judged.isHit() ? 1 : 0;
        }
        assertThat(hits).isBetween(500, 1_900);
    }

    @Test
    void judged_itemTwice_isTrueTwiceAndAHitOnce() {
        JudgedList judged = judged(List.of("a", "b", "b"), Set.of("b"));
        assertThat(judged.hits()).containsExactly(false, true, false);
        assertThat(judged.isTrue(1)).isTrue();
        assertThat(judged.isTrue(2)).isTrue();
        assertThat(judged.isTrue(0)).isFalse();
    }

    private static JudgedList judged(List<String> ids, Set<String> truth) {
        List<RecommendedItem> items = ids.stream()
                .map(id -> new RecommendedItem(id, 1, Reason.of(Reason.POPULAR), Map.of()))
                .toList();
        return JudgedList.of(items, truth);
    }

    /** Up to so many of ten items, some of them twice. */
    private static List<String> items(Random random, int most) {
        List<String> items = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            items.add("i" + random.nextInt(10));
        }
        return items;
    }
}
