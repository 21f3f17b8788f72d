package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Average precision at k, whose mean is MAP@k: at each rank up to k that holds a true item the share of true items so far,
 * summed and divided by min(k, true items). In 0..1. For panels a report gives it for first acquisitions and for
 * re-activations apart as well, and names its ceiling.
 *
 * @param k how many items count, at least 1
 */
public record MapAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public MapAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Average precision at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static MapAtK of(int k) {
        return new MapAtK(k);
    }

    @Override
    public String name() {
        return "map@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        boolean[] hits = Hits.of(ranked, truth, k);
        int found = 0;
        double sum = 0;
        for (int place = 0; place < hits.length; place++) {
            if (hits[place]) {
                sum += (double) ++found / (place + 1);
            }
        }
        return found == 0 ? 0 : sum / Math.min(k, truth.size());
    }
}
