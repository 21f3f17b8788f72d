package dev.recsys.mlc;

import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;

/**
 * Trees over bins, in flat arrays: node n asks whether {@code bins[features[n]] <= thresholds[n]} and goes on at
 * {@code lefts[n]} or {@code rights[n]}; a negative child c is the leaf {@code ~c}. Immutable and thread-safe.
 */
final class TreeEnsemble {
    private final double intercept;
    private final int[] roots; // of each tree; negative for a tree of one leaf
    private final int[] features;
    private final float[] thresholds;
    private final int[] lefts;
    private final int[] rights;
    private final double[] leaves;

    private TreeEnsemble(Builder builder) {
        this.intercept = builder.intercept;
        this.roots = Arrays.copyOf(builder.roots, builder.treeCount);
        this.features = Arrays.copyOf(builder.features, builder.nodeCount);
        this.thresholds = Arrays.copyOf(builder.thresholds, builder.nodeCount);
        this.lefts = Arrays.copyOf(builder.lefts, builder.nodeCount);
        this.rights = Arrays.copyOf(builder.rights, builder.nodeCount);
        this.leaves = Arrays.copyOf(builder.leaves, builder.leafCount);
    }

    private TreeEnsemble(
            double intercept,
            int[] roots,
            int[] features,
            float[] thresholds,
            int[] lefts,
            int[] rights,
            double[] leaves) {
        this.intercept = intercept;
        this.roots = roots;
        this.features = features;
        this.thresholds = thresholds;
        this.lefts = lefts;
        this.rights = rights;
        this.leaves = leaves;
    }

    /** A constant margin. */
    static TreeEnsemble constant(double margin) {
        return new Builder(margin).build();
    }

    int treeCount() {
        return roots.length;
    }

    /** The summed margin of a row of bins. */
    double margin(int[] bins) {
        double sum = intercept;
        for (int root : roots) {
            int node = root;
            while (node >= 0) {
                node = bins[features[node]] <= thresholds[node] ? lefts[node] : rights[node];
            }
            sum += leaves[~node];
        }
        return sum;
    }

    void writeTo(Sections.Builder out, String prefix) {
        out.put(prefix + "intercept", new double[] {intercept})
                .put(prefix + "roots", roots)
                .put(prefix + "features", features)
                .put(prefix + "thresholds", thresholds)
                .put(prefix + "lefts", lefts)
                .put(prefix + "rights", rights)
                .put(prefix + "leaves", leaves);
    }

    static TreeEnsemble readFrom(Sections in, String prefix, int columnCount) throws ModelFormatException {
        int[] features = in.ints(prefix + "features");
        float[] thresholds = in.floats(prefix + "thresholds");
        int[] lefts = in.ints(prefix + "lefts");
        int[] rights = in.ints(prefix + "rights");
        int[] roots = in.ints(prefix + "roots");
        // A tree has one leaf more than it has nodes.
        double[] leaves = in.finiteDoubles(prefix + "leaves", features.length + roots.length);
        boolean sound = thresholds.length == features.length
                && lefts.length == features.length
                && rights.length == features.length;
        for (int node = 0; sound && node < features.length; node++) {
            // Children stand behind their parent, so that no path can run in a circle.
            sound = features[node] >= 0
                    && features[node] < columnCount
                    && Float.isFinite(thresholds[node])
                    && isChild(lefts[node], node, features.length, leaves.length)
                    && isChild(rights[node], node, features.length, leaves.length);
        }
        for (int tree = 0; sound && tree < roots.length; tree++) {
            sound = isChild(roots[tree], -1, features.length, leaves.length);
        }
        if (!sound) {
            throw new ModelFormatException("the trees \"" + prefix + "\" are damaged");
        }
        return new TreeEnsemble(
                in.finiteDoubles(prefix + "intercept", 1)[0], roots, features, thresholds, lefts, rights, leaves);
    }

    private static boolean isChild(int child, int parent, int nodeCount, int leafCount) {
        return child >= 0 ? child > parent && child < nodeCount : ~child < leafCount;
    }

    /** Collects trees, each from its root down; not thread-safe. */
    static final class Builder {
        private final double intercept;
        private int[] roots = new int[16];
        private int[] features = new int[64];
        private float[] thresholds = new float[64];
        private int[] lefts = new int[64];
        private int[] rights = new int[64];
        private double[] leaves = new double[64];
        private int treeCount;
        private int nodeCount;
        private int leafCount;

        Builder(double intercept) {
            this.intercept = intercept;
        }

        void addTree(int root) {
            if (treeCount == roots.length) {
                roots = Arrays.copyOf(roots, 2 * treeCount);
            }
            roots[treeCount++] = root;
        }

        /** A new inner node, its children to be set by {@link #setChildren}. */
        int addNode(int feature, float threshold) {
            if (nodeCount == features.length) {
                features = Arrays.copyOf(features, 2 * nodeCount);
                thresholds = Arrays.copyOf(thresholds, 2 * nodeCount);
                lefts = Arrays.copyOf(lefts, 2 * nodeCount);
                rights = Arrays.copyOf(rights, 2 * nodeCount);
            }
            features[nodeCount] = feature;
            thresholds[nodeCount] = threshold;
            return nodeCount++;
        }

        void setChildren(int node, int left, int right) {
            lefts[node] = left;
            rights[node] = right;
        }

        /** A new leaf, as the negative number that stands for it as a child. */
        int addLeaf(double value) {
            if (leafCount == leaves.length) {
                leaves = Arrays.copyOf(leaves, 2 * leafCount);
            }
            leaves[leafCount] = value;
            return ~leafCount++;
        }

        TreeEnsemble build() {
            return new TreeEnsemble(this);
        }
    }
}
