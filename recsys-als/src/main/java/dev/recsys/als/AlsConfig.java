package dev.recsys.als;

import dev.recsys.check.Checks;

/**
 * Options of {@link AlsTrainer}. With S the items a user has, w their weights, c = α·w (or what {@link #confidence} says),
 * n = |S| and N the number of items (for an item: of users), it minimises
 *
 * <pre>Σ over S of c·(1 − x·y)² + α₀ · Σ over the rest of (x·y)² + λ · Σ (n + α₀·N)^ν · |x or y|²</pre>
 *
 * <p>(Hu, Koren and Volinsky, ICDM 2008; Rendle et al., "Revisiting the performance of iALS on item recommendation
 * benchmarks", RecSys 2022.)
 *
 * @param factors the rank; 0, the default, takes a third of the catalogue, at least 4 and at most 64: a bank's 24
 *     products bear 8
 * @param iterations sweeps over users and items at the most, at least 1; 15 by default
 * @param tolerance in 0..1: training ends after a sweep that lowers the objective by less than this share of it; 0, the
 *     default, makes all sweeps
 * @param regularization λ, above 0; 0.03 by default
 * @param frequencyExponent ν, in 0..2: how regularisation grows with what a user or item has; 1 by default, 0 for a plain
 *     λ
 * @param alpha α, above 0; 1 by default
 * @param unobservedWeight α₀, above 0; 1 by default
 * @param confidence how c comes from w; {@link Confidence#SCALED} by default
 * @param weighting what is made of the data's weights before they are w; {@link Weighting#NONE} by default
 * @param bm25K1 k₁ of {@link Weighting#BM25}, above 0: how late a growing weight stops counting; 1.2 by default
 * @param bm25B b of {@link Weighting#BM25}, in 0..1: how much less an entry counts with a user who has much; 0.75 by default
 * @param halfLifeDays for event logs: an event counts half for each time this many days before the last one; at least 0,
 *     and 0, the default, counts all alike. A panel's weights tell of time already, and are left as they are.
 * @param popularityMonths how many of a panel's last monthly steps tell how often a product is added, at least 1; 3 by
 *     default
 * @param scoreFloor in 0..1, 0.01 by default: factors say what a customer is like, not what is taken next, so on a
 *     panel of at least two months the score is {@code max(x·y, scoreFloor)} × the product's rate of additions, and on an
 *     event log with a trend {@code max(x·y, scoreFloor)} × the item's trend
 * @param trendHalfLifeDays for event logs: how soon an item's news are old; at least 0, and 0, the default, leaves the score
 *     x·y. Else an item's trend is how many of the users who ever had it had it first of late, each counted half for each
 *     time this many days before the last event, relative to the same for all items; 60 users like the average are added
 *     to each item's. Where all events are of one time nothing has a trend.
 * @param trendExponent the power to which a trend is raised before it is multiplied, in 0..2; 0.5 by default
 * @param solver how the systems are solved; {@link Solver#TUNED} by default
 * @param seed of the random start; 42 by default
 * @param threads how many to use, at least 1; all processors by default. The model does not depend on it.
 */
