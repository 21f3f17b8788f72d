package dev.recsys.mlc.options;

/**
 * When boosting stops.
 *
 * @param by whose loss decides how many rounds a model keeps
 * @param earlyStoppingRounds rounds without a lower loss after which a model stops
 */
public record Stopping(By by, int earlyStoppingRounds) {
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
}
