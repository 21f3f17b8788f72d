package dev.recsys.mlc.internal.boost;

import java.util.Arrays;

/**
 * Between which values the leaves below a node must lie, one pair an output, so that a tree rises or falls with a column: a
 * split on such a column lets the side of the lower numbers have no value beyond the middle of both sides' values, and the
 * other side none before it. Immutable.
 */
final class Bounds {
    private final double[] lower;
    private final double[] upper;

    private Bounds(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /** No bounds. */
    static Bounds none(int outputs) {
        double[] lower = new double[outputs];
        double[] upper = new double[outputs];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new Bounds(lower, upper);
    }

    double clip(int output, double value) {
        return Math.max(lower[output], Math.min(upper[output], value));
    }

    /** The same, and not above some values. */
    Bounds notAbove(double[] values) {
        double[] less = upper.clone();
        for (int k = 0; k < less.length; k++) {
            less[k] = Math.min(less[k], values[k]);
        }
        return new Bounds(lower, less);
    }

    /** The same, and not below some values. */
    Bounds notBelow(double[] values) {
        double[] more = lower.clone();
        for (int k = 0; k < more.length; k++) {
            more[k] = Math.max(more[k], values[k]);
        }
        return new Bounds(more, upper);
    }
}
