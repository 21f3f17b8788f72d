package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees best-first: of all leaves the one whose split gains most is split next, until there are
 * {@link MlcConfig#leaves} or nothing is gained. After a split only the smaller child's histogram is summed; the other's is
 * what remains of the parent's. Ties go to the leaf that came first and to the lower column, so a tree depends on nothing
 * but its rows and gradients. One tree at a time.
 */
final class TreeGrower {
    private final BinMatrix matrix;
    private final MlcConfig config;
    private final int outputs;
    private final Histogram histograms;
    private final Queue<SplitFinder> finders = new ConcurrentLinkedQueue<>();
    private final short[] leafOf; // of each row, -1 for those left out
    private int[] order = new int[0]; // row numbers, those of a leaf side by side
    private int[] aside = new int[0];

    TreeGrower(BinMatrix matrix, int outputs, RareRows rare, MlcConfig config, Workers workers) {
        this.matrix = matrix;
        this.config = config;
        this.outputs = outputs;
        this.histograms = new Histogram(matrix, outputs, rare, workers);
        this.leafOf = new short[matrix.rowCount()];
    }

    private static final class Leaf {
        final int number;
        final int from;
        final int to;
        final int depth;
        final int parent; // node, or -1
        final long[] totals;
        long[] histogram;

        @Nullable
        Split split;

        Leaf(int number, int from, int to, int depth, int parent, long[] totals, long[] histogram) {
            this.number = number;
            this.from = from;
            this.to = to;
            this.depth = depth;
            this.parent = parent;
            this.totals = totals;
            this.histogram = histogram;
        }
    }

    /**
     * Grows a tree.
     *
     * @param words gradients of all rows of the matrix
     * @param rows the rows to learn from, ascending. Not modified.
     * @param columns the columns that may be asked for, ascending. Not modified.
     * @return the tree, its values scaled by the learning rate
     */
    GrownTree grow(GradientWords words, int[] rows, int[] columns) {
        order = rows.clone();
        Arrays.fill(leafOf, (short) -1);
        for (int row : rows) {
            leafOf[row] = 0;
        }
        aside = new int[rows.length];
        GrownTree tree = new GrownTree(outputs);
        List<Leaf> leaves = new ArrayList<>();
        long[] histogram = new long[histograms.length()];
        long[] totals = totals(words, 0, rows.length);
        histograms.sum(words, order, 0, rows.length, leafOf, totals, columns, histogram);
        Leaf root = new Leaf(tree.addLeaf(rows.length), 0, rows.length, 0, -1, totals, histogram);
        leaves.add(root);
        find(root, words, columns);
        while (leaves.size() < config.leaves()) {
            Leaf best = best(leaves);
            if (best == null) {
                break;
            }
            split(best, tree, leaves, words, columns, leaves.size() + 1 < config.leaves());
        }
        for (Leaf leaf : leaves) {
            for (int k = 0; k < outputs; k++) {
                double h = words.hessian(leaf.totals[2 * k + 1]) + config.l2();
                double value = h > 0 ? -config.learningRate() * words.gradient(leaf.totals[2 * k]) / h : 0;
                tree.setValue(leaf.number, k, (float) value);
            }
        }
        return tree;
    }

    /** The leaf of the last tree a row ended in, or -1 for a row that tree was not grown from. */
    int lastLeafOf(int row) {
        return leafOf[row];
    }

    private static @Nullable Leaf best(List<Leaf> leaves) {
        Leaf best = null;
        double gain = 0;
        for (Leaf leaf : leaves) {
            Split split = leaf.split;
            if (split != null && (best == null || split.gain() > gain)) {
                best = leaf;
                gain = split.gain();
            }
        }
        return best;
    }

    private long[] totals(GradientWords words, int from, int to) {
        long[] totals = new long[2 * outputs];
        for (int i = from; i < to; i++) {
            int word = order[i] * totals.length;
            for (int k = 0; k < totals.length; k++) {
                totals[k] += words.words()[word + k];
            }
        }
        return totals;
    }

    private void split(Leaf leaf, GrownTree tree, List<Leaf> leaves, GradientWords words, int[] columns, boolean more) {
        Split split = java.util.Objects.requireNonNull(leaf.split);
        int middle = partition(leaf.from, leaf.to, split);
        int rightNumber = tree.addLeaf(leaf.to - middle);
        tree.setCover(leaf.number, middle - leaf.from);
        for (int i = middle; i < leaf.to; i++) {
            leafOf[order[i]] = (short) rightNumber;
        }
        int node = tree.addNode(split, leaf.to - leaf.from, leaf.number, rightNumber);
        if (leaf.parent >= 0) {
            tree.replaceChild(leaf.parent, leaf.number, node);
        }
        boolean leftSmaller = middle - leaf.from <= leaf.to - middle;
        int from = leftSmaller ? leaf.from : middle;
        int to = leftSmaller ? middle : leaf.to;
        long[] small = totals(words, from, to);
        long[] large = leaf.totals.clone();
        Histogram.subtract(large, small);
        long[] smallHistogram = new long[0];
        long[] largeHistogram = leaf.histogram;
        if (more && leaf.depth + 1 < config.depth()) {
            smallHistogram = new long[histograms.length()];
            histograms.sum(words, order, from, to, leafOf, small, columns, smallHistogram);
            Histogram.subtract(largeHistogram, smallHistogram);
        }
        Leaf left = new Leaf(
                leaf.number,
                leaf.from,
                middle,
                leaf.depth + 1,
                node,
                leftSmaller ? small : large,
                leftSmaller ? smallHistogram : largeHistogram);
        Leaf right = new Leaf(
                rightNumber,
                middle,
                leaf.to,
                leaf.depth + 1,
                node,
                leftSmaller ? large : small,
                leftSmaller ? largeHistogram : smallHistogram);
        leaves.set(leaf.number, left);
        leaves.add(right);
        if (more) {
            find(left, words, columns);
            find(right, words, columns);
        }
    }

    /** Brings the rows that go left before the others, each side in its old order; returns where the right begins. */
    private int partition(int from, int to, Split split) {
        byte[] bins = matrix.column(split.column());
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            if (Split.contains(split.left(), 0, bins[row] & 0xff)) {
                order[left++] = row;
            } else {
                aside[right++] = row;
            }
        }
        System.arraycopy(aside, 0, order, left, right);
        return left;
    }

    private void find(Leaf leaf, GradientWords words, int[] columns) {
        if (leaf.depth >= config.depth() || leaf.to - leaf.from < 2 * config.leastRows()) {
            leaf.histogram = new long[0];
            return;
        }
        @Nullable Split[] splits = new Split[matrix.columnCount()];
        histograms.forColumns(columns, 4L * histograms.length() / matrix.columnCount(), column -> {
            SplitFinder ready = finders.poll();
            SplitFinder finder = ready == null ? new SplitFinder(config, outputs) : ready;
            splits[column] = finder.find(
                    column,
                    matrix.isCategorical(column),
                    leaf.histogram,
                    histograms.start(column),
                    matrix.binCount(column),
                    leaf.totals,
                    words);
            finders.add(finder);
        });
        for (Split split : splits) {
            Split best = leaf.split;
            if (split != null && (best == null || split.gain() > best.gain())) {
                leaf.split = split;
            }
        }
    }
}
