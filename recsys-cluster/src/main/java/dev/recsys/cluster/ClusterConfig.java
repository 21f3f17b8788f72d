package dev.recsys.cluster;

import dev.recsys.check.Checks;
import java.util.HashSet;
import java.util.List;

/**
 * Options of {@link ClusterTrainer}.
 *
 * @param clusters how many segments to look for, at least 1; 20 by default. There are fewer where the users have fewer
 *     distinct features
 * @param iterations how many rounds of K-means at the most, at least 1; 100 by default
 * @param restarts how many starting points to try on a sample, at least 1; 5 by default. The one of the lowest inertia
 *     goes on to all rows
 * @param sampleSize how many users the segments are fitted to at the most, at least 1, drawn by the seed; 200,000 by
 *     default. All users are assigned and counted whatever the sample
 * @param features names of the features to segment by; empty, the default, means all numeric features, and those
 *     categorical ones that are not dates and whose values told apart cover at least half of the users
 * @param maxCategories how many values of a categorical feature are told apart, the most frequent ones, at least 1; 20 by
 *     default. Those rarer than 1 % of the users, and the rest, count as one value
 * @param categoryWeight the distance between two values of a categorical feature, in standard deviations of a numeric
 *     one, above 0; 1 by default
 * @param smoothing how many users' worth of the overall rate is mixed into each segment's rate of additions, at least 0;
 *     200 by default
 * @param months how many of a panel's last monthly steps count for the rates, at least 1; 3 by default
 * @param seed where the random numbers come from; 1 by default
 * @param threads how many threads to train on, at least 1; by default as many as there are processors. The model does
 *     not depend on it
 */
public record ClusterConfig(
        int clusters,
        int iterations,
        int restarts,
        int sampleSize,
        List<String> features,
        int maxCategories,
        double categoryWeight,
        double smoothing,
        int months,
        long seed,
        int threads) {
    /**
     * Checks and copies.
     *
     * @param clusters as the component
     * @param iterations as the component
     * @param restarts as the component
     * @param sampleSize as the component
     * @param features as the component
     * @param maxCategories as the component
     * @param categoryWeight as the component
     * @param smoothing as the component
     * @param months as the component
     * @param seed as the component
     * @param threads as the component
     * @throws IllegalArgumentException if a value is out of its range, or a feature's name is blank or appears twice
     */
    public ClusterConfig {
        Checks.atLeast(clusters, 1, "clusters");
        Checks.atLeast(iterations, 1, "iterations");
        Checks.atLeast(restarts, 1, "restarts");
        Checks.atLeast(sampleSize, 1, "sampleSize");
        Checks.notNull(features, "features").forEach(name -> Checks.notBlank(name, "feature name"));
        features = List.copyOf(features);
        Checks.that(
                new HashSet<>(features).size() == features.size(),
                "features must not name one twice, but were %s",
                features);
        Checks.atLeast(maxCategories, 1, "maxCategories");
        Checks.positive(categoryWeight, "categoryWeight");
        Checks.notNegative(smoothing, "smoothing");
        Checks.atLeast(months, 1, "months");
        Checks.atLeast(threads, 1, "threads");
    }

    /**
     * The defaults.
     *
     * @return what measured best on one month of additions; see docs/decisions/0002-k-means.md
     */
    public static ClusterConfig defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; what is not set keeps its default. Not thread-safe. */
    public static final class Builder {
        private int clusters = 20;
        private int iterations = 100;
        private int restarts = 5;
        private int sampleSize = 200_000;
        private List<String> features = List.of();
        private int maxCategories = 20;
        private double categoryWeight = 1;
        private double smoothing = 200;
        private int months = 3;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Sets how many segments to look for.
         *
         * @param value at least 1
         * @return this
         */
        public Builder clusters(int value) {
            this.clusters = value;
            return this;
        }

        /**
         * Sets how many rounds of K-means there are at the most.
         *
         * @param value at least 1
         * @return this
         */
        public Builder iterations(int value) {
            this.iterations = value;
            return this;
        }

        /**
         * Sets how many starting points are tried.
         *
         * @param value at least 1
         * @return this
         */
        public Builder restarts(int value) {
            this.restarts = value;
            return this;
        }

        /**
         * Sets how many users the segments are fitted to.
         *
         * @param value at least 1
         * @return this
         */
        public Builder sampleSize(int value) {
            this.sampleSize = value;
            return this;
        }

        /**
         * Sets the features to segment by.
         *
         * @param value names of the panel's features; none for the automatic choice
         * @return this
         */
        public Builder features(List<String> value) {
            this.features = value;
            return this;
        }

        /**
         * Sets how many values of a categorical feature are told apart.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxCategories(int value) {
            this.maxCategories = value;
            return this;
        }

        /**
         * Sets how much a categorical feature counts.
         *
         * @param value finite and above 0
         * @return this
         */
        public Builder categoryWeight(double value) {
            this.categoryWeight = value;
            return this;
        }

        /**
         * Sets how strongly the rates are drawn to the overall ones.
         *
         * @param value in users, finite and at least 0
         * @return this
         */
        public Builder smoothing(double value) {
            this.smoothing = value;
            return this;
        }

        /**
         * Sets how many monthly steps count.
         *
         * @param value at least 1
         * @return this
         */
        public Builder months(int value) {
            this.months = value;
            return this;
        }

        /**
         * Sets where the random numbers come from.
         *
         * @param value any number
         * @return this
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Sets how many threads train.
         *
         * @param value at least 1
         * @return this
         */
        public Builder threads(int value) {
            this.threads = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @return a checked configuration
         * @throws IllegalArgumentException if the constructor refuses a value
         */
        public ClusterConfig build() {
            return new ClusterConfig(
                    clusters,
                    iterations,
                    restarts,
                    sampleSize,
                    features,
                    maxCategories,
                    categoryWeight,
                    smoothing,
                    months,
                    seed,
                    threads);
        }
    }
}
