package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Trees;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a column's best split from a node's histogram. The bins are brought into an order and cut in two at the place of
 * the greatest gain, summed over the outputs: Σ G²/(H + λ) of both sides less that of the node. Numbers keep their order,
 * with the missing ones tried at either end. Categories stand by gradient ÷ (Hessian + smoothing), which for one output
 * makes the best cut of the order the best of all divisions (Fisher 1958); with several, the output that differs most
 * between the categories gives the order. Categories with few rows are grouped: they all go right. Scratch arrays
 * inside: for one thread at a time.
 */
final class SplitFinder {
    private final Trees options;
    private final GrowthRules.Absent absent;
    private final int first;
    private final int outputs;
    private final double[] gradientUnits;
    private final double[] hessianUnits;
    private final double[] gradients; // of the whole node, by output
    private final double[] hessians;
    private final long[] left;
    private final double[] keys = new double[BinMatrix.MOST_BINS];
    private final int[] sequence = new int[BinMatrix.MOST_BINS];
    private @Nullable Bounds bounds;
    private int direction;
    private int rowCount;
    private double bestGain;
    private int bestCut;

    /**
     * A finder.
     *
     * @param options the limits
     * @param absent where categories go that a node has no rows of
     * @param first the first output of the gradients
     * @param outputs outputs of the histograms
     */
    SplitFinder(Trees options, GrowthRules.Absent absent, int first, int outputs) {
        this.options = options;
        this.absent = absent;
        this.first = first;
        this.outputs = outputs;
        this.gradientUnits = new double[outputs];
        this.hessianUnits = new double[outputs];
        this.gradients = new double[outputs];
        this.hessians = new double[outputs];
        this.left = new long[outputs + 1];
    }

    /**
     * Turns to a node.
     *
     * @param totals its summed words. Not modified.
     * @param words knows the units of the words
     * @param within the bounds of its leaves, or null where no column has a direction
     */
    void begin(long[] totals, GradientWords words, @Nullable Bounds within) {
        bounds = within;
        for (int k = 0; k < outputs; k++) {
            gradientUnits[k] = words.gradientUnit(first + k);
            hessianUnits[k] = words.hessianUnit(first + k);
            gradients[k] = GradientWords.gradient(totals[k]) * gradientUnits[k];
            hessians[k] = GradientWords.hessian(totals[k]) * hessianUnits[k];
        }
        rowCount = (int) totals[outputs];
    }

    /**
     * The best split of a column of the node turned to.
     *
     * @param column its number, for the answer
     * @param categorical whether its bins have no order
     * @param rising 1 if values must not fall with the column's numbers, -1 if they must not rise, 0 for neither
     * @param histogram the node's. Not modified.
     * @param start where the column begins
     * @param binCount bins of the column
     * @return the split, or null if none gains more than {@link Trees#minSplitGain} within the limits
     */
    @Nullable
    Split find(int column, boolean categorical, int rising, long[] histogram, int start, int binCount) {
        direction = rising;
        bestGain = Double.NEGATIVE_INFINITY;
        double lambda = options.l2() + (categorical ? options.categories().l2() : 0);
        int[] best = new int[0];
        if (categorical) {
            int size = orderByGradient(histogram, start, binCount);
            scan(histogram, start, size, lambda);
            best = bestGain > Double.NEGATIVE_INFINITY ? Arrays.copyOf(sequence, bestCut) : best;
        } else {
            int size = 0;
            for (int bin = 1; bin < binCount; bin++) {
                sequence[size++] = bin;
            }
            boolean missing = histogram[start + outputs] > 0;
            if (missing) {
                sequence[size++] = 0;
            }
            scan(histogram, start, size, lambda);
            best = bestGain > Double.NEGATIVE_INFINITY ? Arrays.copyOf(sequence, bestCut) : best;
            if (missing && size > 1) {
                double missingRight = bestGain;
                System.arraycopy(sequence, 0, sequence, 1, size - 1);
                sequence[0] = 0;
                scan(histogram, start, size, lambda);
                best = bestGain > missingRight ? Arrays.copyOf(sequence, bestCut) : best;
            }
        }
        double gain = bestGain - nodeGain(lambda);
        if (best.length == 0 || !(gain > options.minSplitGain())) {
            return null;
        }
        return new Split(column, gain, bins(best, categorical, histogram, start, binCount));
    }

    /** Cuts the sequence at every place; a better one than the best so far is kept. */
    private void scan(long[] histogram, int start, int size, double lambda) {
        Arrays.fill(left, 0);
        for (int cut = 1; cut <= size; cut++) {
            int cell = start + sequence[cut - 1] * left.length;
            if (histogram[cell + outputs] == 0) {
                continue;
            }
            for (int k = 0; k < left.length; k++) {
                left[k] += histogram[cell + k];
            }
            int count = (int) left[outputs];
            if (rowCount - count < options.minRowsPerLeaf()) {
                return;
            }
            if (count >= options.minRowsPerLeaf()) {
                double gain = bounds == null ? cutGain(lambda) : boundedGain(lambda, bounds);
                if (gain > bestGain) {
                    bestGain = gain;
                    bestCut = cut;
                }
            }
        }
    }

