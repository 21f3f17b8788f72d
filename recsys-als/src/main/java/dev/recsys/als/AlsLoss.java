package dev.recsys.als;

/**
 * What {@link AlsConfig} minimises, as far as a single row goes.
 *
 * @param base what c is before any weight: 0 or α₀
 * @param alpha α
 * @param unobservedWeight α₀
 * @param regularization λ
 * @param frequencyExponent ν
 */
record AlsLoss(double base, double alpha, double unobservedWeight, double regularization, double frequencyExponent) {
    static AlsLoss of(AlsConfig config) {
        double base = switch (config.confidence()) {
            case SCALED -> 0;
            case ADDED -> config.unobservedWeight();
        };
        return new AlsLoss(
                base, config.alpha(), config.unobservedWeight(), config.regularization(), config.frequencyExponent());
    }

    /** c of a weight. */
    double confidence(double weight) {
        return base + alpha * weight;
    }

    /** λ·(n + α₀·N)^ν: what the diagonal gets for a row that has {@code size} of {@code count} columns. */
    double ridge(int size, int count) {
        if (frequencyExponent == 0) {
            return regularization;
        }
        double frequency = size + unobservedWeight * count;
        return regularization * (frequencyExponent == 1 ? frequency : StrictMath.pow(frequency, frequencyExponent));
    }

    double[] toArray() {
        return new double[] {base, alpha, unobservedWeight, regularization, frequencyExponent};
    }

    static AlsLoss from(double[] values) {
        return new AlsLoss(values[0], values[1], values[2], values[3], values[4]);
    }
}
