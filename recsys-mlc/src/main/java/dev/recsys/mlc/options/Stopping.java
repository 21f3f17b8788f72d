package dev.recsys.mlc.options;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * When boosting stops.
 *
 * @param by whose loss decides how many rounds a model keeps
 * @param earlyStoppingRounds rounds without a lower loss after which a model stops
 */
public record Stopping(
        @Option(value = "LAST_PERIOD", what = "Whose loss decides how many rounds a model keeps.")
        By by,

        @Option(value = "20", min = 1, max = 2000, what = "Rounds without a lower loss after which a model stops.")
        int earlyStoppingRounds) {
    /** Whose loss decides how many rounds a model keeps. */
    public enum By {
        /** That of the customers the model leaves out. A single model leaves none out and keeps all rounds. */
        CUSTOMERS,
        /**
         * That of the last step, by a model that has learned from the steps before it and is then discarded. Those served
         * learn from all steps, for as many rounds. With one step the same as {@link #CUSTOMERS};
         * {@link dev.recsys.ModelInfo#notes} says so.
         */
        LAST_PERIOD
    }

    /**
     * Checks the options.
     *
     * @param by not null
     * @param earlyStoppingRounds in 1..2000
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Stopping {
        Options.check(Stopping.class, by, earlyStoppingRounds);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static Stopping defaults() {
        return Options.defaults(Stopping.class);
    }

    /**
     * The same with another {@link #by}.
     *
     * @param by not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Stopping withBy(By by) {
        return new Stopping(by, earlyStoppingRounds);
    }

    /**
     * The same with another {@link #earlyStoppingRounds}.
     *
     * @param earlyStoppingRounds in 1..2000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Stopping withEarlyStoppingRounds(int earlyStoppingRounds) {
        return new Stopping(by, earlyStoppingRounds);
    }
}
