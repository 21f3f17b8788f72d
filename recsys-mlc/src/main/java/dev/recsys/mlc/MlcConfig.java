package dev.recsys.mlc;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;

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
 * @param seed seed of the sampling
 * @param threads how many threads to use; the model does not depend on it
 */
public record MlcConfig(
        @Option(value = "LOGISTIC", what = "What is learned.")
        Objective objective,

        @Option(what = "How trees are grown.") Trees trees,

        @Option(what = "Which customers and products are learned from.")
        Sampling sampling,

        @Option(what = "What is known of a customer.") Columns columns,
        @Option(what = "When boosting stops.") Stopping stopping,
        @Option(what = "The models whose mean is served.") CrossFitting crossFitting,

        @Option(value = "42", what = "Seed of the sampling.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the model does not depend on it.")
        int threads) {
    /**
     * Checks the options.
     *
     * @param objective not null
     * @param trees not null
     * @param sampling not null
     * @param columns not null
     * @param stopping not null
     * @param crossFitting not null
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if an option is out of its range
     */
    public MlcConfig {
        Options.check(MlcConfig.class, objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
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
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #trees}.
     *
     * @param trees not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withTrees(Trees trees) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #sampling}.
     *
     * @param sampling not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withSampling(Sampling sampling) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #columns}.
     *
     * @param columns not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withColumns(Columns columns) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #stopping}.
     *
     * @param stopping not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withStopping(Stopping stopping) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #crossFitting}.
     *
     * @param crossFitting not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withCrossFitting(CrossFitting crossFitting) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #seed}.
     *
     * @param seed any number
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withSeed(long seed) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /**
     * The same with another {@link #threads}.
     *
     * @param threads in 1..4096
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public MlcConfig withThreads(int threads) {
        return new MlcConfig(objective, trees, sampling, columns, stopping, crossFitting, seed, threads);
    }

    /** What the scorer is trained by. */
    ScorerTrainer.Plan plan() {
        return new ScorerTrainer.Plan(objective, trees, sampling, stopping, crossFitting, seed, threads);
    }
}
