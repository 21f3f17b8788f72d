package dev.recsys.mlc.internal.boost;

/** Half the squared difference of a number and its margin, whose best constant is the mean. Immutable and thread-safe. */
public final class SquaredLoss extends NumberLoss {
    /**
     * A loss of numbers.
     *
     * @param values one a row, finite. Not modified, kept.
     * @param weights one a row, finite and above 0. Not modified, kept.
     */
    public SquaredLoss(double[] values, float[] weights) {
        super(values, weights);
    }

    @Override
    public double[] intercepts(int[] rows) {
        return new double[] {mean(rows)};
    }

    @Override
    double loss(double value, double margin) {
        return (margin - value) * (margin - value) / 2;
    }

    @Override
    double gradient(double value, double margin) {
        return margin - value;
    }

    @Override
    double hessian(double value, double margin) {
        return 1;
    }
}
