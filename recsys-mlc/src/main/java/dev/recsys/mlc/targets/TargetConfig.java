package dev.recsys.mlc.targets;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.mlc.options.Trees;

/**
 * Options of {@link TargetTrainer}. To change one:
 *
 * <pre>{@code
 * TargetConfig config = TargetConfig.defaults();
 * config = config.withColumns(config.columns().withProtectedColumns(List.of("age", "gender")));
 * }</pre>
 *
 * @param trees how trees are grown; with {@link Trees.Structure#SHARED} the binary targets of a training share them
 * @param columns which columns the trees see, and how
 * @param rows which rows each tree sees, and how much they weigh
 * @param stopping when boosting stops, and whether probabilities are corrected
 * @param seed seed of the sampling
 * @param threads how many threads to use; the model does not depend on it
 */
public record TargetConfig(
        @Option(what = "How trees are grown.") Trees trees,

        @Option(what = "Which columns the trees see, and how.")
        TargetColumns columns,

        @Option(what = "Which rows each tree sees.") TargetRows rows,
        @Option(what = "When boosting stops.") TargetStopping stopping,

        @Option(value = "42", what = "Seed of the sampling.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the model does not depend on it.")
        int threads) {
    /**
     * Checks the options.
     *
     * @param trees not null
     * @param columns not null
     * @param rows not null
     * @param stopping not null
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if an option is out of its range
     */
    public TargetConfig {
        Options.check(TargetConfig.class, trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static TargetConfig defaults() {
        return Options.defaults(TargetConfig.class);
    }

    /**
     * The same with another {@link #trees}.
     *
     * @param trees not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withTrees(Trees trees) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The same with another {@link #columns}.
     *
     * @param columns not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withColumns(TargetColumns columns) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The same with another {@link #rows}.
     *
     * @param rows not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withRows(TargetRows rows) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The same with another {@link #stopping}.
     *
     * @param stopping not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withStopping(TargetStopping stopping) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The same with another {@link #seed}.
     *
     * @param seed any number
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withSeed(long seed) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }

    /**
     * The same with another {@link #threads}.
     *
     * @param threads in 1..4096
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetConfig withThreads(int threads) {
        return new TargetConfig(trees, columns, rows, stopping, seed, threads);
    }
}
