package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Recall at k: true items among the first k ÷ all true items. In 0..1.
 *
 * @param k how many items count, at least 1
 */
public record RecallAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public RecallAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Recall at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static RecallAtK of(int k) {
        return new RecallAtK(k);
    }

    @Override
    public String name() {
        return "recall@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        int hits = Hits.count(ranked, truth, k);
        return hits == 0 ? 0 : (double) hits / truth.size();
    }
}
