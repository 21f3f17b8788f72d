package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * F1 at k: the harmonic mean of precision and recall, 2 · hits ÷ (k + true items). In 0..1. A ranking shorter than k counts as
 * filled up with misses; an empty truth scores 0.
 *
 * @param k how many items count, at least 1
 */
public record F1AtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public F1AtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * F1 at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static F1AtK of(int k) {
        return new F1AtK(k);
    }

    @Override
    public String name() {
        return "f1@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        int hits = Hits.count(ranked, truth, k);
        return hits == 0 ? 0 : 2.0 * hits / (k + truth.size());
    }
}
