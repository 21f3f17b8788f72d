package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Precision at k: true items among the first k ÷ k, whether or not the ranking is that long. In 0..1.
 *
 * @param k how many items count, at least 1
 */
public record PrecisionAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public PrecisionAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Precision at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static PrecisionAtK of(int k) {
        return new PrecisionAtK(k);
    }

    @Override
    public String name() {
        return "precision@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        return (double) Hits.count(ranked, truth, k) / k;
    }
}
