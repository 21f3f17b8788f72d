package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Hit rate at k: 1 if any of the first k items is true, else 0; its mean is the share of users served.
 *
 * @param k how many items count, at least 1
 */
public record HitRateAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public HitRateAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Hit rate at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static HitRateAtK of(int k) {
        return new HitRateAtK(k);
    }

    @Override
    public String name() {
        return "hit-rate@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        return Hits.count(ranked, truth, k) > 0 ? 1 : 0;
    }
}
