package dev.recsys.als.internal.solve;

/**
 * What ALS minimises, as far as a single row goes; see {@code AlsConfig}.
 *
 * @param base what c is before any weight: 0 or α₀
 * @param alpha α
 * @param unobservedWeight α₀
 * @param regularization λ
 * @param frequencyExponent ν
 */
public record AlsLoss(
        double base, double alpha, double unobservedWeight, double regularization, double frequencyExponent) {
    /** The greatest confidence: beyond it floats can't tell what else a system holds. */
    private static final double MOST_CONFIDENCE = 1e15;

    /**
     * c of a weight; no more than 10¹⁵.
     *
     * @param weight w
     * @return c
     */
    public double confidence(double weight) {
        return Math.min(base + alpha * weight, MOST_CONFIDENCE);
    }

    /**
     * λ·(n + α₀·N)^ν: what the diagonal gets for a user's row.
     *
     * @param size n, the columns the row has
     * @param count N, all columns
     * @return above 0
     */
    public double ridge(int size, int count) {
        return ridge(size, count, 1);
    }

    /**
     * λ·(n + g·α₀·N)^ν / g: what the diagonal gets for an item's row, whose unobserved cells weigh g·α₀ and whose factors are solved
     * for √g times as great.
     *
     * @param size n, the columns the row has
     * @param count N, all columns
     * @param target √g
     * @return above 0
     */
    double ridge(int size, int count, double target) {
        double square = target * target;
        if (frequencyExponent == 0) {
            return regularization / square;
        }
        double frequency = size + square * unobservedWeight * count;
        double power = frequencyExponent == 1 ? frequency : StrictMath.pow(frequency, frequencyExponent);
        return regularization * power / square;
    }

    /**
     * The numbers of this loss, as a model file keeps them.
     *
     * @return a new array in the order of the components
     */
    public double[] toArray() {
        return new double[] {base, alpha, unobservedWeight, regularization, frequencyExponent};
    }

    /**
     * Reads what {@link #toArray} wrote.
     *
     * @param values 5 numbers. Not modified.
     * @return the loss
     */
    public static AlsLoss from(double[] values) {
        return new AlsLoss(values[0], values[1], values[2], values[3], values[4]);
    }
}
