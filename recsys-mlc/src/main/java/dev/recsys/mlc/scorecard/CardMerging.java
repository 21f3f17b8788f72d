package dev.recsys.mlc.scorecard;

import java.util.Arrays;

/**
 * Merges neighbouring groups of rows into the bins of a scorecard. First those that run against the trend asked for (pool adjacent
 * violators), then those that are too small, then the two most alike until all differ enough (ChiMerge, Kerber 1992). Merging
 * neighbours keeps a trend, as the rate of both lies between theirs. Ties go to the first. O(groups²).
 */
final class CardMerging {
    private final long[] rows;
    private final long[] bads;
    private final int[] last; // of each group that is left, the last one it was made of
    private int size;

    private CardMerging(int[] rows, int[] bads) {
        this.rows = Arrays.stream(rows).asLongStream().toArray();
        this.bads = Arrays.stream(bads).asLongStream().toArray();
        this.last = new int[rows.length];
        Arrays.setAll(last, i -> i);
        this.size = rows.length;
    }

    /**
     * Merges.
     *
     * @param rows of each group, above 0. Not modified.
     * @param bads of each. Not modified.
     * @param trend 1 where bad rates must not fall from one to the next, -1 where they must not rise, 0 for any
     * @param total all rows, with those of missing values
     * @param meanRate share of bads among them
     * @return of each bin, in order, the last group in it
     */
    static int[] merge(int[] rows, int[] bads, int trend, int total, double meanRate, CardBinning binning) {
        CardMerging merging = new CardMerging(rows, bads);
        merging.poolViolators(trend, 0, 0);
        merging.mergeSmall(binning.minShare() * total);
        merging.mergeAlike(binning);
        // Smoothing pulls small bins closer to the mean than large ones, which may turn a trend again.
        merging.poolViolators(trend, binning.smoothing(), meanRate);
        return Arrays.copyOf(merging.last, merging.size);
    }

    private void poolViolators(int trend, double smoothing, double meanRate) {
        for (int i = 0; trend != 0 && i + 1 < size; ) {
            double here = (bads[i] + smoothing * meanRate) / (rows[i] + smoothing);
            double next = (bads[i + 1] + smoothing * meanRate) / (rows[i + 1] + smoothing);
            if (trend * (next - here) < 0) {
                join(i);
                i = Math.max(0, i - 1);
            } else {
                i++;
            }
        }
    }

    private void mergeSmall(double least) {
        while (size > 1) {
            int smallest = 0;
            for (int i = 1; i < size; i++) {
                smallest = rows[i] < rows[smallest] ? i : smallest;
            }
            if (rows[smallest] >= least) {
                return;
            }
            boolean left = smallest > 0 && (smallest == size - 1 || chiSquare(smallest - 1) <= chiSquare(smallest));
            join(left ? smallest - 1 : smallest);
        }
    }

    private void mergeAlike(CardBinning binning) {
        while (size > 1) {
            int alike = 0;
            for (int i = 1; i + 1 < size; i++) {
                alike = chiSquare(i) < chiSquare(alike) ? i : alike;
            }
            if (size <= binning.maxBins() && chiSquare(alike) >= binning.leastChiSquare()) {
                return;
            }
            join(alike);
        }
    }

    /** How much a group and the next one differ: χ² of their bads and goods. */
    private double chiSquare(int i) {
        double n = rows[i];
        double m = rows[i + 1];
        double b = bads[i];
        double c = bads[i + 1];
        double all = b + c;
        double others = n + m - all;
        if (all == 0 || others == 0) {
            return 0;
        }
        double difference = b * (m - c) - c * (n - b);
        return difference * difference / (n * m * all * others) * (n + m);
    }

    private void join(int i) {
        rows[i] += rows[i + 1];
        bads[i] += bads[i + 1];
        last[i] = last[i + 1];
        int tail = size - i - 2;
        System.arraycopy(rows, i + 2, rows, i + 1, tail);
        System.arraycopy(bads, i + 2, bads, i + 1, tail);
        System.arraycopy(last, i + 2, last, i + 1, tail);
        size--;
    }
}
