package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.GrownTree;
import dev.recsys.mlc.internal.boost.Split;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All trees of a model in flat arrays. Node n sends a row left if its bin of {@code columns[n]} is in the node's set of
 * bins, goes on at {@code children[2n]} (right) or {@code children[2n + 1]} (left), and a negative child c is the leaf
 * {@code ~c}, which holds {@code width} values: one an output, or a single one for the tree's own output. Covers say how
 * many training rows went through a node. Immutable and thread-safe.
 */
final class Forest {
    /** The most questions from a root to a leaf. */
    static final int MOST_DEPTH = 64;

    private static final float MOST_VALUE = 1e30f; // so that a sum over trees stays finite; NaN is above it too

    private final double[] intercepts;
    private final int width;
    private final int[] roots; // of each tree; negative for a tree of one leaf
    private final int[] treeOutputs; // of each tree; all 0 where every leaf has all outputs
    private final int[] columns;
    private final int[] sets; // nodes × 8 words
    private final int[] children; // nodes × 2
    private final int[] nodeCovers;
    private final int[] leafCovers;
    private final float[] gains; // of each node, the mean model's share of it
    private final float[] values; // leaves × width

    private Forest(
            double[] intercepts,
            int width,
            int[] roots,
            int[] treeOutputs,
            int[] columns,
            int[] sets,
            int[] children,
            int[] nodeCovers,
            int[] leafCovers,
            float[] gains,
            float[] values) {
        this.intercepts = intercepts;
        this.width = width;
        this.roots = roots;
        this.treeOutputs = treeOutputs;
        this.columns = columns;
        this.sets = sets;
        this.children = children;
        this.nodeCovers = nodeCovers;
        this.leafCovers = leafCovers;
        this.gains = gains;
        this.values = values;
    }

    /** The mean of several models of the same outputs. */
    static Forest meanOf(List<BoostedRounds> models) {
        int outputs = models.get(0).intercepts().length;
        double[] intercepts = new double[outputs];
        List<GrownTree> trees = models.stream()
                .flatMap(m -> m.rounds().stream())
                .flatMap(Arrays::stream)
                .toList();
        for (BoostedRounds model : models) {
            for (int k = 0; k < outputs; k++) {
                intercepts[k] += model.intercepts()[k] / models.size();
            }
        }
        int width = trees.isEmpty() ? outputs : trees.get(0).outputs();
        int nodes = trees.stream().mapToInt(GrownTree::nodeCount).sum();
        int leaves = nodes + trees.size();
        Forest forest = new Forest(
                intercepts,
                width,
                new int[trees.size()],
                new int[trees.size()],
                new int[nodes],
                new int[nodes * Split.WORDS],
                new int[2 * nodes],
                new int[nodes],
                new int[leaves],
                new float[nodes],
                new float[leaves * width]);
        forest.fill(trees, outputs / width, 1f / models.size());
        return forest;
    }

    private void fill(List<GrownTree> trees, int treesPerRound, float scale) {
        int node = 0;
        int leaf = 0;
        for (int t = 0; t < trees.size(); t++) {
            GrownTree tree = trees.get(t);
            roots[t] = tree.nodeCount() == 0 ? ~leaf : node;
            treeOutputs[t] = t % treesPerRound;
            for (int n = 0; n < tree.nodeCount(); n++) {
                columns[node + n] = tree.column(n);
                for (int word = 0; word < Split.WORDS; word++) {
                    sets[(node + n) * Split.WORDS + word] = tree.setWord(n, word);
                }
                children[2 * (node + n)] = moved(tree.right(n), node, leaf);
                children[2 * (node + n) + 1] = moved(tree.left(n), node, leaf);
                nodeCovers[node + n] = tree.nodeCover(n);
                gains[node + n] = Math.min(MOST_VALUE, (float) (scale * tree.gain(n)));
            }
            for (int l = 0; l < tree.leafCount(); l++) {
                leafCovers[leaf + l] = tree.leafCover(l);
                for (int k = 0; k < width; k++) {
                    values[(leaf + l) * width + k] = scale * tree.value(l, k);
                }
            }
            node += tree.nodeCount();
            leaf += tree.leafCount();
        }
    }

