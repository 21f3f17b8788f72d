package dev.recsys.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gap between expected and actual additions that customers show by chance alone, where their scores are exactly the
 * probabilities and they add independently of each other: the mean of |additions − expected additions|. By the distribution of
 * the additions (Poisson binomial) where they are few, by the normal distribution, which errs by less than 0.3 % there, where
 * they are many. For one decile and one thread.
 */
final class ChanceGap {
    private static final double MANY = 50; // variance
    private static final double NOTHING = 1e-18; // of probability

    private final List<Customers> all = new ArrayList<>();
    private double variance;

    /** Customers of one score. */
    private record Customers(long count, double score) {}

    /**
     * Adds customers.
     *
     * @param count how many
     * @param score of each, in 0..1
     */
    void add(long count, double score) {
        all.add(new Customers(count, score));
        variance += count * score * (1 - score);
    }

    /** The mean gap, in customers. */
    double mean() {
        if (variance == 0) {
            return 0;
        }
        if (variance >= MANY) {
            return Math.sqrt(2 * variance / Math.PI);
        }
        // Whoever adds against the odds is counted, of greater scores those who do not add: few, as the variance is
        // small.
        double[] taken = {1};
        double[] missed = {1};
        double expected = 0; // taken less missed
        for (Customers customers : all) {
            boolean isLikely = customers.score > 0.5;
            double p = isLikely ? 1 - customers.score : customers.score;
            double[] counts = binomial(customers.count, p);
            if (isLikely) {
                missed = sum(missed, counts);
                expected -= customers.count * p;
            } else {
                taken = sum(taken, counts);
                expected += customers.count * p;
            }
        }
        double mean = 0;
        for (int i = 0; i < taken.length; i++) {
            for (int j = 0; j < missed.length; j++) {
                mean += taken[i] * missed[j] * Math.abs(i - j - expected);
            }
        }
        return mean;
    }

    /** The probabilities of 0, 1, 2 … of some customers, as far as they are worth mentioning; p at most a half. */
    private static double[] binomial(long count, double p) {
        double[] counts = new double[16];
        double probability = StrictMath.exp(count * StrictMath.log1p(-p));
        int length = 0;
        for (long k = 0; k <= count && (probability > NOTHING || k < count * p); k++) {
            counts = length == counts.length ? Arrays.copyOf(counts, 2 * length) : counts;
            counts[length++] = probability;
            probability *= (double) (count - k) / (k + 1) * (p / (1 - p));
        }
        return Arrays.copyOf(counts, length);
    }

    /** The distribution of the sum of two independent counts. */
    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                sum[i + j] += a[i] * b[j];
            }
        }
        int length = sum.length;
        while (length > 1 && sum[length - 1] < NOTHING) {
            length--;
        }
        return Arrays.copyOf(sum, length);
    }
}