    private double cutGain(double lambda) {
        double gain = 0;
        double hessianLeft = 0;
        double hessianRight = 0;
        for (int k = 0; k < outputs; k++) {
            double g = GradientWords.gradient(left[k]) * gradientUnits[k];
            double h = GradientWords.hessian(left[k]) * hessianUnits[k];
            double otherG = gradients[k] - g; // exact, as both are few bits of one unit
            double otherH = hessians[k] - h;
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
        boolean enough = hessianLeft >= options.minHessianPerLeaf() && hessianRight >= options.minHessianPerLeaf();
        return enough ? gain : Double.NEGATIVE_INFINITY;
    }

    /** As {@link #cutGain}, of values within bounds; none where they run against the column's direction. */
    private double boundedGain(double lambda, Bounds within) {
        double gain = 0;
        double hessianLeft = 0;
        double hessianRight = 0;
        for (int k = 0; k < outputs; k++) {
            double g = GradientWords.gradient(left[k]) * gradientUnits[k];
            double h = GradientWords.hessian(left[k]) * hessianUnits[k];
            double otherG = gradients[k] - g;
            double otherH = hessians[k] - h;
            hessianLeft += h;
            hessianRight += otherH;
            double value = within.clip(k, value(g, h + lambda));
            double other = within.clip(k, value(otherG, otherH + lambda));
            if (direction * (other - value) < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            gain += gain(g, h + lambda, value) + gain(otherG, otherH + lambda, other);
        }
        boolean enough = hessianLeft >= options.minHessianPerLeaf() && hessianRight >= options.minHessianPerLeaf();
        return enough ? gain : Double.NEGATIVE_INFINITY;
    }

    /** The value that suits a leaf best. */
    static double value(double gradient, double hessian) {
        return hessian > 0 ? -gradient / hessian : 0;
    }

    /** How much a value lowers the loss, twice over; G²/H for the best one. */
    private static double gain(double gradient, double hessian, double value) {
        return -value * (2 * gradient + hessian * value);
    }

    private double nodeGain(double lambda) {
        double gain = 0;
        for (int k = 0; k < outputs; k++) {
            double h = hessians[k] + lambda;
            if (bounds != null) {
                gain += gain(gradients[k], h, bounds.clip(k, value(gradients[k], h)));
                continue;
            }
            gain += h > 0 ? gradients[k] * gradients[k] / h : 0;
        }
        return gain;
    }

    /** Puts the bins that have rows enough into order; returns how many there are. */
    private int orderByGradient(long[] histogram, int start, int binCount) {
        int leading = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int output = 0; output < outputs && outputs > 1; output++) {
            double spread = 0;
            for (int bin = 0; bin < binCount; bin++) {
                long word = histogram[start + bin * left.length + output];
                double g = GradientWords.gradient(word) * gradientUnits[output];
                double h = GradientWords.hessian(word) * hessianUnits[output]
                        + options.categories().smoothing();
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
            if (histogram[cell + outputs] >= options.categories().minRows()) {
                long word = histogram[cell + leading];
                double h = GradientWords.hessian(word) * hessianUnits[leading]
                        + options.categories().smoothing();
                double key = h > 0 ? GradientWords.gradient(word) * gradientUnits[leading] / h : 0;
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

    /**
     * The set of the bins that go left. Bins the node has no rows of go to the greater side where the order says nothing: that of
     * more rows, or whose categories have fewer on average.
     */
    private int[] bins(int[] prefix, boolean categorical, long[] histogram, int start, int binCount) {
        int[] set = new int[Split.WORDS];
        long rows = 0;
        for (int bin : prefix) {
            set[bin >>> 5] |= 1 << bin;
            rows += histogram[start + bin * left.length + outputs];
        }
        boolean goesLeft = 2 * rows > rowCount;
        if (categorical && absent == GrowthRules.Absent.WITH_RARE_CATEGORIES) {
            long others = (long) present(histogram, start, binCount) - prefix.length;
            goesLeft = rows * others < (rowCount - rows) * prefix.length;
        }
        if (goesLeft) {
            int ordered = categorical ? BinMatrix.MOST_BINS : 1;
            for (int bin = 0; bin < ordered; bin++) {
                boolean isAbsent = bin >= binCount || histogram[start + bin * left.length + outputs] == 0;
                if (isAbsent) {
                    set[bin >>> 5] |= 1 << bin;
                }
            }
        }
        return set;
    }

    /** How many bins the node has rows of. */
    private int present(long[] histogram, int start, int binCount) {
        int present = 0;
        for (int bin = 0; bin < binCount; bin++) {
            present += histogram[start + bin * left.length + outputs] > 0 ? 1 : 0;
        }
        return present;
    }
}
