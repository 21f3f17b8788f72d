package dev.recsys.mlc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a column's best split from a node's histogram. The bins are brought into an order and cut in two at the place of
 * the greatest gain, summed over the outputs: Σ G²/(H + λ) of both sides less that of the node. Numbers keep their order,
 * with the missing ones tried at either end. Categories stand by gradient ÷ (Hessian + smoothing), which for one output
 * makes the best cut of the order the best of all divisions (Fisher 1958); with several, the output that differs most
 * between the categories gives the order. Scratch arrays inside: for one thread at a time.
 */
final class SplitFinder {
    private final MlcConfig config;
    private final int outputs;
    private final long[] left;
    private final double[] keys = new double[BinMatrix.MOST_BINS];
    private final int[] sequence = new int[BinMatrix.MOST_BINS];
    private double bestGain;
    private int bestCut;

    SplitFinder(MlcConfig config, int outputs) {
        this.config = config;
        this.outputs = outputs;
        this.left = new long[2 * outputs];
    }

    /**
     * The best split of a column.
     *
     * @param column its number, for the answer
     * @param categorical whether its bins have no order
     * @param histogram the node's. Not modified.
     * @param start where the column begins
     * @param binCount bins of the column
     * @param totals the node's summed words. Not modified.
     * @param words tells the words' units
     * @return the split, or null if none gains more than {@link MlcConfig#leastGain} within the limits
     */
    @Nullable
    Split find(
            int column,
            boolean categorical,
            long[] histogram,
            int start,
            int binCount,
            long[] totals,
            GradientWords words) {
        bestGain = Double.NEGATIVE_INFINITY;
        double lambda = config.l2() + (categorical ? config.categoryL2() : 0);
        double parent = gain(totals, lambda, words);
        int[] best = new int[0];
        if (categorical) {
            int size = orderByGradient(histogram, start, binCount, words);
            scan(histogram, start, size, totals, lambda, config.leastCategoryRows(), words);
            best = bestGain > Double.NEGATIVE_INFINITY ? Arrays.copyOf(sequence, bestCut) : best;
        } else {
            int size = 0;
            for (int bin = 1; bin < binCount; bin++) {
                sequence[size++] = bin;
            }
            boolean missing = GradientWords.count(histogram[start + 1]) > 0;
            if (missing) {
                sequence[size++] = 0;
            }
            scan(histogram, start, size, totals, lambda, 1, words);
            best = bestGain > Double.NEGATIVE_INFINITY ? Arrays.copyOf(sequence, bestCut) : best;
            if (missing && size > 1) {
                double missingRight = bestGain;
                System.arraycopy(sequence, 0, sequence, 1, size - 1);
                sequence[0] = 0;
                scan(histogram, start, size, totals, lambda, 1, words);
                best = bestGain > missingRight ? Arrays.copyOf(sequence, bestCut) : best;
            }
        }
        double gain = bestGain - parent;
        if (best.length == 0 || !(gain > config.leastGain())) {
            return null;
        }
        return new Split(column, gain, bins(best, categorical, histogram, start, binCount, totals));
    }

    /** Cuts the sequence at every place; a better one than the best so far is kept. */
    private void scan(
            long[] histogram, int start, int size, long[] totals, double lambda, int leastGroup, GradientWords words) {
        Arrays.fill(left, 0);
        int all = GradientWords.count(totals[1]);
        int group = 0;
        for (int cut = 1; cut < size; cut++) {
            int cell = start + sequence[cut - 1] * left.length;
            int rows = GradientWords.count(histogram[cell + 1]);
            if (rows == 0) {
                continue;
            }
            for (int k = 0; k < left.length; k++) {
                left[k] += histogram[cell + k];
            }
            int count = GradientWords.count(left[1]);
            group += rows;
            if (all - count < config.leastRows()) {
                return;
            }
            if (count >= config.leastRows() && group >= leastGroup) {
                group = 0;
                double gain = cutGain(totals, lambda, words);
                if (gain > bestGain) {
                    bestGain = gain;
                    bestCut = cut;
                }
            }
        }
    }

    private double cutGain(long[] totals, double lambda, GradientWords words) {
        double gain = 0;
        double hessianLeft = 0;
        double hessianRight = 0;
        for (int k = 0; k < left.length; k += 2) {
            double g = words.gradient(left[k]);
            double h = words.hessian(left[k + 1]);
            double otherG = words.gradient(totals[k] - left[k]);
            double otherH = words.hessian(totals[k + 1] - left[k + 1]);
            hessianLeft += h;
            hessianRight += otherH;
            double a = h + lambda;
            double b = otherH + lambda;
            double product = a * b;
            // Both fractions over one divisor; without any Hessian nor λ an output has nothing to gain.
            if (product > 0) {
                gain += (g * g * b + otherG * otherG * a) / product;
            } else if (a > 0) {
                gain += g * g / a;
            } else if (b > 0) {
                gain += otherG * otherG / b;
            }
        }
        boolean enough = hessianLeft >= config.leastHessian() && hessianRight >= config.leastHessian();
        return enough ? gain : Double.NEGATIVE_INFINITY;
    }

    private static double gain(long[] totals, double lambda, GradientWords words) {
        double gain = 0;
        for (int k = 0; k < totals.length; k += 2) {
            double g = words.gradient(totals[k]);
            double h = words.hessian(totals[k + 1]) + lambda;
            gain += h > 0 ? g * g / h : 0;
        }
        return gain;
    }

    /** Puts the bins that have rows into order; returns how many there are. */
    private int orderByGradient(long[] histogram, int start, int binCount, GradientWords words) {
        int leading = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int output = 0; output < outputs && outputs > 1; output++) {
            double spread = 0;
            for (int bin = 0; bin < binCount; bin++) {
                int cell = start + bin * left.length + 2 * output;
                double g = words.gradient(histogram[cell]);
                double h = words.hessian(histogram[cell + 1]) + config.categorySmoothing();
                spread += h > 0 ? g * g / h : 0;
            }
            if (spread > most) {
                most = spread;
                leading = output;
            }
        }
        int size = 0;
        for (int bin = 0; bin < binCount; bin++) {
            int cell = start + bin * left.length;
            if (GradientWords.count(histogram[cell + 1]) > 0) {
                double h = words.hessian(histogram[cell + 2 * leading + 1]) + config.categorySmoothing();
                double key = h > 0 ? words.gradient(histogram[cell + 2 * leading]) / h : 0;
                int place = size++;
                for (; place > 0 && keys[place - 1] > key; place--) {
                    keys[place] = keys[place - 1];
                    sequence[place] = sequence[place - 1];
                }
                keys[place] = key;
                sequence[place] = bin;
            }
        }
        return size;
    }

    /** The set of the bins that go left. Bins the node has no rows of go with the greater side where order tells nothing. */
    private static int[] bins(
            int[] prefix, boolean categorical, long[] histogram, int start, int binCount, long[] totals) {
        int[] set = new int[Split.WORDS];
        int rows = 0;
        for (int bin : prefix) {
            set[bin >>> 5] |= 1 << bin;
            rows += GradientWords.count(histogram[start + bin * totals.length + 1]);
        }
        if (2 * rows > GradientWords.count(totals[1])) {
            int ordered = categorical ? BinMatrix.MOST_BINS : 1;
            for (int bin = 0; bin < ordered; bin++) {
                boolean absent =
                        bin >= binCount || GradientWords.count(histogram[start + bin * totals.length + 1]) == 0;
                if (absent) {
                    set[bin >>> 5] |= 1 << bin;
                }
            }
        }
        return set;
    }
}
