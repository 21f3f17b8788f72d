package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;

/**
 * One tree as it grows: node n sends a row whose bin of {@code columns[n]} is in its set to {@code lefts[n]}, others to
 * {@code rights[n]}; a child c below 0 is the leaf {@code ~c}. A child stands behind its parent. To be changed by its
 * grower only.
 */
public final class GrownTree {
    private final int outputs;
    private int[] columns = new int[8];
    private int[] sets = new int[8 * Split.WORDS];
    private int[] lefts = new int[8];
    private int[] rights = new int[8];
    private int[] nodeCovers = new int[8];
    private double[] gains = new double[8];
    private int[] leafCovers = new int[8];
    private float[] values;
    private int nodeCount;
    private int leafCount;

    GrownTree(int outputs) {
        this.outputs = outputs;
        this.values = new float[8 * outputs];
    }

    /** A new leaf of some rows, its values 0. */
    int addLeaf(int cover) {
        if (leafCount == leafCovers.length) {
            leafCovers = Arrays.copyOf(leafCovers, 2 * leafCount);
            values = Arrays.copyOf(values, 2 * leafCount * outputs);
        }
        leafCovers[leafCount] = cover;
        return leafCount++;
    }

    void setCover(int leaf, int cover) {
        leafCovers[leaf] = cover;
    }

    void setValue(int leaf, int output, float value) {
        values[leaf * outputs + output] = value;
    }

    /** A new node whose children are two leaves. */
    int addNode(Split split, int cover, int leftLeaf, int rightLeaf) {
        if (nodeCount == columns.length) {
            columns = Arrays.copyOf(columns, 2 * nodeCount);
            sets = Arrays.copyOf(sets, 2 * nodeCount * Split.WORDS);
            lefts = Arrays.copyOf(lefts, 2 * nodeCount);
            rights = Arrays.copyOf(rights, 2 * nodeCount);
            nodeCovers = Arrays.copyOf(nodeCovers, 2 * nodeCount);
            gains = Arrays.copyOf(gains, 2 * nodeCount);
        }
        columns[nodeCount] = split.column();
        System.arraycopy(split.left(), 0, sets, nodeCount * Split.WORDS, Split.WORDS);
        lefts[nodeCount] = ~leftLeaf;
        rights[nodeCount] = ~rightLeaf;
        nodeCovers[nodeCount] = cover;
        gains[nodeCount] = split.gain();
        return nodeCount++;
    }

    /** Puts a node in the place of its parent's leaf. */
    void replaceChild(int parent, int leaf, int node) {
        if (lefts[parent] == ~leaf) {
            lefts[parent] = node;
        } else {
            rights[parent] = node;
        }
    }

    /**
     * Values a leaf.
     *
     * @return at least 1
     */
    public int outputs() {
        return outputs;
    }

    /**
     * How many nodes the tree has.
     *
     * @return at least 0
     */
    public int nodeCount() {
        return nodeCount;
    }

    /**
     * How many leaves the tree has.
     *
     * @return one more than the nodes
     */
    public int leafCount() {
        return leafCount;
    }

    /**
     * The column a node asks for.
     *
     * @param node a node
     * @return a column
     */
    public int column(int node) {
        return columns[node];
    }

    /**
     * The left child.
     *
     * @param node a node
     * @return a node, or ~leaf
     */
    public int left(int node) {
        return lefts[node];
    }

    /**
     * The right child.
     *
     * @param node a node
     * @return a node, or ~leaf
     */
    public int right(int node) {
        return rights[node];
    }

    /**
     * A word of the set of bins that go left.
     *
     * @param node a node
     * @param word in 0..7
     * @return 32 bins
     */
    public int setWord(int node, int word) {
        return sets[node * Split.WORDS + word];
    }

    /**
     * How many training rows went through a node.
     *
     * @param node a node
     * @return a count
     */
    public int nodeCover(int node) {
        return nodeCovers[node];
    }

    /**
     * What a node's split gained, in the unit of {@link Split#gain}.
     *
     * @param node a node
     * @return above 0
     */
    public double gain(int node) {
        return gains[node];
    }

    /**
     * How many training rows ended in a leaf.
     *
     * @param leaf a leaf
     * @return a count
     */
    public int leafCover(int leaf) {
        return leafCovers[leaf];
    }

    /**
     * What a leaf adds to an output.
     *
     * @param leaf a leaf
     * @param output an output
     * @return a margin
     */
    public float value(int leaf, int output) {
        return values[leaf * outputs + output];
    }

    /** Adds a leaf's values to as many margins. */
    void addValues(int leaf, double[] margins, int start) {
        int first = leaf * outputs;
        for (int k = 0; k < outputs; k++) {
            margins[start + k] += values[first + k];
        }
    }

    /** The leaf a row of the matrix ends in. */
    int leafOf(BinMatrix matrix, int row) {
        int node = nodeCount == 0 ? ~0 : 0;
        while (node >= 0) {
            boolean left = Split.contains(sets, node * Split.WORDS, matrix.bin(row, columns[node]));
            node = left ? lefts[node] : rights[node];
        }
        return ~node;
    }
}
