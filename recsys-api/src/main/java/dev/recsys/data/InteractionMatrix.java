package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sparse users × items matrix of positive weights, compressed by row (CSR): for each row its columns in ascending
 * order, each with a float weight. {@link #transposed()} gives the other orientation.
 *
 * <p><b>Range:</b> at most 2<sup>31</sup>−9 cells, each weight finite and above 0. <b>Memory:</b> 8 bytes a cell and 4 a
 * row, the same again once transposed. Immutable and thread-safe.
 */
public final class InteractionMatrix {
    private static final int MAX_CELLS = Integer.MAX_VALUE - 8;

    private final int rowCount;
    private final int columnCount;
    private final int[] rowStarts; // rowCount + 1
    private final int[] columns;
    private final float[] weights;
    private volatile @Nullable InteractionMatrix transposed;

    InteractionMatrix(int rowCount, int columnCount, int[] rowStarts, int[] columns, float[] weights) {
        this.rowCount = rowCount;
        this.columnCount = columnCount;
        this.rowStarts = rowStarts;
        this.columns = columns;
        this.weights = weights;
    }

    /**
     * A builder fed cell by cell, in any order; cells given twice are added up, whatever their order, to the same sum.
     *
     * @param rowCount rows, at least 0
     * @param columnCount columns, at least 0
     * @return an empty builder
     * @throws IllegalArgumentException if a count is negative
     */
    public static Builder builder(int rowCount, int columnCount) {
        return new Builder(
                Checks.inRange(rowCount, 0, MAX_CELLS - 1, "rowCount"),
                Checks.inRange(columnCount, 0, MAX_CELLS - 1, "columnCount"));
    }

    /** A matrix of cells in any order, see {@link SortedCells#of}. */
    static InteractionMatrix of(int rowCount, int columnCount, int[] rows, int[] columns, float[] weights, int size) {
        SortedCells cells = SortedCells.of(rowCount, columnCount, rows, columns, weights, size);
        return new InteractionMatrix(rowCount, columnCount, cells.starts(), cells.columns(), cells.weights());
    }

    /**
     * A matrix from its compressed form, every invariant checked.
     *
     * @param columnCount columns, at least 0
     * @param rowStarts rows + 1 ascending offsets, from 0 to the number of cells. Not modified, copied.
     * @param columns the column of each cell, ascending within a row. Not modified, copied.
     * @param weights the weight of each cell. Not modified, copied.
     * @return the matrix
     * @throws IllegalArgumentException if an offset, a column or a weight breaks the rules above, or if
     *     {@code rowStarts}, {@code columns} or {@code weights} is null
     */
    public static InteractionMatrix fromCompressedRows(
            int columnCount, int[] rowStarts, int[] columns, float[] weights) {
        Checks.notNull(rowStarts, "rowStarts");
        Checks.notNull(columns, "columns");
        Checks.notNull(weights, "weights");
        Checks.inRange(columnCount, 0, MAX_CELLS - 1, "columnCount");
        Checks.that(rowStarts.length >= 1 && rowStarts[0] == 0, "rowStarts must begin with 0");
        int rows = rowStarts.length - 1;
        Checks.that(
                rowStarts[rows] == columns.length && columns.length == weights.length,
                "rowStarts must end at the number of cells %d, columns and weights must have as many, but %d, %d",
                rowStarts[rows],
                columns.length,
                weights.length);
        for (int row = 0; row < rows; row++) {
            Checks.that(
                    rowStarts[row] <= rowStarts[row + 1] && rowStarts[row + 1] <= columns.length,
                    "rowStarts must ascend, but row %d does not",
                    row);
            for (int cell = rowStarts[row]; cell < rowStarts[row + 1]; cell++) {
                Checks.that(
                        columns[cell] >= 0 && columns[cell] < columnCount,
                        "each of columns must be at least 0 and below columnCount %d, but one was %d",
                        columnCount,
                        columns[cell]);
                Checks.that(
                        cell == rowStarts[row] || columns[cell - 1] < columns[cell],
                        "columns must ascend within a row, but row %d does not",
                        row);
                Checks.positive(weights[cell], "each of weights");
            }
        }
        return new InteractionMatrix(rows, columnCount, rowStarts.clone(), columns.clone(), weights.clone());
    }

    /**
     * How many rows there are (users, unless transposed).
     *
     * @return the count
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * How many columns there are (items, unless transposed).
     *
     * @return the count
     */
    public int columnCount() {
        return columnCount;
    }

    /**
     * How many cells hold a weight.
     *
     * @return the count
     */
    public int cellCount() {
        return columns.length;
    }

    /**
     * The first cell of a row; {@code rowStart(row + 1)} is where it ends.
     *
     * @param row in {@code 0..rowCount()}
     * @return the cell's place
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public int rowStart(int row) {
        return rowStarts[row];
    }

    /**
     * How many cells a row has.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return the count
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public int rowSize(int row) {
        return rowStarts[row + 1] - rowStarts[row];
    }

    /**
     * The column of a cell.
     *
     * @param cell in {@code 0..cellCount()-1}
     * @return the column
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public int columnAt(int cell) {
        return columns[cell];
    }

    /**
     * The weight of a cell.
     *
     * @param cell in {@code 0..cellCount()-1}
     * @return the weight, finite and above 0
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public float weightAt(int cell) {
        return weights[cell];
    }

    /**
     * Copies a row, columns ascending.
     *
     * @param row from 0 to {@link #rowCount()} − 1
     * @param into gets the columns; at least {@link #rowSize} long. Modified.
     * @param intoWeights gets the weights; at least {@link #rowSize} long. Modified.
     * @return how many cells there are
     * @throws IndexOutOfBoundsException if there is no such row or an array is too short
     * @throws IllegalArgumentException if {@code into} or {@code intoWeights} is null, or if the row is out of range
     */
    public int copyRow(int row, int[] into, float[] intoWeights) {
        Checks.notNull(into, "into");
        Checks.notNull(intoWeights, "intoWeights");
        Checks.index(row, rowCount, "row");
        int size = rowSize(row);
        Checks.atLeast(into.length, size, "the length of into");
        Checks.atLeast(intoWeights.length, size, "the length of intoWeights");
        System.arraycopy(columns, rowStarts[row], into, 0, size);
        System.arraycopy(weights, rowStarts[row], intoWeights, 0, size);
        return size;
    }

    /**
     * The weight at a row and column, by binary search.
     *
     * @param row in {@code 0..rowCount()-1}
     * @param column in {@code 0..columnCount()-1}
     * @return the weight, or 0 where there is none
     * @throws IllegalArgumentException if the row is out of range
     */
    public float weight(int row, int column) {
        Checks.index(row, rowCount, "row");
        int cell = Arrays.binarySearch(columns, rowStarts[row], rowStarts[row + 1], column);
        return cell < 0 ? 0 : weights[cell];
    }

    /**
     * The columns of a row.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return a new array, ascending
     * @throws IllegalArgumentException if the row is out of range
     */
    public int[] columnsOf(int row) {
        Checks.index(row, rowCount, "row");
        return Arrays.copyOfRange(columns, rowStarts[row], rowStarts[row + 1]);
    }

    /**
     * The weights of a row, in the order of {@link #columnsOf}.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return a new array
     * @throws IllegalArgumentException if the row is out of range
     */
    public float[] weightsOf(int row) {
        Checks.index(row, rowCount, "row");
        return Arrays.copyOfRange(weights, rowStarts[row], rowStarts[row + 1]);
    }

    /**
     * Some of the rows, in the order given.
     *
     * @param rows rows of this matrix. Not modified.
     * @return a matrix whose row i is row {@code rows[i]} of this one
     * @throws IllegalArgumentException if {@code rows} is null, or if a row is out of range
     */
    public InteractionMatrix pickRows(int[] rows) {
        Checks.notNull(rows, "rows");
        int[] starts = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            starts[i + 1] = Math.addExact(starts[i], rowSize(Checks.index(rows[i], rowCount, "each of rows")));
        }
        int[] pickedColumns = new int[starts[rows.length]];
        float[] pickedWeights = new float[starts[rows.length]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(columns, rowStarts[rows[i]], pickedColumns, starts[i], rowSize(rows[i]));
            System.arraycopy(weights, rowStarts[rows[i]], pickedWeights, starts[i], rowSize(rows[i]));
        }
        return new InteractionMatrix(rows.length, columnCount, starts, pickedColumns, pickedWeights);
    }

    /**
     * The same cells with rows and columns swapped; computed once, O(cells), then kept.
     *
     * @return the items × users form
     */
    public InteractionMatrix transposed() {
        InteractionMatrix result = transposed;
        if (result == null) {
            result = transpose();
            result.transposed = this;
            transposed = result;
        }
        return result;
    }

    private InteractionMatrix transpose() {
        int[] starts = new int[columnCount + 1];
        for (int column : columns) {
            starts[column + 1]++;
        }
        for (int column = 0; column < columnCount; column++) {
            starts[column + 1] += starts[column];
        }
        int[] next = starts.clone();
        int[] rows = new int[columns.length];
        float[] moved = new float[columns.length];
        for (int row = 0; row < rowCount; row++) {
            for (int cell = rowStarts[row]; cell < rowStarts[row + 1]; cell++) {
                int place = next[columns[cell]]++;
                rows[place] = row;
                moved[place] = weights[cell];
            }
        }
        return new InteractionMatrix(columnCount, rowCount, starts, rows, moved);
    }

    /** {@inheritDoc} Two matrices are equal if shape, cells and weights (bit for bit) are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InteractionMatrix that
                && rowCount == that.rowCount
                && columnCount == that.columnCount
                && Arrays.equals(rowStarts, that.rowStarts)
                && Arrays.equals(columns, that.columns)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rowCount + columnCount) + Arrays.hashCode(columns);
    }

    @Override
    public String toString() {
        return "InteractionMatrix[" + rowCount + " x " + columnCount + ", " + columns.length + " cells]";
    }

    /** Collects cells; not thread-safe. */
    public static final class Builder {
        private final int rowCount;
        private final int columnCount;
        private int[] rows = new int[64];
        private int[] columns = new int[64];
        private float[] weights = new float[64];
        private int size;

        private Builder(int rowCount, int columnCount) {
            this.rowCount = rowCount;
            this.columnCount = columnCount;
        }

        /**
         * Adds a weight to a cell.
         *
         * @param row in {@code 0..rowCount-1}
         * @param column in {@code 0..columnCount-1}
         * @param weight finite and above 0
         * @return this
         * @throws IllegalArgumentException if an argument is out of range
         * @throws IllegalStateException if there are 2<sup>31</sup>−9 cells already
         */
        public Builder add(int row, int column, double weight) {
            Checks.index(row, rowCount, "row");
            Checks.index(column, columnCount, "column");
            float asFloat = (float) Checks.positive(weight, "weight");
            Checks.that(asFloat > 0 && Float.isFinite(asFloat), "weight must fit a float, but was %s", weight);
            if (size == MAX_CELLS) {
                throw new IllegalStateException("an interaction matrix holds at most " + MAX_CELLS + " cells");
            }
            if (size == rows.length) {
                int grown = (int) Math.min(MAX_CELLS, 2L * size);
                rows = Arrays.copyOf(rows, grown);
                columns = Arrays.copyOf(columns, grown);
                weights = Arrays.copyOf(weights, grown);
            }
            rows[size] = row;
            columns[size] = column;
            weights[size++] = asFloat;
            return this;
        }

        /**
         * The matrix of all cells added.
         *
         * @return an immutable matrix
         */
        public InteractionMatrix build() {
            return InteractionMatrix.of(rowCount, columnCount, rows, columns, weights, size);
        }
    }
}
