package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;

/**
 * The rare rows of all columns, row by row: of each row the bins that are not their columns' common ones. A sum of one output over a
 * node then passes over its rows alone, once for all these columns. Immutable and thread-safe.
 */
final class RareCells {
    private static final long MOST = 1L << 30; // columns whose cells would be more are not covered

    private final boolean[] covered; // columns
    private final int[] starts; // of each row, and the end
    private final int[] cells; // where a bin stands in a histogram of one output

    RareCells(BinMatrix matrix, int[] commonBins, int[][] rareRows) {
        int columns = matrix.columnCount();
        this.covered = new boolean[columns];
        this.starts = new int[matrix.rowCount() + 1];
        long count = 0;
        for (int column = 0; column < columns; column++) {
            covered[column] = commonBins[column] >= 0 && count + rareRows[column].length <= MOST;
            if (covered[column]) {
                count += rareRows[column].length;
                for (int row : rareRows[column]) {
                    starts[row + 1]++;
                }
            }
        }
        for (int row = 0; row < matrix.rowCount(); row++) {
            starts[row + 1] += starts[row];
        }
        this.cells = new int[(int) count];
        int[] next = Arrays.copyOf(starts, matrix.rowCount());
        int start = 0;
        for (int column = 0; column < columns; column++) {
            byte[] bins = matrix.column(column);
            for (int row : covered[column] ? rareRows[column] : new int[0]) {
                cells[next[row]++] = start + 2 * (bins[row] & 0xff);
            }
            start += 2 * matrix.binCount(column);
        }
    }

    /** Whether a column's rare rows are here. */
    boolean covers(int column) {
        return covered[column];
    }

    /**
     * Adds the rows of a node, each with its word, to the cells of their rare bins.
     *
     * @param order row numbers. Not modified.
     * @param from the node's first place
     * @param words one each of them, in their order. Not modified.
     * @param out a histogram of one output. Modified.
     */
    void add(int[] order, int from, long[] words, long[] out) {
        for (int i = 0; i < words.length; i++) {
            int row = order[from + i];
            long word = words[i];
            int end = starts[row + 1];
            for (int place = starts[row]; place < end; place++) {
                int cell = cells[place];
                out[cell] += word;
                out[cell + 1]++;
            }
        }
    }
}
