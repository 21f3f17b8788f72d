package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees best-first: of all leaves the one whose split gains most is split next, until there are
 * {@link Trees#maxLeaves} or nothing is gained. After a split only the smaller child's histogram is summed; the other's is
 * what remains of the parent's. Ties go to the leaf that came first and to the lower column, so a tree depends on nothing
 * but its rows and gradients. One tree at a time.
 */
final class TreeGrower {
    private final BinMatrix matrix;
    private final Trees options;
    private final int first; // output of the words
    private final int outputs;
    private final Histogram histograms;
    private final GrowthRules rules;
    private final Queue<SplitFinder> finders = new ConcurrentLinkedQueue<>();
    private short[] leafOf = new short[0]; // of each row, -1 for those left out
    private int[] order = new int[0]; // row numbers, those of a leaf side by side
    private int[] aside = new int[0];

    /**
     * A grower of trees of some outputs.
     *
     * @param matrix the bins
     * @param first the first output of the gradients
     * @param outputs how many from there on a tree has values for
     * @param histograms of the matrix and as many outputs
     * @param options the limits
     * @param rules what trees must keep to
     */
    TreeGrower(BinMatrix matrix, int first, int outputs, Histogram histograms, Trees options, GrowthRules rules) {
        this.matrix = matrix;
        this.first = first;
        this.outputs = outputs;
        this.options = options;
        this.histograms = histograms;
        this.rules = rules;
    }

    private static final double MOST_VALUE = 1e9; // with no penalty on a Hessian of nearly 0; a sum of all stays finite

    private static final class Leaf {
        final int number;
        final int from;
        final int to;
        final int depth;
        final int parent; // node, or -1
        final long[] totals;
        final @Nullable Bounds bounds;
        long[] histogram;

        @Nullable
        Split split;

        Leaf(
                int number,
                int from,
                int to,
                int depth,
                int parent,
                long[] totals,
                @Nullable Bounds bounds,
                long[] histogram) {
            this.number = number;
            this.from = from;
            this.to = to;
            this.depth = depth;
            this.parent = parent;
            this.totals = totals;
            this.bounds = bounds;
            this.histogram = histogram;
        }
    }

    /**
     * Grows a tree.
     *
     * @param words gradients of all rows of the matrix
     * @param rows the rows to learn from, the root's. Not modified.
     * @param totals their summed words. Not modified.
     * @param histogram their histogram, of the columns. Becomes the grower's.
     * @param columns the columns that may be asked for, ascending. Not modified.
     * @return the tree, its values scaled by the learning rate
     */
    GrownTree grow(GradientWords words, Histogram.Rows rows, long[] totals, long[] histogram, int[] columns) {
        order = rows.order().clone();
        leafOf = rows.leafOf().clone();
        aside = new int[rows.count()];
        GrownTree tree = new GrownTree(outputs);
        List<Leaf> leaves = new ArrayList<>();
        Bounds none = rules.hasDirections() ? Bounds.none(outputs) : null;
        Leaf root = new Leaf(tree.addLeaf(rows.count()), 0, rows.count(), 0, -1, totals, none, histogram);
        leaves.add(root);
        find(root, words, columns);
        while (leaves.size() < options.maxLeaves()) {
            Leaf best = best(leaves);
            if (best == null) {
                break;
            }
            split(best, tree, leaves, words, columns, leaves.size() + 1 < options.maxLeaves());
        }
        for (Leaf leaf : leaves) {
            for (int k = 0; k < outputs; k++) {
                double h = words.hessian(leaf.totals[k], first + k) + options.l2();
                double value = h > 0 ? -options.learningRate() * words.gradient(leaf.totals[k], first + k) / h : 0;
                if (leaf.bounds != null) {
                    value = options.learningRate() * value(leaf.totals, k, words, leaf.bounds);
                }
                tree.setValue(leaf.number, k, (float) Math.max(-MOST_VALUE, Math.min(value, MOST_VALUE)));
            }
        }
        return tree;
    }

    /** The value within bounds that suits some rows best. */
    private double value(long[] totals, int k, GradientWords words, Bounds bounds) {
        double h = words.hessian(totals[k], first + k) + options.l2();
        return bounds.clip(k, SplitFinder.value(words.gradient(totals[k], first + k), h));
    }

    /** In the middle of both sides' values. */
    private double[] middle(long[] left, long[] right, GradientWords words, Bounds bounds) {
        double[] middle = new double[outputs];
        Arrays.setAll(middle, k -> (value(left, k, words, bounds) + value(right, k, words, bounds)) / 2);
        return middle;
    }

    /** The leaf of the last tree each row ended in, or -1 for a row that tree was not grown from. Not to be modified. */
    short[] lastLeaves() {
        return leafOf;
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

    /** The summed words of the rows a split sends left: those of its bins. */
    private long[] leftTotals(Leaf leaf, Split split) {
        long[] totals = new long[histograms.stride()];
        int cell = histograms.start(split.column());
        for (int bin = 0; bin < matrix.binCount(split.column()); bin++, cell += totals.length) {
            for (int k = 0; k < totals.length && Split.contains(split.left(), 0, bin); k++) {
                totals[k] += leaf.histogram[cell + k];
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
        long[] leftTotals = leftTotals(leaf, split);
        long[] rightTotals = leaf.totals.clone();
        Histogram.subtract(rightTotals, leftTotals);
        long[] smallHistogram = new long[0];
        long[] largeHistogram = leaf.histogram;
        if (more && leaf.depth + 1 < options.maxDepth()) {
            smallHistogram = new long[histograms.length()];
            Histogram.Rows rows = new Histogram.Rows(order, from, to, leafOf);
            histograms.sum(words, first, rows, leftSmaller ? leftTotals : rightTotals, columns, smallHistogram);
            Histogram.subtract(largeHistogram, smallHistogram);
        }
        Bounds leftBounds = leaf.bounds;
        Bounds rightBounds = leaf.bounds;
        if (leaf.bounds != null && rules.direction(split.column()) != 0) {
            boolean rises = rules.direction(split.column()) > 0;
            double[] between = middle(leftTotals, rightTotals, words, leaf.bounds);
            leftBounds = rises ? leaf.bounds.notAbove(between) : leaf.bounds.notBelow(between);
            rightBounds = rises ? leaf.bounds.notBelow(between) : leaf.bounds.notAbove(between);
        }
        Leaf left = new Leaf(
                leaf.number,
                leaf.from,
                middle,
                leaf.depth + 1,
                node,
                leftTotals,
                leftBounds,
                leftSmaller ? smallHistogram : largeHistogram);
        Leaf right = new Leaf(
                rightNumber,
                middle,
                leaf.to,
                leaf.depth + 1,
                node,
                rightTotals,
                rightBounds,
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
        byte[] goesLeft = new byte[BinMatrix.MOST_BINS];
        for (int bin = 0; bin < goesLeft.length; bin++) {
            goesLeft[bin] = (byte) (Split.contains(split.left(), 0, bin) ? 1 : 0);
        }
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            int step = goesLeft[bins[row] & 0xff];
            order[left] = row; // both written, as which side a row goes to can't be foreseen by the processor
            aside[right] = row;
            left += step;
            right += 1 - step;
        }
        System.arraycopy(aside, 0, order, left, right);
        return left;
    }

    private void find(Leaf leaf, GradientWords words, int[] columns) {
        if (leaf.depth >= options.maxDepth() || leaf.to - leaf.from < 2 * options.minRowsPerLeaf()) {
            leaf.histogram = new long[0];
            return;
        }
        @Nullable Split[] splits = new Split[matrix.columnCount()];
        histograms.forColumns(columns, 4L * histograms.length() / matrix.columnCount(), (from, to) -> {
            SplitFinder ready = finders.poll();
            SplitFinder finder = ready == null ? new SplitFinder(options, rules.absent(), first, outputs) : ready;
            finder.begin(leaf.totals, words, leaf.bounds);
            for (int i = from; i < to; i++) {
                int column = columns[i];
                splits[column] = finder.find(
                        column,
                        matrix.isCategorical(column),
                        rules.direction(column),
                        leaf.histogram,
                        histograms.start(column),
                        matrix.binCount(column));
            }
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