    private static int moved(int child, int nodes, int leaves) {
        return child >= 0 ? child + nodes : child - leaves; // ~(leaf + leaves) = ~leaf - leaves
    }

    /** The same trees over other columns: column c becomes {@code columnOf[c]}. */
    Forest moved(int[] columnOf) {
        return new Forest(
                intercepts,
                width,
                roots,
                treeOutputs,
                Arrays.stream(columns).map(column -> columnOf[column]).toArray(),
                sets,
                children,
                nodeCovers,
                leafCovers,
                gains,
                values);
    }

    /** Whether all questions are about some columns, given ascending. */
    boolean asksOnly(int[] allowed) {
        return Arrays.stream(columns).allMatch(column -> Arrays.binarySearch(allowed, column) >= 0);
    }

    int outputs() {
        return intercepts.length;
    }

    int treeCount() {
        return roots.length;
    }

    int nodeCount() {
        return columns.length;
    }

    /** Values a leaf: one an output, or a single one. */
    int width() {
        return width;
    }

    /** The first output a tree adds to, and the only one if leaves hold a single value. */
    int firstOutput(int tree) {
        return treeOutputs[tree];
    }

    /** A tree's leaves, all negative, from left to right. */
    int[] leaves(int tree) {
        IntStream.Builder found = IntStream.builder();
        addLeaves(roots[tree], found);
        return found.build().toArray();
    }

    private void addLeaves(int child, IntStream.Builder found) {
        if (child < 0) {
            found.add(child);
        } else {
            addLeaves(left(child), found);
            addLeaves(right(child), found);
        }
    }

    double intercept(int output) {
        return intercepts[output];
    }

    /** A tree's first node, negative for a leaf. */
    int root(int tree) {
        return roots[tree];
    }

    /** Whether a tree's leaves have a value for an output. */
    boolean adds(int tree, int output) {
        return width > 1 || treeOutputs[tree] == output;
    }

    int column(int node) {
        return columns[node];
    }

    boolean goesLeft(int node, int bin) {
        return Split.contains(sets, node * Split.WORDS, bin);
    }

    /** A word of the set of bins that go left at a node. */
    int setWord(int node, int word) {
        return sets[node * Split.WORDS + word];
    }

    /** The left child, negative for a leaf. */
    int left(int node) {
        return children[2 * node + 1];
    }

    /** The right child, negative for a leaf. */
    int right(int node) {
        return children[2 * node];
    }

    /** How many training rows went through a node, or ended in a leaf, which is negative. */
    int cover(int child) {
        return child >= 0 ? nodeCovers[child] : leafCovers[~child];
    }

    /** Adds what the questions gained to their columns. */
    void addGains(double[] out) {
        for (int node = 0; node < gains.length; node++) {
            out[columns[node]] += gains[node];
        }
    }

    /** Adds a share of what a tree's leaf, which is negative, puts into each output. */
    void addValues(int tree, int leaf, double share, double[] out) {
        if (width == 1) {
            out[treeOutputs[tree]] += share * values[~leaf];
        } else {
            for (int k = 0; k < width; k++) {
                out[k] += share * values[~leaf * width + k];
            }
        }
    }

    /** What a leaf, which is negative, puts into an output its tree adds to. */
    double value(int leaf, int output) {
        return values[~leaf * width + (width == 1 ? 0 : output)];
    }

    /** The leaf, negative, of a tree that a customer with a bin for each column ends in. O(depth). */
    int leaf(int tree, int[] bins) {
        int node = roots[tree];
        while (node >= 0) {
            node = children[2 * node + (goesLeft(node, bins[columns[node]]) ? 1 : 0)];
        }
        return node;
    }

