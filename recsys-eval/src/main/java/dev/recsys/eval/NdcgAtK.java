package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Normalised discounted cumulative gain at k with gains of 0 and 1: a true item at rank r counts 1 ÷ log₂(r + 1), and the
 * sum is divided by that of the best possible ranking. In 0..1.
 *
 * @param k how many items count, at least 1
 */
public record NdcgAtK(int k) implements Metric {
    private static final double[] DISCOUNTS =
            IntStream.range(0, 256).mapToDouble(NdcgAtK::computed).toArray();

    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public NdcgAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Normalised discounted cumulative gain at k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static NdcgAtK of(int k) {
        return new NdcgAtK(k);
    }

    @Override
    public String name() {
        return "ndcg@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        boolean[] hits = Hits.of(ranked, truth, k);
        double gain = 0;
        for (int place = 0; place < hits.length; place++) {
            gain += hits[place] ? discount(place) : 0;
        }
        if (gain == 0) {
            return 0;
        }
        double best = 0;
        for (int place = 0; place < Math.min(k, truth.size()); place++) {
            best += discount(place);
        }
        return gain / best;
    }

    /** Rank is place + 1. */
    static double discount(int place) {
        return place < DISCOUNTS.length ? DISCOUNTS[place] : computed(place);
    }

    private static double computed(int place) {
        return StrictMath.log(2) / StrictMath.log(place + 2.0);
    }
}
