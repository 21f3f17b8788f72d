package dev.recsys.eval;

import dev.recsys.eval.Reliability.Decile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * Counts the probabilities of one product in narrow bins, so that millions take no room. Scores of one bin, which differ by
 * less than 0.8 %, count as equal. All that threads add up is whole numbers, so the figures do not depend on the order.
 * Thread-safe.
 */
final class ReliabilityTally {
    private static final int KEPT_BITS = 7; // of the mantissa
    private static final int SHIFT = 52 - KEPT_BITS;
    private static final long LEAST = (long) (Double.MAX_EXPONENT - 40) << KEPT_BITS; // scores below 2^-40 are one bin
    private static final int BINS = (40 << KEPT_BITS) + 1;
    private static final double UNIT = 0x1p-40; // scores are summed up in these

    private final AtomicLongArray customers = new AtomicLongArray(BINS);
    private final AtomicLongArray additions = new AtomicLongArray(BINS);
    private final WideSums units = new WideSums(BINS);

    /** Counts a customer; a score outside 0..1 counts as the nearer end. */
    void add(double score, boolean taken) {
        double p = Math.max(0, Math.min(1, score));
        int bin = (int) Math.max(0, (Double.doubleToLongBits(p) >>> SHIFT) - LEAST);
        customers.incrementAndGet(bin);
        units.add(bin, Math.round(p / UNIT));
        if (taken) {
            additions.incrementAndGet(bin);
        }
    }

    /** All customers of some tallies as one. */
    static ReliabilityTally ofAll(List<ReliabilityTally> parts) {
        ReliabilityTally all = new ReliabilityTally();
        for (ReliabilityTally part : parts) {
            for (int bin = 0; bin < BINS; bin++) {
                all.customers.addAndGet(bin, part.customers.get(bin));
                all.additions.addAndGet(bin, part.additions.get(bin));
                all.units.addAll(bin, part.units, bin);
            }
        }
        return all;
    }

    Reliability reliability() {
        long all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += customers.get(bin);
        }
        if (all == 0) {
            return Reliability.none();
        }
        long[] counts = new long[Reliability.DECILES];
        long[] taken = new long[Reliability.DECILES];
        WideSums sums = new WideSums(Reliability.DECILES);
        List<ChanceGap> gaps =
                Stream.generate(ChanceGap::new).limit(Reliability.DECILES).toList();
        long below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            long count = customers.get(bin);
            if (count > 0) {
                // The decile of the middle: (below + count / 2) / all tenths, in whole numbers.
                int decile = (int) ((2 * below + count) * Reliability.DECILES / (2 * all));
                gaps.get(decile).add(count, Math.min(1, units.get(bin) * UNIT / count));
                counts[decile] += count;
                sums.addAll(decile, units, bin);
                taken[decile] += additions.get(bin);
                below += count;
            }
        }
        List<Decile> deciles = new ArrayList<>();
        for (int decile = 0; decile < counts.length; decile++) {
            double count = Math.max(1, counts[decile]);
            double gap = Math.min(1, gaps.get(decile).mean() / count);
            deciles.add(new Decile(
                    counts[decile], Math.min(1, sums.get(decile) * UNIT / count), taken[decile] / count, gap));
        }
        return new Reliability(deciles);
    }
}
