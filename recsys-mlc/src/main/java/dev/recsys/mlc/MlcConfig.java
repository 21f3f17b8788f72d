package dev.recsys.mlc;

import dev.recsys.check.Checks;
import dev.recsys.data.HoldingMonths;

/**
 * Options of {@link MlcTrainer}.
 *
 * @param trees trees a product, in 1..2000; 60 by default
 * @param leaves leaves a tree, in 2..256; 8 by default
 * @param learningRate how much of each tree counts, above 0 and at most 1; 0.05 by default
 * @param rowShare share of the rows each tree sees, above 0 and at most 1; 0.7 by default
 * @param negativesPerPositive customers who did not add a product for each who did, at least 1; 10 by default. The
 *     probability is corrected for the customers left out.
 * @param sampleRows the most rows a product is learned from, at least 100; 30,000 by default
 * @param leastAdditions additions a product needs for trees of its own, at least 1; 10 by default. Below, its rate of
 *     additions stands for all customers.
 * @param months how many of the panel's last monthly steps are learned from, at least 1; 3 by default
 * @param historyMonths how many months before each step are looked at for when a product was taken or dropped and how long
 *     it was held, in 0..24; 12 by default. No deeper than the panel tells; 0 looks at the moment alone.
 * @param bins values a numeric feature is cut into by quantiles, in 2..255; 64 by default
 * @param seed of the sampling; 42 by default
 * @param threads how many to use, at least 1; all processors by default. The model does not depend on it.
 */
public record MlcConfig(
        int trees,
        int leaves,
        double learningRate,
        double rowShare,
        int negativesPerPositive,
        int sampleRows,
        int leastAdditions,
        int months,
        int historyMonths,
        int bins,
        long seed,
        int threads) {
    /**
     * Checks.
     *
     * @param trees as the component
     * @param leaves as the component
     * @param learningRate as the component
     * @param rowShare as the component
     * @param negativesPerPositive as the component
     * @param sampleRows as the component
     * @param leastAdditions as the component
     * @param months as the component
     * @param historyMonths as the component
     * @param bins as the component
     * @param seed as the component
     * @param threads as the component
     * @throws IllegalArgumentException if a value is outside the range its component tells
     */
    public MlcConfig {
        Checks.inRange(trees, 1, 2000, "trees");
        Checks.inRange(leaves, 2, 256, "leaves");
        Checks.that(
                learningRate > 0 && learningRate <= 1,
                "learningRate must be above 0 and at most 1, but was %s",
                learningRate);
        Checks.that(rowShare > 0 && rowShare <= 1, "rowShare must be above 0 and at most 1, but was %s", rowShare);
        Checks.atLeast(negativesPerPositive, 1, "negativesPerPositive");
        Checks.atLeast(sampleRows, 100, "sampleRows");
        Checks.atLeast(leastAdditions, 1, "leastAdditions");
        Checks.atLeast(months, 1, "months");
        Checks.inRange(historyMonths, 0, HoldingMonths.MOST, "historyMonths");
        Checks.inRange(bins, 2, 255, "bins");
        Checks.atLeast(threads, 1, "threads");
    }

    /**
     * The defaults.
     *
     * @return the configuration
     */
    public static MlcConfig defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private int trees = 60;
        private int leaves = 8;
        private double learningRate = 0.05;
        private double rowShare = 0.7;
        private int negativesPerPositive = 10;
        private int sampleRows = 30000;
        private int leastAdditions = 10;
        private int months = 3;
        private int historyMonths = 12;
        private int bins = 64;
        private long seed = 42;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Sets the number of trees a product.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder trees(int value) {
            trees = value;
            return this;
        }

        /**
         * Sets the number of leaves a tree.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leaves(int value) {
            leaves = value;
            return this;
        }

        /**
         * Sets how much of each tree counts.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * Sets the share of the rows each tree sees.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder rowShare(double value) {
            rowShare = value;
            return this;
        }

        /**
         * Sets how many customers who did not add a product stand against each who did.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder negativesPerPositive(int value) {
            negativesPerPositive = value;
            return this;
        }

        /**
         * Sets the most rows a product is learned from.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder sampleRows(int value) {
            sampleRows = value;
            return this;
        }

        /**
         * Sets how many additions a product needs for trees of its own.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastAdditions(int value) {
            leastAdditions = value;
            return this;
        }

        /**
         * Sets how many of the last monthly steps are learned from.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder months(int value) {
            months = value;
            return this;
        }

        /**
         * Sets how many months before each step are looked at.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder historyMonths(int value) {
            historyMonths = value;
            return this;
        }

        /**
         * Sets how many values a numeric feature is cut into.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder bins(int value) {
            bins = value;
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the number of threads.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @return an immutable record
         * @throws IllegalArgumentException if an option is out of its range
         */
        public MlcConfig build() {
            return new MlcConfig(
                    trees,
                    leaves,
                    learningRate,
                    rowShare,
                    negativesPerPositive,
                    sampleRows,
                    leastAdditions,
                    months,
                    historyMonths,
                    bins,
                    seed,
                    threads);
        }
    }
}
