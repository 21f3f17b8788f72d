package dev.recsys.baselines;

import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link FeatureFactorTrainer}. Those whose best value depends on the kind of data are {@code null} by default, and
 * the trainer chooses when it sees the data. With S the items a user has, w their weights, n = |S| and N the number of
 * items somebody has (for an item: of users), a and b the sums of the attributes' vectors, what is minimised is
 *
 * <pre>Σ over S of α·w·(1 − x·y)² + α₀ · Σ over the rest of (x·y)² + λ · Σ (n + α₀·N)^ν · |x − a or y − b|² + μ · |attributes'|²</pre>
 *
 * @param factors how many numbers describe each user, item and attribute; 0 takes a third of the catalogue, at least 4 and
 *     at most 64
 * @param iterations sweeps over users, items and attributes
 * @param regularization λ: how closely a user or item keeps to the sum of its attributes; 0 chooses by how many items users have
 *     and users items have
 * @param frequencyExponent ν: how λ grows with what a user or item has
 * @param alpha α: the weight of an observed cell
 * @param unobservedWeight α₀; 0 chooses by how full the data are, so that all unobserved cells together weigh ten times as much as the
 *     observed
 * @param smoothing how closely attributes' vectors keep to 0: so many users or items like the average with a vector of 0 are
 *     added to each attribute's own
 * @param seed of the random start
 * @param threads how many to use; the model does not depend on it
 */
public record FeatureFactorConfig(
        @Option(value = "0", min = 0, max = 4096, what = "Factors of each user, item and attribute; 0 chooses.")
        int factors,

        @Option(value = "15", min = 1, max = 10000, what = "Sweeps over users, items and attributes.")
        int iterations,

        @Option(
                panel = "0.03",
                events = "0",
                min = 0,
                max = 1e6,
                what = "How closely users and items keep to their attributes (lambda); 0 chooses by the data.")
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

        @Option(value = "1", min = 1e-6, max = 1e6, what = "Users or items of vector 0 added to each attribute's own.")
        double smoothing,

        @Option(value = "42", what = "Seed of the random start.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the model does not depend on it.")
        int threads) {
    private static final int LEAST = 4;
    private static final int MOST = 64;

    /**
     * Checks.
     *
     * @param factors in 0..4096
     * @param iterations in 1..10000
     * @param regularization 0 or in 1e−6..1e6; null for what suits the data
     * @param frequencyExponent in 0..2
     * @param alpha in 1e−6..1e6
     * @param unobservedWeight 0 or in 1e−6..1e6; null for what suits the data
     * @param smoothing in 1e−6..1e6
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if a value is outside its range
     */
    public FeatureFactorConfig {
        Options.check(
                FeatureFactorConfig.class,
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
        checkOpen(regularization, "regularization");
        checkOpen(unobservedWeight, "unobservedWeight");
    }

    private static void checkOpen(@Nullable Double option, String name) {
        Checks.that(
                option == null || option == 0 || option >= 1e-6,
                "%s must be 0 or in 0.000001..1000000, but was %s",
                name,
                option);
    }

    /**
     * The defaults.
     *
     * @return the configuration
     */
    public static FeatureFactorConfig defaults() {
        return Options.defaults(FeatureFactorConfig.class);
    }

    /** With every option set as suits the data. */
    FeatureFactorConfig resolvedFor(Dataset data) {
        FeatureFactorConfig resolved = Options.resolved(this, Options.Kind.of(data));
        int items = data.catalogue().size();
        return factors > 0 ? resolved : resolved.withFactors(Math.max(LEAST, Math.min(MOST, items / 3)));
    }

    /**
     * With other factors.
     *
     * @param factors in 0..4096
     * @return a copy
     */
    public FeatureFactorConfig withFactors(int factors) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With other iterations.
     *
     * @param iterations in 1..10000
     * @return a copy
     */
    public FeatureFactorConfig withIterations(int iterations) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another regularization.
     *
     * @param regularization 0 to choose by the data, or in 1e−6..1e6
     * @return a copy
     */
    public FeatureFactorConfig withRegularization(double regularization) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another frequency exponent.
     *
     * @param frequencyExponent in 0..2
     * @return a copy
     */
    public FeatureFactorConfig withFrequencyExponent(double frequencyExponent) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another alpha.
     *
     * @param alpha in 1e−6..1e6
     * @return a copy
     */
    public FeatureFactorConfig withAlpha(double alpha) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another unobserved weight.
     *
     * @param unobservedWeight 0 to choose by how full the data are, or in 1e−6..1e6
     * @return a copy
     */
    public FeatureFactorConfig withUnobservedWeight(double unobservedWeight) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another smoothing.
     *
     * @param smoothing in 1e−6..1e6
     * @return a copy
     */
    public FeatureFactorConfig withSmoothing(double smoothing) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With another seed.
     *
     * @param seed any number
     * @return a copy
     */
    public FeatureFactorConfig withSeed(long seed) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }

    /**
     * With other threads.
     *
     * @param threads in 1..4096
     * @return a copy
     */
    public FeatureFactorConfig withThreads(int threads) {
        return new FeatureFactorConfig(
                factors,
                iterations,
                regularization,
                frequencyExponent,
                alpha,
                unobservedWeight,
                smoothing,
                seed,
                threads);
    }
}
