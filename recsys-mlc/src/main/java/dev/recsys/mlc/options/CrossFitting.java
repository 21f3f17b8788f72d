package dev.recsys.mlc.options;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * The models whose mean is served. With 2 or more, each is trained without its part of the customers, who calibrate the
 * probabilities.
 *
 * @param models models whose mean is served; a single one learns from all customers
 * @param fallbackModels whether a model is trained for each set of facts that can be known of a customer whose history,
 *     features or holdings are unknown; without them, such a customer counts as one whose values are missing
 * @param calibration how probabilities are corrected by what the customers left out did
 */
public record CrossFitting(
        @Option(value = "5", min = 1, max = 20, what = "Models whose mean is served.")
        int models,

        @Option(
                value = "true",
                what = "Whether models are trained for customers whose history, features or holdings are unknown.")
        boolean fallbackModels,

        @Option(value = "PLATT", what = "How probabilities are corrected by what customers left out did.")
        Calibration calibration) {
    /** How probabilities are corrected by what the customers left out did. */
    public enum Calibration {
        /** Not at all. */
        NONE,
        /** Log-odds by a line a product (Platt 1999), nearer to no correction the fewer its additions. */
        PLATT
    }

    /**
     * Checks the options.
     *
     * @param models in 1..20
     * @param fallbackModels true or false
     * @param calibration not null
     * @throws IllegalArgumentException if an option is out of its range
     */
    public CrossFitting {
        Options.check(CrossFitting.class, models, fallbackModels, calibration);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static CrossFitting defaults() {
        return Options.defaults(CrossFitting.class);
    }

    /**
     * The same with another {@link #models}.
     *
     * @param models in 1..20
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CrossFitting withModels(int models) {
        return new CrossFitting(models, fallbackModels, calibration);
    }

    /**
     * The same with another {@link #fallbackModels}.
     *
     * @param fallbackModels true or false
     * @return the options
     */
    public CrossFitting withFallbackModels(boolean fallbackModels) {
        return new CrossFitting(models, fallbackModels, calibration);
    }

    /**
     * The same with another {@link #calibration}.
     *
     * @param calibration not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CrossFitting withCalibration(Calibration calibration) {
        return new CrossFitting(models, fallbackModels, calibration);
    }
}