public record AlsConfig(
        int factors,
        int iterations,
        double tolerance,
        double regularization,
        double frequencyExponent,
        double alpha,
        double unobservedWeight,
        Confidence confidence,
        Weighting weighting,
        double bm25K1,
        double bm25B,
        double halfLifeDays,
        int popularityMonths,
        double scoreFloor,
        double trendHalfLifeDays,
        double trendExponent,
        Solver solver,
        long seed,
        int threads) {
    /** How the normal equations are solved. */
    public enum Solver {
        /**
         * By the fastest way for the data at hand: exactly for small catalogues, low ranks and users with few items, by
         * conjugate gradients to within 0.1 % of what a row has to gain where that is faster.
         */
        TUNED,
        /** By the fastest exact way. */
        EXACT,
        /** By conjugate gradients always, to compare. */
        ITERATIVE,
        /** As plainly as can be, in double precision: slow, and what the tuned way is tested against. */
        REFERENCE
    }

    /** How the confidence c in an entry comes from its weight w. */
    public enum Confidence {
        /** c = α·w (Rendle et al.). */
        SCALED,
        /** c = α₀ + α·w: never below an unobserved entry (Hu, Koren and Volinsky, with α₀ = 1). */
        ADDED
    }

    /**
     * What is made of the data's weights v, users read as documents and items as terms. With N users, of whom nᵢ have item i,
     * l the sum of a user's weights and L its mean. Holdings in a request are weighted in the same way.
     */
    public enum Weighting {
        /** w = v. */
        NONE,
        /** w = √v · ln(1 + N/nᵢ). */
        TF_IDF,
        /**
         * w = v·(k₁ + 1) / (v + k₁·(1 − b + b·l/L)) · ln(1 + (N − nᵢ + ½)/(nᵢ + ½)) (Robertson and Zaragoza, "The
         * probabilistic relevance framework", 2009).
         */
        BM25
    }

    /**
     * Checks.
     *
     * @param factors as the component
     * @param iterations as the component
     * @param tolerance as the component
     * @param regularization as the component
     * @param frequencyExponent as the component
     * @param alpha as the component
     * @param unobservedWeight as the component
     * @param confidence as the component
     * @param weighting as the component
     * @param bm25K1 as the component
     * @param bm25B as the component
     * @param halfLifeDays as the component
     * @param popularityMonths as the component
     * @param scoreFloor as the component
     * @param trendHalfLifeDays as the component
     * @param trendExponent as the component
     * @param solver as the component
     * @param seed as the component
     * @param threads as the component
     * @throws IllegalArgumentException if a value is outside the range its component tells
     */
    public AlsConfig {
        Checks.inRange(factors, 0, 4096, "factors");
        Checks.atLeast(iterations, 1, "iterations");
        Checks.inRange(tolerance, 0, 1, "tolerance");
        Checks.positive(regularization, "regularization");
        Checks.inRange(frequencyExponent, 0, 2, "frequencyExponent");
        Checks.positive(alpha, "alpha");
        Checks.positive(unobservedWeight, "unobservedWeight");
        Checks.notNull(confidence, "confidence");
        Checks.notNull(weighting, "weighting");
        Checks.positive(bm25K1, "bm25K1");
        Checks.inRange(bm25B, 0, 1, "bm25B");
        Checks.notNegative(halfLifeDays, "halfLifeDays");
        Checks.atLeast(popularityMonths, 1, "popularityMonths");
        Checks.inRange(scoreFloor, 0, 1, "scoreFloor");
        Checks.notNegative(trendHalfLifeDays, "trendHalfLifeDays");
        Checks.inRange(trendExponent, 0, 2, "trendExponent");
        Checks.notNull(solver, "solver");
        Checks.atLeast(threads, 1, "threads");
    }

    /**
     * The defaults, good for a bank's products.
     *
     * @return the configuration
     */
    public static AlsConfig defaults() {
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

    /**
     * A builder that starts from defaults for an event log, such as the purchases of a shop: λ = 0.15, ν = 0.5, α = 0.3, a
     * half-life of 730 days and trends with one of 10 days, chosen on the invoices of a wholesaler of gifts. Where what is
     * bought anew does not change from week to week, {@code trendHalfLifeDays(0)} leaves trends out.
     *
     * @return a builder
     */
    public static Builder eventsBuilder() {
        return builder()
                .regularization(0.15)
                .frequencyExponent(0.5)
                .alpha(0.3)
                .halfLifeDays(730)
                .trendHalfLifeDays(10);
    }

    /** The rank for a catalogue. */
    int rankFor(int itemCount) {
        return factors > 0 ? factors : Math.max(4, Math.min(64, itemCount / 3));
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private int factors;
        private int iterations = 15;
        private double tolerance;
        private double regularization = 0.03;
        private double frequencyExponent = 1;
        private double alpha = 1;
        private double unobservedWeight = 1;
        private Confidence confidence = Confidence.SCALED;
        private Weighting weighting = Weighting.NONE;
        private double bm25K1 = 1.2;
        private double bm25B = 0.75;
        private double halfLifeDays;
        private int popularityMonths = 3;
        private double scoreFloor = 0.01;
        private double trendHalfLifeDays;
        private double trendExponent = 0.5;
        private Solver solver = Solver.TUNED;
        private long seed = 42;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Sets the rank.
         *
         * @param value at least 1, or 0 for one that fits the catalogue
         * @return this
         */
        public Builder factors(int value) {
            factors = value;
            return this;
        }

        /**
         * Sets the number of sweeps.
         *
         * @param value at least 1
         * @return this
         */
        public Builder iterations(int value) {
            iterations = value;
            return this;
        }

        /**
         * Sets the least share of the objective that a sweep must take off for another to follow.
         *
         * @param value in 0..1
         * @return this
         */
        public Builder tolerance(double value) {
            tolerance = value;
            return this;
        }

        /**
         * Sets λ.
         *
         * @param value above 0
         * @return this
         */
        public Builder regularization(double value) {
            regularization = value;
            return this;
        }

        /**
         * Sets ν.
         *
         * @param value in 0..2
         * @return this
         */
        public Builder frequencyExponent(double value) {
            frequencyExponent = value;
            return this;
        }

        /**
         * Sets α.
         *
         * @param value above 0
         * @return this
         */
        public Builder alpha(double value) {
            alpha = value;
            return this;
        }

        /**
         * Sets α₀.
         *
         * @param value above 0
         * @return this
         */
        public Builder unobservedWeight(double value) {
            unobservedWeight = value;
            return this;
        }

        /**
         * Sets how c comes from w.
         *
         * @param value the form
         * @return this
         */
        public Builder confidence(Confidence value) {
            confidence = value;
            return this;
        }

        /**
         * Sets what is made of the data's weights.
         *
         * @param value the weighting
         * @return this
         */
        public Builder weighting(Weighting value) {
            weighting = value;
            return this;
        }

        /**
         * Sets k₁ of {@link Weighting#BM25}.
         *
         * @param value above 0
         * @return this
         */
        public Builder bm25K1(double value) {
            bm25K1 = value;
            return this;
        }

        /**
         * Sets b of {@link Weighting#BM25}.
         *
         * @param value in 0..1
         * @return this
         */
        public Builder bm25B(double value) {
            bm25B = value;
            return this;
        }

        /**
         * Sets after how many days an event counts half.
         *
         * @param value at least 0; 0 counts all events alike
         * @return this
         */
        public Builder halfLifeDays(double value) {
            halfLifeDays = value;
            return this;
        }

        /**
         * Sets how many monthly steps tell how often a product is added.
         *
         * @param value at least 1
         * @return this
         */
        public Builder popularityMonths(int value) {
            popularityMonths = value;
            return this;
        }

        /**
         * Sets after how many days a first event counts half in an item's trend.
         *
         * @param value at least 0; 0 for a score of x·y alone
         * @return this
         */
        public Builder trendHalfLifeDays(double value) {
            trendHalfLifeDays = value;
            return this;
        }

        /**
         * Sets the power to which trends are raised.
         *
         * @param value in 0..2
         * @return this
         */
        public Builder trendExponent(double value) {
            trendExponent = value;
            return this;
        }

        /**
         * Sets the least x·y that is multiplied with the rate of additions or the trend.
         *
         * @param value in 0..1
         * @return this
         */
        public Builder scoreFloor(double value) {
            scoreFloor = value;
            return this;
        }

        /**
         * Sets how the systems are solved.
         *
         * @param value the way
         * @return this
         */
        public Builder solver(Solver value) {
            solver = value;
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param value any number
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the number of threads.
         *
         * @param value at least 1
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
        public AlsConfig build() {
            return new AlsConfig(
                    factors,
                    iterations,
                    tolerance,
                    regularization,
                    frequencyExponent,
                    alpha,
                    unobservedWeight,
                    confidence,
                    weighting,
                    bm25K1,
                    bm25B,
                    halfLifeDays,
                    popularityMonths,
                    scoreFloor,
                    trendHalfLifeDays,
                    trendExponent,
                    solver,
                    seed,
                    threads);
        }
    }
}
