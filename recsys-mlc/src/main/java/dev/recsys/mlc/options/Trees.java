package dev.recsys.mlc.options;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * How trees are grown.
 *
 * @param structure which trees a round has
 * @param rounds the most rounds of trees in a model
 * @param maxLeaves the most leaves of a tree
 * @param maxDepth the most splits from a tree's root to a leaf
 * @param learningRate the factor on each tree's values
 * @param l2 added to the Hessian below each leaf's value
 * @param minRowsPerLeaf rows a leaf needs
 * @param minHessianPerLeaf summed Hessian a leaf needs
 * @param minSplitGain a split must gain more than this
 * @param categories how categories are split
 */
public record Trees(
        @Option(value = "SHARED", what = "Which trees a round has.")
        Structure structure,

        @Option(value = "200", min = 1, max = 2000, what = "The most rounds of trees in a model.")
        int rounds,

        @Option(value = "16", min = 2, max = 256, what = "The most leaves of a tree.")
        int maxLeaves,

        @Option(value = "8", min = 1, max = 64, what = "The most splits from a tree's root to a leaf.")
        int maxDepth,

        @Option(value = "0.05", min = 1e-6, max = 1, what = "The factor on each tree's values.")
        double learningRate,

        @Option(value = "0.2", min = 0, max = 1e9, what = "Added to the Hessian below each leaf's value.")
        double l2,

        @Option(value = "5", min = 1, max = 16000000, what = "Rows a leaf needs.")
        int minRowsPerLeaf,

        @Option(value = "0.001", min = 0, max = 1e9, what = "Summed Hessian a leaf needs.")
        double minHessianPerLeaf,

        @Option(value = "0", min = 0, max = 1e9, what = "A split must gain more than this.")
        double minSplitGain,

        @Option(what = "How categories are split.") CategorySplits categories) {
    /** Which trees a round has. */
    public enum Structure {
        /** One tree a product. */
        PER_PRODUCT,
        /** One tree whose leaves hold a value for every product. */
        SHARED
    }

    /**
     * Checks the options.
     *
     * @param structure not null
     * @param rounds in 1..2000
     * @param maxLeaves in 2..256
     * @param maxDepth in 1..64
     * @param learningRate in 0.000001..1
     * @param l2 in 0..1000000000
     * @param minRowsPerLeaf in 1..16000000
     * @param minHessianPerLeaf in 0..1000000000
     * @param minSplitGain in 0..1000000000
     * @param categories not null
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Trees {
        Options.check(
                Trees.class,
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static Trees defaults() {
        return Options.defaults(Trees.class);
    }

    /**
     * The same with another {@link #structure}.
     *
     * @param structure not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withStructure(Structure structure) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #rounds}.
     *
     * @param rounds in 1..2000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withRounds(int rounds) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #maxLeaves}.
     *
     * @param maxLeaves in 2..256
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withMaxLeaves(int maxLeaves) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #maxDepth}.
     *
     * @param maxDepth in 1..64
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withMaxDepth(int maxDepth) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #learningRate}.
     *
     * @param learningRate in 0.000001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withLearningRate(double learningRate) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #l2}.
     *
     * @param l2 in 0..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withL2(double l2) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #minRowsPerLeaf}.
     *
     * @param minRowsPerLeaf in 1..16000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withMinRowsPerLeaf(int minRowsPerLeaf) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #minHessianPerLeaf}.
     *
     * @param minHessianPerLeaf in 0..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withMinHessianPerLeaf(double minHessianPerLeaf) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #minSplitGain}.
     *
     * @param minSplitGain in 0..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withMinSplitGain(double minSplitGain) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }

    /**
     * The same with another {@link #categories}.
     *
     * @param categories not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Trees withCategories(CategorySplits categories) {
        return new Trees(
                structure,
                rounds,
                maxLeaves,
                maxDepth,
                learningRate,
                l2,
                minRowsPerLeaf,
                minHessianPerLeaf,
                minSplitGain,
                categories);
    }
}
