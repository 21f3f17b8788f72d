package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;

/**
 * A loss of one number a row. Immutable and thread-safe.
 *
 * <p>With a margin f that stands for the number itself ({@link SquaredLoss}, {@link AbsoluteLoss}) or for its logarithm
 * ({@link PoissonLoss}, {@link TweedieLoss}).
 */
public abstract sealed class NumberLoss implements Loss permits SquaredLoss, AbsoluteLoss, PoissonLoss, TweedieLoss {
    private static final double MOST = 80; // of a margin that is exponentiated, so that sums stay finite

    private final double[] values;
    private final float[] weights;

    /**
     * A loss of numbers.
     *
     * @param values one a row, finite. Not modified, kept.
     * @param weights one a row, finite and above 0. Not modified, kept.
     */
    NumberLoss(double[] values, float[] weights) {
        this.values = values;
        this.weights = weights;
    }

    /**
     * The loss of one row of weight 1.
     *
     * @param value the number
     * @param margin the margin
     * @return finite
     */
    abstract double loss(double value, double margin);

    /**
     * The first derivative by the margin.
     *
     * @param value the number
     * @param margin the margin
     * @return finite
     */
    abstract double gradient(double value, double margin);

    /**
     * The second derivative by the margin, or what stands for it in Newton's steps.
     *
     * @param value the number
     * @param margin the margin
     * @return at least 0, finite
     */
    abstract double hessian(double value, double margin);

    @Override
    public final int outputs() {
        return 1;
    }

    final double value(int row) {
        return values[row];
    }

    final double weight(int row) {
        return weights[row];
    }

    final double mean(int[] rows) {
        double sum = 0;
        double weight = 0;
        for (int row : rows) {
            sum += weights[row] * values[row];
            weight += weights[row];
        }
        return weight > 0 ? sum / weight : 0;
    }

    /** Finite for 0 too. */
    static double logarithm(double mean) {
        return within(ExpLog.log(Math.max(Double.MIN_NORMAL, mean)));
    }

    static double within(double margin) {
        return Math.max(-MOST, Math.min(MOST, margin));
    }

    @Override
    public final void derive(int[] rows, int from, int to, double[] margins, double[] gradients, double[] hessians) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            gradients[i - from] = weights[row] * gradient(values[row], margins[row]);
            hessians[i - from] = weights[row] * hessian(values[row], margins[row]);
        }
    }

    @Override
    public final double sum(int[] rows, int from, int to, double[] margins) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += weights[rows[i]] * loss(values[rows[i]], margins[rows[i]]);
        }
        return sum;
    }
}
