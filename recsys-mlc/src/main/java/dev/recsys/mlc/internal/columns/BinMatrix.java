package dev.recsys.mlc.internal.columns;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;

/**
 * Binned rows, one byte a cell, column after column: what all trees of a training share. A bin is in 0..255; bin 0 of a
 * column stands for a missing value. Immutable after it is filled; safe for many readers.
 */
public final class BinMatrix {
    /** The most bins of a column. */
    public static final int MOST_BINS = 256;

    /** The most rows of a matrix, so that sums over all of them fit into words. */
    public static final int MOST_ROWS = (1 << 24) - 1;

    private final byte[][] columns;
    private final int[] binCounts;
    private final boolean[] categorical;
    private final int rowCount;

    /**
     * A matrix of zeros.
     *
     * @param rowCount how many rows, at most {@link #MOST_ROWS}
     * @param categorical for each column whether its bins have no order. Not modified.
     */
    BinMatrix(int rowCount, boolean[] categorical) {
        Checks.inRange(rowCount, 0, MOST_ROWS, "the number of rows to learn from");
        this.columns = new byte[categorical.length][rowCount];
        this.binCounts = new int[categorical.length];
        this.categorical = categorical.clone();
        this.rowCount = rowCount;
        Arrays.fill(binCounts, 1);
    }

    private BinMatrix(byte[][] columns, int[] binCounts, boolean[] categorical, int rowCount) {
        this.columns = columns;
        this.binCounts = binCounts;
        this.categorical = categorical;
        this.rowCount = rowCount;
    }

    /**
     * Some columns of a filled matrix, which they share with it.
     *
     * @param picked columns. Not modified.
     * @return a matrix of as many columns
     */
    public BinMatrix pick(int[] picked) {
        boolean[] unordered = new boolean[picked.length];
        for (int i = 0; i < picked.length; i++) {
            unordered[i] = categorical[picked[i]];
        }
        return new BinMatrix(
                Arrays.stream(picked).mapToObj(c -> columns[c]).toArray(byte[][]::new),
                Arrays.stream(picked).map(c -> binCounts[c]).toArray(),
                unordered,
                rowCount);
    }

    /**
     * Some rows of a filled matrix, copied so that they stand side by side.
     *
     * @param picked rows. Not modified.
     * @return a matrix of as many rows
     */
    public BinMatrix pickRows(int[] picked) {
        BinMatrix some = new BinMatrix(picked.length, categorical);
        for (int column = 0; column < columns.length; column++) {
            byte[] from = columns[column];
            byte[] to = some.columns[column];
            int greatest = 0;
            for (int i = 0; i < picked.length; i++) {
                to[i] = from[picked[i]];
                greatest = Math.max(greatest, to[i] & 0xff);
            }
            some.binCounts[column] = greatest + 1;
        }
        return some;
    }

    /**
     * A matrix of given bins.
     *
     * @param rows bins, rows × columns. Not modified.
     * @param categorical for each column whether its bins have no order. Not modified.
     * @return the matrix
     * @throws IllegalArgumentException if a bin is not in 0..255
     */
    public static BinMatrix of(int[][] rows, boolean[] categorical) {
        BinMatrix matrix = new BinMatrix(rows.length, categorical);
        for (int row = 0; row < rows.length; row++) {
            matrix.set(row, rows[row]);
        }
        return matrix;
    }

    /**
     * Fills a row; for the thread that builds the matrix.
     *
     * @param row the row
     * @param bins one a column, in 0..255. Not modified.
     */
    void set(int row, int[] bins) {
        for (int column = 0; column < columns.length; column++) {
            Checks.inRange(bins[column], 0, MOST_BINS - 1, "a bin");
            columns[column][row] = (byte) bins[column];
            binCounts[column] = Math.max(binCounts[column], bins[column] + 1);
        }
    }

    /** Sets a cell; for the one thread that fills the column. */
    void set(int row, int column, int bin) {
        Checks.inRange(bin, 0, MOST_BINS - 1, "a bin");
        columns[column][row] = (byte) bin;
        binCounts[column] = Math.max(binCounts[column], bin + 1);
    }

    /**
     * How many rows there are.
     *
     * @return at least 0
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * How many columns there are.
     *
     * @return at least 0
     */
    public int columnCount() {
        return columns.length;
    }

    /**
     * One more than the greatest bin of a column, at least 1.
     *
     * @param column a column
     * @return at least 1
     */
    public int binCount(int column) {
        return binCounts[column];
    }

    /**
     * Whether a column's bins have no order.
     *
     * @param column a column
     * @return whether
     */
    public boolean isCategorical(int column) {
        return categorical[column];
    }

    /**
     * A column's bins as unsigned bytes. Not to be modified.
     *
     * @param column a column
     * @return one a row
     */
    public byte[] column(int column) {
        return columns[column];
    }

    /**
     * A cell.
     *
     * @param row a row
     * @param column a column
     * @return in 0..255
     */
    public int bin(int row, int column) {
        return columns[column][row] & 0xff;
    }
}
