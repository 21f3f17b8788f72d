package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the leaf of every tree a customer ends in without walking a tree (after Lucchese et al., "QuickScorer: a fast
 * algorithm to rank documents with additive ensembles of regression trees", SIGIR 2015). A tree's leaves are bits. A column
 * and its bin clear the bits of all leaves that the tree's questions about the column lead away from; after all columns one
 * bit is left. As a column has few bins, what they clear is looked up: for each bin one row of words that holds all trees
 * side by side, so that a customer is a bitwise and of long rows, without branches.
 *
 * <p>Columns few trees ask for keep the words that differ from all ones only, and bins that no question separates share a
 * row. O(columns × trees) for a customer, with 4 to 8 trees of 16 leaves in the time of one operation. Immutable and
 * thread-safe.
 */
final class LeafMasks {
    /** The most leaves of a tree: as many as a word has bits. */
    static final int MOST_LEAVES = 64;

    private static final long MOST_WORDS = 1 << 24; // 128 MiB
    private static final int BINS = BinMatrix.MOST_BINS;
    private static final int DENSE = 8; // a word of a row costs this many times less than one that is picked out

    private final int lane; // bits a tree, a power of two in 8..64
    private final long[] ones; // every leaf of every tree
    private final Column[] dense;
    private final Column[] sparse;

    /** A column that is asked for: {@code rows[rowOfBin[bin]]} goes to the words {@code places}, or to all. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Column(int number, int[] rowOfBin, int[] places, long[][] rows) {}

    private LeafMasks(int lane, long[] ones, List<Column> columns) {
        this.lane = lane;
        this.ones = ones;
        this.dense = columns.stream().filter(c -> c.places().length == 0).toArray(Column[]::new);
        this.sparse = columns.stream().filter(c -> c.places().length > 0).toArray(Column[]::new);
    }

    /**
     * The masks of a forest.
     *
     * @param forest the trees; bit n of a tree is the n-th of {@link Forest#leaves}
     * @return the masks; null if a tree has more than {@link #MOST_LEAVES} leaves or the rows would take more than 128 MiB
     */
    static @Nullable LeafMasks of(Forest forest) {
        int most = 1;
        for (int tree = 0; tree < forest.treeCount(); tree++) {
            most = Math.max(most, forest.leaves(tree).length);
        }
        if (most > MOST_LEAVES) {
            return null;
        }
        int lane = Math.max(8, most == 1 ? 1 : 2 * Integer.highestOneBit(most - 1));
        return new Building(forest, lane).masks();
    }

    /**
     * Finds where the values of each tree's leaf begin.
     *
     * @param bins one a column, in 0..255. Not modified.
     * @param starts of each tree where those of its first leaf begin. Not modified.
     * @param stride values a leaf
     * @param out one a tree, set to the start + stride × the leaf's place among the tree's leaves. Modified.
     */
    void find(int[] bins, int[] starts, int stride, int[] out) {
        long[] words = ones.clone();
        int next = 0;
        for (; next + 4 <= dense.length; next += 4) {
            and(words, row(next, bins), row(next + 1, bins), row(next + 2, bins), row(next + 3, bins));
        }
        for (; next < dense.length; next++) {
            and(words, row(next, bins));
        }
        for (Column column : sparse) {
            long[] row = column.rows[column.rowOfBin[bins[column.number]]];
            int[] places = column.places;
            for (int i = 0; i < row.length; i++) {
                words[places[i]] &= row[i];
            }
        }
        for (int tree = 0; tree < out.length; tree++) {
            int bit = tree * lane;
            out[tree] = starts[tree] + stride * Long.numberOfTrailingZeros(words[bit >>> 6] >>> bit);
        }
    }

    private long[] row(int place, int[] bins) {
        Column column = dense[place];
        return column.rows[column.rowOfBin[bins[column.number]]];
    }

    // Loops over whole arrays by one index: those a compiler turns into vector instructions.

    private static void and(long[] words, long[] a) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= a[i];
        }
    }

    private static void and(long[] words, long[] a, long[] b, long[] c, long[] d) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= a[i] & b[i] & c[i] & d[i];
        }
    }

    /** The work of {@link #of}. */
    private static final class Building {
        private final Forest forest;
        private final int lane;
        private final long[] ones;
        private final int[] treeOf; // of each node
        private final long[] left; // of each node: the bits of the leaves below its left child
        private final long[] right;
        private final List<List<Integer>> nodes = new ArrayList<>(); // of each column

        Building(Forest forest, int lane) {
            this.forest = forest;
            this.lane = lane;
            int perWord = 64 / lane;
            this.ones = new long[(forest.treeCount() + perWord - 1) / perWord];
            this.treeOf = new int[forest.nodeCount()];
            this.left = new long[forest.nodeCount()];
            this.right = new long[forest.nodeCount()];
        }

        @Nullable
        LeafMasks masks() {
            for (int tree = 0; tree < forest.treeCount(); tree++) {
                ones[tree / (64 / lane)] |= visit(tree, forest.root(tree), new int[1]) << shift(tree);
            }
            List<Column> columns = new ArrayList<>();
            long words = 0;
            for (int column = 0; column < nodes.size(); column++) {
                if (!nodes.get(column).isEmpty()) {
                    Column made = column(column, MOST_WORDS - words);
                    if (made == null) {
                        return null;
                    }
                    words += (long) made.rows.length * made.rows[0].length;
                    columns.add(made);
                }
            }
            return new LeafMasks(lane, ones, columns);
        }

        private int shift(int tree) {
            return tree % (64 / lane) * lane;
        }

        /** The bits of the leaves below a child; notes those of the nodes below on the way. */
        private long visit(int tree, int child, int[] seen) {
            if (child < 0) {
                return 1L << seen[0]++;
            }
            treeOf[child] = tree;
            left[child] = visit(tree, forest.left(child), seen);
            right[child] = visit(tree, forest.right(child), seen);
            while (nodes.size() <= forest.column(child)) {
                nodes.add(new ArrayList<>());
            }
            nodes.get(forest.column(child)).add(child);
            return left[child] | right[child];
        }

        private @Nullable Column column(int number, long wordsLeft) {
            int[] asking = nodes.get(number).stream().mapToInt(node -> node).toArray();
            BinGroups groups = new BinGroups(BINS);
            int[] wordOf = new int[asking.length];
            for (int i = 0; i < asking.length; i++) {
                groups.split(forest, asking[i]);
                wordOf[i] = treeOf[asking[i]] / (64 / lane);
            }
            int[] places = Arrays.stream(wordOf).distinct().sorted().toArray();
            if (places.length * DENSE > ones.length) {
                places = new int[0];
            } else {
                for (int i = 0; i < wordOf.length; i++) {
                    wordOf[i] = Arrays.binarySearch(places, wordOf[i]);
                }
            }
            int width = places.length == 0 ? ones.length : places.length;
            if ((long) groups.count() * width > wordsLeft) {
                return null;
            }
            int[] rowOfBin = new int[BINS];
            long[][] rows = new long[groups.count()][width];
            for (int group = 0; group < rows.length; group++) {
                for (int bin = groups.first(group); bin >= 0; bin = groups.next(group, bin + 1)) {
                    rowOfBin[bin] = group;
                }
                fill(rows[group], asking, wordOf, groups.first(group));
            }
            return new Column(number, rowOfBin, places, rows);
        }

        private void fill(long[] row, int[] asking, int[] places, int bin) {
            Arrays.fill(row, -1);
            for (int i = 0; i < asking.length; i++) {
                int node = asking[i];
                long cleared = forest.goesLeft(node, bin) ? right[node] : left[node];
                row[places[i]] &= ~(cleared << shift(treeOf[node]));
            }
        }
    }
}
