package dev.recsys.als.internal.kernel;

import dev.recsys.internal.check.Checks;

/**
 * Factors of many rows as floats, each row padded to a multiple of 16 and kept whole in one of several blocks, so that rows
 * × rank may pass 2<sup>31</sup>. Mutable; rows may be written by different threads.
 */
public final class FactorMatrix {
    private static final int BLOCK_FLOATS = 1 << 24;

    private final int rowCount;
    private final int rank;
    private final int stride;
    private final int rowsABlock; // a power of two
    private final int shift;
    private final float[][] blocks;

    /**
     * Factors of zeros.
     *
     * @param rowCount at least 0
     * @param rank at least 1
     */
    public FactorMatrix(int rowCount, int rank) {
        this.rowCount = Checks.atLeast(rowCount, 0, "rowCount");
        this.rank = Checks.atLeast(rank, 1, "rank");
        this.stride = Kernels.stride(rank);
        this.rowsABlock = Integer.highestOneBit(Math.max(1, BLOCK_FLOATS / stride));
        this.shift = Integer.numberOfTrailingZeros(rowsABlock);
        this.blocks = new float[(int) ((rowCount + (long) rowsABlock - 1) / rowsABlock)][];
        for (int block = 0; block < blocks.length; block++) {
            int rows = (int) Math.min(rowsABlock, rowCount - ((long) block << shift));
            blocks[block] = new float[rows * stride];
        }
    }

    /**
     * Row-major doubles, rounded.
     *
     * @param factors rows × rank. Not modified.
     * @param rowCount how many rows
     * @param rank factors a row
     * @return a copy in floats
     */
    public static FactorMatrix from(double[] factors, int rowCount, int rank) {
        FactorMatrix rounded = new FactorMatrix(rowCount, rank);
        for (int row = 0; row < rowCount; row++) {
            for (int factor = 0; factor < rank; factor++) {
                rounded.set(row, factor, (float) factors[row * rank + factor]);
            }
        }
        return rounded;
    }

    /**
     * The number of rows.
     *
     * @return at least 0
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * The factors of a row.
     *
     * @return at least 1
     */
    public int rank() {
        return rank;
    }

    /**
     * The floats of a row, its padding included.
     *
     * @return a multiple of 16
     */
    public int stride() {
        return stride;
    }

    /**
     * The array that holds a row.
     *
     * @param row the row
     * @return the array itself
     */
    public float[] block(int row) {
        return blocks[row >>> shift];
    }

    /**
     * Where the row begins in its array.
     *
     * @param row the row
     * @return an index into {@link #block}
     */
    public int at(int row) {
        return (row & (rowsABlock - 1)) * stride;
    }

    /**
     * Sets a factor.
     *
     * @param row the row
     * @param factor below the rank
     * @param value the factor
     */
    public void set(int row, int factor, float value) {
        block(row)[at(row) + factor] = value;
    }

    /**
     * A factor.
     *
     * @param row the row
     * @param factor below the rank
     * @return its value
     */
    public float get(int row, int factor) {
        return block(row)[at(row) + factor];
    }
}