    void writeTo(Sections.Builder out, String prefix) {
        out.put(prefix + "intercepts", intercepts)
                .put(prefix + "width", new int[] {width})
                .put(prefix + "roots", roots)
                .put(prefix + "outputs", treeOutputs)
                .put(prefix + "columns", columns)
                .put(prefix + "sets", sets)
                .put(prefix + "children", children)
                .put(prefix + "covers", nodeCovers)
                .put(prefix + "leafCovers", leafCovers)
                .put(prefix + "gains", gains)
                .put(prefix + "values", values);
    }

    /**
     * Reads a forest and refuses one that is not sound: each node and leaf the child of one, behind it, none too
     * deep, values finite.
     */
    static Forest readFrom(Sections in, String prefix, int outputs, int columnCount) throws ModelFormatException {
        int[] widths = in.ints(prefix + "width");
        Forest forest = new Forest(
                in.finiteDoubles(prefix + "intercepts", outputs),
                widths.length == 1 ? widths[0] : -1,
                in.ints(prefix + "roots"),
                in.ints(prefix + "outputs"),
                in.ints(prefix + "columns"),
                in.ints(prefix + "sets"),
                in.ints(prefix + "children"),
                in.ints(prefix + "covers"),
                in.ints(prefix + "leafCovers"),
                in.floats(prefix + "gains"),
                in.floats(prefix + "values"));
        if (!forest.isSound(columnCount)) {
            throw new ModelFormatException("the trees \"" + prefix + "\" are damaged");
        }
        return forest;
    }

    private boolean isSound(int columnCount) {
        int nodes = columns.length;
        long leaves = (long) nodes + roots.length; // a tree has one leaf more than it has nodes
        boolean sound = (width == 1 || width == outputs())
                && outputs() >= 1
                && treeOutputs.length == roots.length
                && sets.length == (long) nodes * Split.WORDS
                && children.length == 2L * nodes
                && nodeCovers.length == nodes
                && leafCovers.length == leaves
                && gains.length == nodes
                && values.length == leaves * width;
        boolean[] nodeSeen = new boolean[sound ? nodes : 0];
        boolean[] leafSeen = new boolean[sound ? (int) leaves : 0];
        for (int tree = 0; sound && tree < roots.length; tree++) {
            sound = treeOutputs[tree] >= 0
                    && treeOutputs[tree] <= outputs() - width
                    && isNew(roots[tree], -1, nodeSeen, leafSeen);
        }
        // A child stands behind its parent, so that no path runs in a circle; and none is a child twice, so all are
        // reached.
        for (int node = 0; sound && node < nodes; node++) {
            sound = columns[node] >= 0
                    && columns[node] < columnCount
                    && isNew(children[2 * node], node, nodeSeen, leafSeen)
                    && isNew(children[2 * node + 1], node, nodeSeen, leafSeen)
                    && nodeCovers[node] == (long) cover(children[2 * node]) + cover(children[2 * node + 1]);
        }
        for (int leaf = 0; sound && leaf < leaves; leaf++) {
            sound = leafCovers[leaf] >= 0;
        }
        for (int node = 0; sound && node < nodes; node++) {
            sound = gains[node] >= 0 && gains[node] <= MOST_VALUE;
        }
        int[] depths = new int[sound ? nodes : 0];
        for (int child = 0; sound && child < children.length; child++) {
            int depth = depths[child / 2] + 1;
            sound = depth <= MOST_DEPTH;
            if (children[child] >= 0) {
                depths[children[child]] = depth;
            }
        }
        for (int i = 0; sound && i < values.length; i++) {
            sound = Math.abs(values[i]) <= MOST_VALUE;
        }
        for (int k = 0; sound && k < intercepts.length; k++) {
            sound = Math.abs(intercepts[k]) <= MOST_VALUE;
        }
        return sound;
    }

    private static boolean isNew(int child, int parent, boolean[] nodeSeen, boolean[] leafSeen) {
        boolean[] seen = child >= 0 ? nodeSeen : leafSeen;
        int place = child >= 0 ? child : ~child;
        if (place >= seen.length || (child >= 0 && child <= parent) || seen[place]) {
            return false;
        }
        seen[place] = true;
        return true;
    }
}
