package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the question whose two sides differ most in effect: it gains W_L τ_L² + W_R τ_R² − W τ², where τ is the share of treated rows
 * with the outcome less that of control rows, and W the mean of both arms' weights. For two values of an outcome that is half the gain
 * by the squared Euclidean distance of Rzepakowski and Jaroszewicz ("Decision trees for uplift modeling with single and multiple
 * treatments", 2012), and the variance of effects of Athey and Imbens (2016). For one thread.
 */
final class EffectSplits {
    private static final double LEAN =
            10; // mean rows of an arm by which a category leans to the node, when they are ordered

    private final BinMatrix matrix;
    private final EffectRows rows;
    private final int minRows;
    private final Arms[] bins = new Arms[BinMatrix.MOST_BINS];

    /** Sums of both arms. */
    private static final class Arms {
        private int treatedRows;
        private int controlRows;
        private double treated;
        private double control;
        private double treatedYes;
        private double controlYes;

        void clear() {
            treatedRows = 0;
            controlRows = 0;
            treated = 0;
            control = 0;
            treatedYes = 0;
            controlYes = 0;
        }

        void add(Arms more) {
            treatedRows += more.treatedRows;
            controlRows += more.controlRows;
            treated += more.treated;
            control += more.control;
            treatedYes += more.treatedYes;
            controlYes += more.controlYes;
        }

        void setDifference(Arms all, Arms some) {
            treatedRows = all.treatedRows - some.treatedRows;
            controlRows = all.controlRows - some.controlRows;
            treated = all.treated - some.treated;
            control = all.control - some.control;
            treatedYes = all.treatedYes - some.treatedYes;
            controlYes = all.controlYes - some.controlYes;
        }

        int rows() {
            return treatedRows + controlRows;
        }

        double effect() {
            return treatedYes / treated - controlYes / control;
        }

        /** W τ². */
        double worth() {
            double effect = effect();
            return (treated + control) / 2 * effect * effect;
        }

        double leaning(Arms all) {
            return (treatedYes + LEAN * all.treatedYes / all.treated) / (treated + LEAN)
                    - (controlYes + LEAN * all.controlYes / all.control) / (control + LEAN);
        }
    }

    private final Arms all = new Arms();
    private final Arms left = new Arms();
    private final Arms right = new Arms();

    EffectSplits(BinMatrix matrix, EffectRows rows, int minRows) {
        this.matrix = matrix;
        this.rows = rows;
        this.minRows = minRows;
        Arrays.setAll(bins, bin -> new Arms());
    }

    /** The best question about some columns, the first of equals; null where no side would have the rows it needs. */
    @Nullable
    Split best(int[] some, int[] columns) {
        Split best = null;
        for (int column : columns) {
            sum(some, column);
            if (all.treatedRows < 2 * minRows || all.controlRows < 2 * minRows) {
                return null;
            }
            Split split = matrix.isCategorical(column) ? ofCategories(column) : ofNumbers(column);
            if (split != null && (best == null || split.gain() > best.gain())) {
                best = split;
            }
        }
        return best;
    }

    private void sum(int[] some, int column) {
        int count = matrix.binCount(column);
        for (int bin = 0; bin < count; bin++) {
            bins[bin].clear();
        }
        byte[] cells = matrix.column(column);
        for (int row : some) {
            Arms arms = bins[cells[row] & 0xff];
            float weight = rows.weights()[row];
            double yes = rows.outcomes()[row] ? weight : 0;
            if (rows.treated()[row]) {
                arms.treatedRows++;
                arms.treated += weight;
                arms.treatedYes += yes;
            } else {
                arms.controlRows++;
                arms.control += weight;
                arms.controlYes += yes;
            }
        }
        all.clear();
        for (int bin = 0; bin < count; bin++) {
            all.add(bins[bin]);
        }
    }

    /** Numbers below an edge go left; missing ones to the better side, or to that with more rows where the node has none. */
    private @Nullable Split ofNumbers(int column) {
        Split best = null;
        int count = matrix.binCount(column);
        boolean hasMissing = bins[0].rows() > 0;
        for (int way = 0; way < (hasMissing ? 2 : 1); way++) {
            left.clear();
            if (way == 1) {
                left.add(bins[0]);
            }
            for (int bin = 1; bin < count - 1; bin++) {
                left.add(bins[bin]);
                double gain = gain();
                if (gain > (best == null ? 0 : best.gain())) {
                    int[] set = new int[Split.WORDS];
                    for (int b = 1; b <= bin; b++) {
                        set[b >>> 5] |= 1 << b;
                    }
                    boolean missingLeft = hasMissing ? way == 1 : left.rows() > right.rows();
                    set[0] |= missingLeft ? 1 : 0;
                    best = new Split(column, gain, set);
                }
            }
        }
        return best;
    }

    /** Categories in the order of their effects; those the node has none of go where categories have fewer rows on average. */
    private @Nullable Split ofCategories(int column) {
        int count = matrix.binCount(column);
        Integer[] order = IntStream.range(0, count)
                .filter(bin -> bins[bin].rows() > 0)
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(bins[a].leaning(all), bins[b].leaning(all)));
        int best = 0;
        double bestGain = 0;
        boolean absentLeft = false;
        left.clear();
        for (int place = 1; place < order.length; place++) {
            left.add(bins[order[place - 1]]);
            double gain = gain();
            if (gain > bestGain) {
                bestGain = gain;
                best = place;
                absentLeft = (double) left.rows() / place < (double) right.rows() / (order.length - place);
            }
        }
        if (best == 0) {
            return null;
        }
        int[] set = new int[Split.WORDS];
        Arrays.fill(set, absentLeft ? -1 : 0);
        for (int place = 0; place < order.length; place++) {
            int bin = order[place];
            if (place < best) {
                set[bin >>> 5] |= 1 << bin;
            } else {
                set[bin >>> 5] &= ~(1 << bin);
            }
        }
        return new Split(column, bestGain, set);
    }

    /** What is gained with {@code left} on one side; sets {@code right}. */
    private double gain() {
        right.setDifference(all, left);
        boolean isAllowed = left.treatedRows >= minRows
                && left.controlRows >= minRows
                && right.treatedRows >= minRows
                && right.controlRows >= minRows;
        return isAllowed ? left.worth() + right.worth() - all.worth() : 0;
    }
}
