package dev.recsys.mlc.targets;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import java.util.List;

/**
 * When boosting stops: of the rows in which a target is known some are held out, and the rounds kept up to the one at which their loss
 * was lowest. Where {@link #order} has the same values in all of them, none is held out and all rounds are grown.
 *
 * @param by which rows are held out
 * @param order with {@link By#LAST}, columns of numbers by which rows are ordered, such as a year and a month; empty for the order
 *     in which they stand. Rows of the same values are not parted. They are no attributes
 * @param share share of the rows held out
 * @param earlyStoppingRounds rounds without a lower loss after which a model stops
 * @param then what learns afterwards
 * @param calibration how probabilities are corrected by what happened in the rows held out
 */
public record TargetStopping(
        @Option(value = "RANDOM", what = "Which rows are held out.")
        By by,

        @Option(value = "[]", what = "Columns of numbers by which LAST orders rows; empty for their order.")
        List<String> order,

        @Option(value = "0.2", min = 0.01, max = 0.9, what = "Share of the rows held out.")
        double share,

        @Option(value = "30", min = 1, max = 2000, what = "Rounds without a lower loss after which a model stops.")
        int earlyStoppingRounds,

        @Option(value = "REFIT", what = "What learns afterwards.")
        Then then,

        @Option(value = "NONE", what = "How probabilities are corrected by the rows held out.")
        Calibration calibration) {
    /** Which rows are held out. */
    public enum By {
        /** None: all rounds are grown, and nothing is calibrated. */
        NONE,
        /** A random draw. */
        RANDOM,
        /** The last ones, which is what a model meets that predicts the future. */
        LAST
    }

    /** What learns afterwards. */
    public enum Then {
        /** Nothing: the model has not seen the rows held out. */
        KEEP,
        /** All rows, for as many rounds. */
        REFIT
    }

    /** How probabilities are corrected. */
    public enum Calibration {
        /** Not at all. */
        NONE,
        /** Log-odds by a line (Platt 1999), nearer to no correction the fewer the positives. */
        PLATT
    }

    /**
     * Checks and copies the options.
     *
     * @param by not null
     * @param order none blank or twice
     * @param share in 0.01..0.9
     * @param earlyStoppingRounds in 1..2000
     * @param then not null
     * @param calibration not null
     * @throws IllegalArgumentException if an option is out of its range
     */
    public TargetStopping {
        Options.check(TargetStopping.class, by, order, share, earlyStoppingRounds, then, calibration);
        order = TargetColumns.names(order, "order");
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static TargetStopping defaults() {
        return Options.defaults(TargetStopping.class);
    }

    /**
     * The same with another {@link #by}.
     *
     * @param by not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withBy(By by) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }

    /**
     * The same with another {@link #order}.
     *
     * @param order none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withOrder(List<String> order) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }

    /**
     * The same with another {@link #share}.
     *
     * @param share in 0.01..0.9
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withShare(double share) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }

    /**
     * The same with another {@link #earlyStoppingRounds}.
     *
     * @param earlyStoppingRounds in 1..2000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withEarlyStoppingRounds(int earlyStoppingRounds) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }

    /**
     * The same with another {@link #then}.
     *
     * @param then not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withThen(Then then) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }

    /**
     * The same with another {@link #calibration}.
     *
     * @param calibration not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetStopping withCalibration(Calibration calibration) {
        return new TargetStopping(by, order, share, earlyStoppingRounds, then, calibration);
    }
}
