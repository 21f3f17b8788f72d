package dev.recsys.eval;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up how far probabilities lie from what happened. In whole units of 2⁻³², so that the sums do not depend on the order of
 * threads. Thread-safe.
 */
final class LossTally {
    private static final double UNIT = 0x1p-32;
    private static final double LEAST = 0x1p-50; // a probability nearer to 0 or 1 counts as this, about 1e-15

    private final AtomicLong cells = new AtomicLong();
    private final WideSums sums = new WideSums(2); // of logs and of squares

    /** Counts a probability; one outside 0..1 counts as the nearer end. */
    void add(double probability, boolean happened) {
        double p = Math.max(0, Math.min(1, probability));
        double miss = happened ? 1 - p : p;
        cells.incrementAndGet();
        sums.add(0, Math.round(-StrictMath.log1p(-Math.min(miss, 1 - LEAST)) / UNIT));
        sums.add(1, Math.round(miss * miss / UNIT));
    }

    /** The mean of −ln of the probability of what happened; NaN for nothing. */
    double logLoss() {
        return mean(sums.get(0), cells.get());
    }

    /** The mean squared distance from 1 of what happened and 0 of what did not; NaN for nothing. */
    double brier() {
        return mean(sums.get(1), cells.get());
    }

    private static double mean(double units, long count) {
        return units * UNIT / count;
    }
}
