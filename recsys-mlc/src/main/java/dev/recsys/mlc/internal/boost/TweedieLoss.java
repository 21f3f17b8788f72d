package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;

/**
 * The deviance of amounts that are often 0 and else above it (Tweedie 1984), but for what does not depend on the margin f,
 * the logarithm of their mean: e^((2−p)f) ÷ (2−p) − y · e^((1−p)f) ÷ (1−p). The variance grows with the mean to the power p.
 * Immutable and thread-safe.
 */
public final class TweedieLoss extends NumberLoss {
    private final double power;

    /**
     * A loss of amounts.
     *
     * @param values one a row, finite and at least 0. Not modified, kept.
     * @param weights one a row, finite and above 0. Not modified, kept.
     * @param power p, above 1 and below 2
     */
    public TweedieLoss(double[] values, float[] weights, double power) {
        super(values, weights);
        this.power = power;
    }

    @Override
    public double[] intercepts(int[] rows) {
        return new double[] {logarithm(mean(rows))};
    }

    @Override
    double loss(double value, double margin) {
        double f = within(margin);
        return ExpLog.exp((2 - power) * f) / (2 - power) - value * ExpLog.exp((1 - power) * f) / (1 - power);
    }

    @Override
    double gradient(double value, double margin) {
        double f = within(margin);
        return ExpLog.exp((2 - power) * f) - value * ExpLog.exp((1 - power) * f);
    }

    @Override
    double hessian(double value, double margin) {
        double f = within(margin);
        return (2 - power) * ExpLog.exp((2 - power) * f) - (1 - power) * value * ExpLog.exp((1 - power) * f);
    }
}
