package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Reciprocal rank at k, whose mean is MRR@k: 1 ÷ the rank of the first true item among the first k, 0 without one. In 0..1. An
 * empty truth and an empty ranking score 0.
 *
 * @param k how many items count, at least 1
 */
public record MrrAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public MrrAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Reciprocal rank at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static MrrAtK of(int k) {
        return new MrrAtK(k);
    }

    @Override
    public String name() {
        return "mrr@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        boolean[] hits = Hits.of(ranked, truth, k);
        for (int place = 0; place < hits.length; place++) {
            if (hits[place]) {
                return 1.0 / (place + 1);
            }
        }
        return 0;
    }
}
