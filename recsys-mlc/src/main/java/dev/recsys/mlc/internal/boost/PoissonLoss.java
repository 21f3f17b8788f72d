package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;

/**
 * The deviance of counts whose mean is the exponential of the margin, but for what does not depend on it: e^f − y · f.
 * Immutable and thread-safe.
 *
 * <p>The second derivative e^f is far too small where e^f is far below y, and Newton's step then far too long. In its place
 * stands the mean of the second derivatives at the margin and at the best margin, (e^f + y) ÷ 2. A leaf whose numbers are ρ
 * times what they were taken for then gets 2(ρ − 1) ÷ (ρ + 1), which is log ρ for ρ near 1, never more in size, and at most 2.
 */
public final class PoissonLoss extends NumberLoss {
    /**
     * A loss of counts.
     *
     * @param values one a row, finite and at least 0. Not modified, kept.
     * @param weights one a row, finite and above 0. Not modified, kept.
     */
    public PoissonLoss(double[] values, float[] weights) {
        super(values, weights);
    }

    @Override
    public double[] intercepts(int[] rows) {
        return new double[] {logarithm(mean(rows))};
    }

    @Override
    double loss(double value, double margin) {
        double f = within(margin);
        return ExpLog.exp(f) - value * f;
    }

    @Override
    double gradient(double value, double margin) {
        return ExpLog.exp(within(margin)) - value;
    }

    @Override
    double hessian(double value, double margin) {
        return (ExpLog.exp(within(margin)) + value) / 2;
    }
}
