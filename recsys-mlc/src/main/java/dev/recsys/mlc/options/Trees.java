package dev.recsys.mlc.options;

/**
 * How trees are grown.
 *
 * @param structure which trees a round has
 * @param rounds the most rounds of a model
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
        Structure structure,
        int rounds,
        int maxLeaves,
        int maxDepth,
        double learningRate,
        double l2,
        int minRowsPerLeaf,
        double minHessianPerLeaf,
        double minSplitGain,
        CategorySplits categories) {
    /** Which trees a round has. */
    public enum Structure {
        /** One tree a product. */
        PER_PRODUCT,
        /** One tree whose leaves hold a value for every product. */
        SHARED
    }
}
