package dev.recsys.mlc;

import dev.recsys.check.Checks;
import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import dev.recsys.spi.Option;
import dev.recsys.spi.Options;
import java.util.List;

/**
 * Options of {@link MlcTrainer}. To change one:
 *
 * <pre>{@code
 * MlcConfig config = MlcConfig.defaults();
 * config = config.withTrees(config.trees().withMaxLeaves(8));
 * }</pre>
 *
 * @param objective what is learned
 * @param trees how trees are grown
 * @param sampling which customers and products are learned from
 * @param columns what is known of a customer
 * @param stopping when boosting stops
 * @param crossFitting the models whose mean is served
 * @param protectedFeatures features kept out of the scores of {@code protectedProducts} and out of every product's reason; by
 *     default the age, nationality and sex of the Santander panel. One the panel lacks is without effect.
 * @param protectedProducts products learned from all other columns, in a group of their own: their probabilities and their order
 *     do not depend on a protected feature, neither of a customer nor of those learned from. Other columns may be proxies for
 *     one. By default the credit products of the Santander panel. One the panel lacks is without effect;
 *     {@link dev.recsys.ModelInfo#notes} tells how many it has.
 * @param seed seed of the sampling
 * @param threads how many threads to use; the model does not depend on it
 */
public record MlcConfig(
        @Option(value = "LOGISTIC", what = "What is learned.") Objective objective,
        @Option(what = "How trees are grown.") Trees trees,
        @Option(what = "Which customers and products are learned from.") Sampling sampling,
        @Option(what = "What is known of a customer.") Columns columns,
        @Option(what = "When boosting stops.") Stopping stopping,
        @Option(what = "The models whose mean is served.") CrossFitting crossFitting,
        @Option(value = "[\"age\", \"indext\", \"indresi\", \"pais_residencia\", \"sexo\"]", what = "Features kept out of the scores of protectedProducts.") List<String> protectedFeatures,
        @Option(value = "[\"aval\", \"hip\", \"pres\", \"tjcr\"]", what = "Products scored without protectedFeatures.") List<String> protectedProducts,
        @Option(value = "42", what = "Seed of the sampling.") long seed,
        @Option(value = Option.PROCESSORS, min = 1, what = "Threads; the model does not depend on it.") int threads) {
    /**
     * Checks the options.
     *
     * @param objective not null
     * @param trees not null
     * @param sampling not null
     * @param columns not null
     * @param stopping not null
     * @param crossFitting not null
     * @param protectedFeatures each name once
     * @param protectedProducts each id once
     * @param seed any number
     * @param threads at least 1
     * @throws IllegalArgumentException if an option is out of its range
     */
    public MlcConfig {
        Options.check(MlcConfig.class, objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
        protectedFeatures = names(protectedFeatures, "protectedFeatures");
        protectedProducts = names(protectedProducts, "protectedProducts");
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static MlcConfig defaults() {
        return Options.defaults(MlcConfig.class);
    }

    /**
     * The same with another {@link #objective}.
     *
     * @param objective not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withObjective(Objective objective) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #trees}.
     *
     * @param trees not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withTrees(Trees trees) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #sampling}.
     *
     * @param sampling not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withSampling(Sampling sampling) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #columns}.
     *
     * @param columns not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withColumns(Columns columns) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #stopping}.
     *
     * @param stopping not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withStopping(Stopping stopping) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #crossFitting}.
     *
     * @param crossFitting not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withCrossFitting(CrossFitting crossFitting) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #protectedFeatures}.
     *
     * @param protectedFeatures each name once
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withProtectedFeatures(List<String> protectedFeatures) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #protectedProducts}.
     *
     * @param protectedProducts each id once
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withProtectedProducts(List<String> protectedProducts) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #seed}.
     *
     * @param seed any number
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withSeed(long seed) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /**
     * The same with another {@link #threads}.
     *
     * @param threads at least 1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withThreads(int threads) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, protectedFeatures, protectedProducts, seed, threads);
    }

    /** What the scorer is trained by. */
    ScorerTrainer.Plan plan() {
        return new ScorerTrainer.Plan(objective, trees, sampling, stopping, crossFitting, seed, threads);
    }

    private static List<String> names(List<String> names, String option) {
        names.forEach(name -> Checks.notBlank(name, "a name in " + option));
        List<String> sorted = names.stream().distinct().sorted().toList();
        Checks.that(sorted.size() == names.size(), "%s must name each once, but was %s", option, names);
        return sorted;
    }
}
