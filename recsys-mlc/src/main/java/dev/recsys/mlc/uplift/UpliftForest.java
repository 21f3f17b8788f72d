package dev.recsys.mlc.uplift;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * How the trees of {@link UpliftConfig.Learner#UPLIFT_TREES} are grown. Each tree draws a share of the rows without replacement: half of
 * them choose its questions, the other half the values of its leaves.
 *
 * @param trees how many
 * @param maxDepth the most questions from a root to a leaf
 * @param minRowsPerArm treated rows a leaf needs, and control rows, of those that choose the questions
 * @param subsample share of the rows a tree draws
 * @param columnSample share of the columns each node may ask for
 */
public record UpliftForest(
        @Option(value = "200", min = 1, max = 2000, what = "How many trees.")
        int trees,

        @Option(value = "5", min = 1, max = 20, what = "The most questions from a root to a leaf.")
        int maxDepth,

        @Option(value = "50", min = 1, max = 8000000, what = "Rows of each arm a leaf needs.")
        int minRowsPerArm,

        @Option(value = "0.5", min = 1e-3, max = 1, what = "Share of the rows a tree draws.")
        double subsample,

        @Option(value = "0.5", min = 1e-3, max = 1, what = "Share of the columns each node may ask for.")
        double columnSample) {
    /**
     * Checks the options.
     *
     * @param trees in 1..2000
     * @param maxDepth in 1..20
     * @param minRowsPerArm in 1..8000000
     * @param subsample in 0.001..1
     * @param columnSample in 0.001..1
     * @throws IllegalArgumentException if an option is out of its range
     */
    public UpliftForest {
        Options.check(UpliftForest.class, trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static UpliftForest defaults() {
        return Options.defaults(UpliftForest.class);
    }

    /**
     * The same with another {@link #trees}.
     *
     * @param trees in 1..2000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftForest withTrees(int trees) {
        return new UpliftForest(trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }

    /**
     * The same with another {@link #maxDepth}.
     *
     * @param maxDepth in 1..20
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftForest withMaxDepth(int maxDepth) {
        return new UpliftForest(trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }

    /**
     * The same with another {@link #minRowsPerArm}.
     *
     * @param minRowsPerArm in 1..8000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftForest withMinRowsPerArm(int minRowsPerArm) {
        return new UpliftForest(trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }

    /**
     * The same with another {@link #subsample}.
     *
     * @param subsample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftForest withSubsample(double subsample) {
        return new UpliftForest(trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }

    /**
     * The same with another {@link #columnSample}.
     *
     * @param columnSample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftForest withColumnSample(double columnSample) {
        return new UpliftForest(trees, maxDepth, minRowsPerArm, subsample, columnSample);
    }
}
