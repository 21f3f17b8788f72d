package dev.recsys.als;

import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link AlsTrainer}. Those whose best value depends on the kind of data, a bank's panel or a shop's events, are
 * {@code null} by default, and the trainer chooses when it sees the data: {@link #defaults()} suits both. To change an option:
 *
 * <pre>{@code
 * AlsConfig config = AlsConfig.defaults();
 * config = config.withFactors(64).withLoss(config.loss().withAlpha(0.5));
 * }</pre>
 *
 * <p>The defaults for a panel were chosen on customers of a bank, those for events on the invoices of a wholesaler of gifts and on
 * check-ins, two hundred times sparser.
 *
 * @param factors how many numbers describe each user and item; 0 takes a third of the catalogue, at least 4 and at most 128, or of
 *     a single snapshot's catalogue all:
 *     a bank's 24 products get 8
 * @param iterations the most sweeps over users and items
 * @param tolerance training ends after a sweep that lowers the objective by less than this share of it; 0 makes all sweeps
 * @param loss what is minimised
 * @param weighting how strongly each interaction counts
 * @param scores how scores follow from the fit
 * @param solver how the systems are solved
 * @param seed of the random start
 * @param threads how many to use; the model does not depend on it
 */
public record AlsConfig(
        @Option(value = "0", min = 0, max = 4096, what = "Factors of each user and item; 0 chooses by the catalogue.")
        int factors,

        @Option(value = "15", min = 1, max = 10000, what = "The most sweeps over users and items.")
        int iterations,

        @Option(
                value = "0",
                min = 0,
                max = 1,
                what = "Stop after a sweep that lowers the objective by less than this share.")
        double tolerance,

        @Option(what = "What is minimised.") Loss loss,

        @Option(what = "How strongly each interaction counts.")
        Weighting weighting,

        @Option(what = "How scores follow from the fit.") Scores scores,

        @Option(value = "TUNED", what = "How the systems are solved.")
        Solver solver,

        @Option(value = "42", what = "Seed of the random start.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the model does not depend on it.")
        int threads) {
    /** How the normal equations are solved. */
    public enum Solver {
        /**
         * By the fastest way for the data at hand: exactly for small catalogues, few factors and users with few items, by
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

    /** How the confidence c in an entry follows from its weight w. */
    public enum Confidence {
        /** c = α·w (Rendle et al.). */
        SCALED,
        /** c = α₀ + α·w: never below an unobserved entry (Hu, Koren and Volinsky, with α₀ = 1). */
        ADDED
    }

    /**
     * What is minimised. With S the items a user has, w their weights, c = α·w (or what {@link #confidence} says), n = |S| and N
     * the number of items (for an item: of users), it is
     *
     * <pre>Σ over S of c·(1 − x·y)² + α₀ · Σ over the rest of g·(x·y)² + λ · Σ (n + α₀·N)^ν · |x|² + λ · Σ (n + g·α₀·N)^ν · |y|²</pre>
     *
     * <p>(Hu, Koren and Volinsky, ICDM 2008; Rendle et al., "Revisiting the performance of iALS on item recommendation
     * benchmarks", RecSys 2022.)
     *
     * @param regularization λ; 0 chooses by the data: 0.05·(1/√u + 1/√i), u the mean number of items a user has and i that of
     *     users an item has, in three digits: the shorter rows are, the more of them is chance. For ν = 1.
     * @param frequencyExponent ν: how regularisation grows with what a user or item has; 0 for a plain λ
     * @param alpha α
     * @param unobservedWeight α₀; 0 chooses by how full the data are: α·m·min(1, 10·f), m the mean weight of the cells observed
     *     and f their share of all, in three digits. So all unobserved cells together weigh about ten times as much as the
     *     observed.
     * @param confidence how c follows from w
     * @param popularityExponent ω: g is an item's number of users to the power of ω, over the mean of that for all items; 0 for 1.
     *     Popular items are known to most who don't have them, so that they weigh more (He et al., "Fast matrix factorization for
     *     online recommendation with implicit feedback", SIGIR 2016).
     */
    public record Loss(
            @Option(
                    panel = "0.03",
                    events = "0",
                    min = 0,
                    max = 1e6,
                    what = "Regularisation (lambda); 0 chooses by how much users and items have.")
            @Nullable
            Double regularization,

            @Option(value = "1", min = 0, max = 2, what = "How regularisation grows with what a user or item has.")
            double frequencyExponent,

            @Option(value = "1", min = 1e-6, max = 1e6, what = "Weight of an observed cell.")
            double alpha,

            @Option(
                    panel = "1",
                    events = "0",
                    min = 0,
                    max = 1e6,
                    what = "Weight of an unobserved cell; 0 chooses by how full the data are.")
            @Nullable
            Double unobservedWeight,

            @Option(value = "SCALED", what = "How confidence follows from weight.")
            Confidence confidence,

            @Option(
                    panel = "0",
                    events = "0.3",
                    min = 0,
                    max = 2,
                    what = "How the weight of an unobserved cell grows with the item's popularity.")
            @Nullable
            Double popularityExponent) {
        static final double LEAST = 1e-6;
        static final double MOST = 1e6;

        /**
         * Checks.
         *
         * @param regularization 0 or in 1e-6..1e6; null for what suits the data
         * @param frequencyExponent in 0..2
         * @param alpha in 1e-6..1e6
         * @param unobservedWeight 0 or in 1e-6..1e6; null for what suits the data
         * @param confidence how confidence follows from weight
         * @param popularityExponent in 0..2; null for what suits the data
         * @throws IllegalArgumentException if a value is outside its range
         */
        public Loss {
            Options.check(
                    Loss.class,
                    regularization,
                    frequencyExponent,
                    alpha,
                    unobservedWeight,
                    confidence,
                    popularityExponent);
            checkOpen(regularization, "regularization");
            checkOpen(unobservedWeight, "unobservedWeight");
        }

        private static void checkOpen(@Nullable Double option, String name) {
            Checks.that(
                    option == null || option == 0 || option >= LEAST,
                    "%s must be 0 or in 0.000001..1000000, but was %s",
                    name,
                    option);
        }

        /**
         * With another regularization.
         *
         * @param regularization 0 to choose by the data, or in 1e-6..1e6
         * @return a copy
         */
        public Loss withRegularization(double regularization) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }

        /**
         * With another frequency exponent.
         *
         * @param frequencyExponent in 0..2
         * @return a copy
         */
        public Loss withFrequencyExponent(double frequencyExponent) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }

        /**
         * With another alpha.
         *
         * @param alpha in 1e-6..1e6
         * @return a copy
         */
        public Loss withAlpha(double alpha) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }

        /**
         * With another unobserved weight.
         *
         * @param unobservedWeight 0 to choose by how full the data are, or in 1e-6..1e6
         * @return a copy
         */
        public Loss withUnobservedWeight(double unobservedWeight) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }

        /**
         * With another confidence.
         *
         * @param confidence how confidence follows from weight
         * @return a copy
         */
        public Loss withConfidence(Confidence confidence) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }

        /**
         * With another popularity exponent.
         *
         * @param popularityExponent in 0..2
         * @return a copy
         */
        public Loss withPopularityExponent(double popularityExponent) {
            return new Loss(regularization, frequencyExponent, alpha, unobservedWeight, confidence, popularityExponent);
        }
    }

    /**
     * How strongly each interaction counts: what is made of the data's weights v before they are w of the {@link Loss}. Holdings
     * in a request are weighted in the same way.
     *
     * @param kind how weights are transformed
     * @param bm25K1 k₁ of {@link Kind#BM25}: how late a growing weight stops counting
     * @param bm25B b of {@link Kind#BM25}: how much less an entry counts with a user who has much
     * @param halfLifeDays for event logs: an event counts half for each time this many days before the last one; 0 counts all
     *     alike. A panel's weights reflect time already, and are left as they are.
     */
    public record Weighting(
            @Option(value = "NONE", what = "How weights are transformed.")
            Kind kind,

            @Option(
                    value = "1.2",
                    min = 1e-6,
                    max = 1e6,
                    what = "k1 of BM25: how late a growing weight stops counting.")
            double bm25K1,

            @Option(
                    value = "0.75",
                    min = 0,
                    max = 1,
                    what = "b of BM25: how much less an entry counts with a user who has much.")
            double bm25B,

            @Option(
                    panel = "0",
                    events = "730",
                    min = 0,
                    max = 36500,
                    what = "Days after which an event counts half; 0 counts all alike.")
            @Nullable
            Double halfLifeDays) {
        /**
         * How weights v are transformed, users read as documents and items as terms. With N users, of whom nᵢ have item i, l
         * the sum of a user's weights and L its mean:
         */
        public enum Kind {
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
         * @param kind how weights are transformed
         * @param bm25K1 in 1e-6..1e6
         * @param bm25B in 0..1
         * @param halfLifeDays in days, 0..36500; 0 counts all events alike; null for what suits the data
         * @throws IllegalArgumentException if a value is outside its range
         */
        public Weighting {
            Options.check(Weighting.class, kind, bm25K1, bm25B, halfLifeDays);
        }

        /**
         * With another kind.
         *
         * @param kind how weights are transformed
         * @return a copy
         */
        public Weighting withKind(Kind kind) {
            return new Weighting(kind, bm25K1, bm25B, halfLifeDays);
        }

        /**
         * With another k₁ of BM25.
         *
         * @param bm25K1 in 1e-6..1e6
         * @return a copy
         */
        public Weighting withBm25K1(double bm25K1) {
            return new Weighting(kind, bm25K1, bm25B, halfLifeDays);
        }

        /**
         * With another b of BM25.
         *
         * @param bm25B in 0..1
         * @return a copy
         */
        public Weighting withBm25B(double bm25B) {
            return new Weighting(kind, bm25K1, bm25B, halfLifeDays);
        }

        /**
         * With another half life days.
         *
         * @param halfLifeDays in days, 0..36500; 0 counts all events alike
         * @return a copy
         */
        public Weighting withHalfLifeDays(double halfLifeDays) {
            return new Weighting(kind, bm25K1, bm25B, halfLifeDays);
        }
    }

    /**
     * How scores follow from the fit x·y: factors say what a customer is like, not what is taken next. So on a panel of at least
     * two periods the score is {@code max(x·y, floor)} × the product's rate of additions, on a
     * single snapshot times the share of customers who hold it, and on an event log with trends
     * {@code max(x·y, floor)} × the item's trend.
     *
     * <p>A single snapshot of at most 32 products and at least 1,000 customers with any is scored otherwise: by b + w·x, for each
     * product the least squares of who holds it on the factors that customers have without it, with a ridge of
     * λ/100 · (n + α₀·N)^ν + 3. It estimates the share of owners among customers who hold the same otherwise; a product nobody holds
     * beside another scores −1.
     *
     * @param floor the least fit that is multiplied
     * @param popularityPeriods how many of a panel's last steps from one snapshot to the next the rates of additions are counted on
     * @param trendHalfLifeDays for event logs: how soon a first event counts half in an item's trend; 0 for no trends. A trend is
     *     how many of the users who ever had the item had it first of late, each counted half for each time this many
     *     days
     *     before the last event, relative to the same for all items; 60 users like the average are added to each
     *     item's. Where
     *     all events are of one time nothing has a trend.
     * @param trendExponent the power to which a trend is raised
     */
    public record Scores(
            @Option(
                    value = "0.01",
                    min = 0,
                    max = 1,
                    what = "The least fit that is multiplied by a rate, share or trend.")
            double floor,

            @Option(
                    value = "3",
                    min = 1,
                    max = 1000,
                    what = "Steps between a panel's last snapshots that the rates of additions are counted on.")
            int popularityPeriods,

            @Option(
                    panel = "0",
                    events = "10",
                    min = 0,
                    max = 36500,
                    what = "Days after which a first event counts half in a trend; 0 for no trends.")
            @Nullable
            Double trendHalfLifeDays,

            @Option(value = "0.5", min = 0, max = 2, what = "The power to which a trend is raised.")
            double trendExponent) {
        /**
         * Checks.
         *
         * @param floor in 0..1
         * @param popularityPeriods in 1..1000
         * @param trendHalfLifeDays in days, 0..36500; 0 for no trends; null for what suits the data
         * @param trendExponent in 0..2
         * @throws IllegalArgumentException if a value is outside its range
         */
        public Scores {
            Options.check(Scores.class, floor, popularityPeriods, trendHalfLifeDays, trendExponent);
        }

        /**
         * With another floor.
         *
         * @param floor in 0..1
         * @return a copy
         */
        public Scores withFloor(double floor) {
            return new Scores(floor, popularityPeriods, trendHalfLifeDays, trendExponent);
        }

        /**
         * With another popularity periods.
         *
         * @param popularityPeriods in 1..1000
         * @return a copy
         */
        public Scores withPopularityPeriods(int popularityPeriods) {
            return new Scores(floor, popularityPeriods, trendHalfLifeDays, trendExponent);
        }

        /**
         * With another trend half life days.
         *
         * @param trendHalfLifeDays in days, 0..36500; 0 for no trends
         * @return a copy
         */
        public Scores withTrendHalfLifeDays(double trendHalfLifeDays) {
            return new Scores(floor, popularityPeriods, trendHalfLifeDays, trendExponent);
        }

        /**
         * With another trend exponent.
         *
         * @param trendExponent in 0..2
         * @return a copy
         */
        public Scores withTrendExponent(double trendExponent) {
            return new Scores(floor, popularityPeriods, trendHalfLifeDays, trendExponent);
        }
    }

    /**
     * Checks.
     *
     * @param factors in 0..4096; 0 chooses by the catalogue
     * @param iterations in 1..10000
     * @param tolerance in 0..1
     * @param loss what is minimised
     * @param weighting how strongly each interaction counts
     * @param scores how scores follow from the fit
     * @param solver how the systems are solved
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if a value is outside its range
     */
    public AlsConfig {
        Options.check(AlsConfig.class, factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }
    /**
     * The defaults, for any data; what depends on the kind of data is {@code null} until the trainer sees the data.
     *
     * @return the configuration
     */
    public static AlsConfig defaults() {
        return Options.defaults(AlsConfig.class);
    }

    /**
     * The defaults for a bank's panel.
     *
     * @return a configuration without {@code null}
     */
    public static AlsConfig forPanel() {
        return Options.resolved(defaults(), Options.Kind.PANEL);
    }

    /**
     * The defaults for an event log, such as the purchases of a shop. Where what is bought for the first time does not change from
     * week to week, a {@code trendHalfLifeDays} of 0 leaves trends out.
     *
     * @return a configuration without {@code null}
     */
    public static AlsConfig forEvents() {
        return Options.resolved(defaults(), Options.Kind.EVENTS);
    }

    /**
     * This configuration with the defaults for some data in the place of {@code null}.
     *
     * @param data a panel or an event log
     * @return a configuration without {@code null}
     * @throws IllegalArgumentException if {@code data} is null
     */
    public AlsConfig resolvedFor(Dataset data) {
        Checks.notNull(data, "data");
        return Options.resolved(this, Options.Kind.of(data));
    }

    /**
     * With another factors.
     *
     * @param factors in 0..4096; 0 chooses by the catalogue
     * @return a copy
     */
    public AlsConfig withFactors(int factors) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another iterations.
     *
     * @param iterations in 1..10000
     * @return a copy
     */
    public AlsConfig withIterations(int iterations) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another tolerance.
     *
     * @param tolerance in 0..1
     * @return a copy
     */
    public AlsConfig withTolerance(double tolerance) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another loss.
     *
     * @param loss what is minimised
     * @return a copy
     */
    public AlsConfig withLoss(Loss loss) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another weighting.
     *
     * @param weighting how strongly each interaction counts
     * @return a copy
     */
    public AlsConfig withWeighting(Weighting weighting) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another scores.
     *
     * @param scores how scores follow from the fit
     * @return a copy
     */
    public AlsConfig withScores(Scores scores) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another solver.
     *
     * @param solver how the systems are solved
     * @return a copy
     */
    public AlsConfig withSolver(Solver solver) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another seed.
     *
     * @param seed any number
     * @return a copy
     */
    public AlsConfig withSeed(long seed) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }

    /**
     * With another threads.
     *
     * @param threads in 1..4096
     * @return a copy
     */
    public AlsConfig withThreads(int threads) {
        return new AlsConfig(factors, iterations, tolerance, loss, weighting, scores, solver, seed, threads);
    }
}
