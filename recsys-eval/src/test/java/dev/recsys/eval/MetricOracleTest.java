package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The metrics against their definitions written out at length, on random cases with empty truths and short lists. */
class MetricOracleTest {
    private static final int CASES = 1000;

    /** A definition, straight from the formula. */
    private interface Oracle {
        double score(List<String> list, Set<String> truth, int k);
    }

    private static final Map<String, Oracle> ORACLES = Map.of(
            "map",
            (list, truth, k) -> {
                double sum = 0;
                for (int n = 1; n <= k; n++) {
                    sum += relevant(list, truth, n) * precision(list, truth, n);
                }
                return truth.isEmpty() ? 0 : sum / Math.min(k, truth.size());
            },
            "ndcg",
            (list, truth, k) -> {
                double dcg = 0;
                double ideal = 0;
                for (int n = 1; n <= k; n++) {
                    dcg += relevant(list, truth, n) * Math.log(2) / Math.log(n + 1);
                    ideal += n <= truth.size() ? Math.log(2) / Math.log(n + 1) : 0;
                }
                return truth.isEmpty() ? 0 : dcg / ideal;
            },
            "precision",
            MetricOracleTest::precision,
            "recall",
            MetricOracleTest::recall,
            "f1",
            (list, truth, k) -> {
                double precision = precision(list, truth, k);
                double recall = recall(list, truth, k);
                return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            },
            "hit-rate",
            (list, truth, k) -> precision(list, truth, k) > 0 ? 1 : 0,
            "mrr",
            (list, truth, k) -> {
                for (int n = 1; n <= k; n++) {
                    if (relevant(list, truth, n) == 1) {
                        return 1.0 / n;
                    }
                }
                return 0;
            },
            "auc",
            (list, truth, k) -> {
                List<String> first = list.subList(0, Math.min(k, list.size()));
                double right = 0;
                int pairs = 0;
                int found = 0;
                for (String good : truth) {
                    int at = first.indexOf(good);
                    found += at >= 0 ? 1 : 0;
                    for (String bad : first) {
                        if (!truth.contains(bad)) {
                            pairs++;
                            right += at >= 0 && at < first.indexOf(bad) ? 1 : 0;
                        }
                    }
                }
                if (truth.isEmpty()) {
                    return 0;
                }
                return pairs == 0 ? (double) found / truth.size() : right / pairs;
            });

    private static int relevant(List<String> list, Set<String> truth, int rank) {
        return rank <= list.size() && truth.contains(list.get(rank - 1)) ? 1 : 0;
    }

    private static double precision(List<String> list, Set<String> truth, int k) {
        int hits = 0;
        for (int n = 1; n <= k; n++) {
            hits += relevant(list, truth, n);
        }
        return (double) hits / k;
    }

    private static double recall(List<String> list, Set<String> truth, int k) {
        return truth.isEmpty() ? 0 : precision(list, truth, k) * k / truth.size();
    }

    private static List<Metric> metrics(int k) {
        return List.of(
                MapAtK.of(k),
                NdcgAtK.of(k),
                PrecisionAtK.of(k),
                RecallAtK.of(k),
                F1AtK.of(k),
                HitRateAtK.of(k),
                MrrAtK.of(k),
                AucAtK.of(k));
    }

    @Test
    void metrics_randomCases_agreeWithTheirDefinitions() {
        Random random = new Random(20260401);
        List<String> catalogue = new ArrayList<>();
        for (int item = 0; item < 12; item++) {
            catalogue.add("i" + item);
        }
        int emptyTruths = 0;
        int shortLists = 0;
        for (int i = 0; i < CASES; i++) {
            Collections.shuffle(catalogue, random);
            List<String> list = List.copyOf(catalogue.subList(0, random.nextInt(13)));
            Collections.shuffle(catalogue, random);
            Set<String> truth = new HashSet<>(catalogue.subList(0, random.nextInt(6)));
            int k = 1 + random.nextInt(13);
            emptyTruths += truth.isEmpty() ? 1 : 0;
            shortLists += list.size() < k ? 1 : 0;
            for (Metric metric : metrics(k)) {
                String name = metric.name().substring(0, metric.name().indexOf('@'));
                assertThat(metric.score(list, truth))
                        .as("case %d: %s of %s against %s", i, metric.name(), list, truth)
                        .isEqualTo(ORACLES.get(name).score(list, truth, k), within(1e-12));
            }
        }
        assertThat(emptyTruths).isGreaterThan(100);
        assertThat(shortLists).isGreaterThan(300);
        assertThat(metrics(1)).hasSameSizeAs(ORACLES.keySet());
    }
}
