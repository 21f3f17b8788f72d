package dev.recsys.als;

import dev.recsys.check.Checks;

/**
 * Factors of many rows as floats, each row padded to a multiple of 16 and kept whole in one of several blocks, so that rows
 * × rank may pass 2<sup>31</sup>. Mutable; rows may be written by different threads.
 */
final class FactorMatrix {
    private static final int BLOCK_FLOATS = 1 << 24;

    private final int rowCount;
    private final int rank;
    private final int stride;
    private final int rowsABlock; // a power of two
    private final int shift;
    private final float[][] blocks;

    FactorMatrix(int rowCount, int rank) {
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

    /** Row-major doubles, rounded. */
    static FactorMatrix from(double[] factors, int rowCount, int rank) {
        FactorMatrix rounded = new FactorMatrix(rowCount, rank);
        for (int row = 0; row < rowCount; row++) {
            for (int factor = 0; factor < rank; factor++) {
                rounded.set(row, factor, (float) factors[row * rank + factor]);
            }
        }
        return rounded;
    }

    int rowCount() {
        return rowCount;
    }

    int rank() {
        return rank;
    }

    int stride() {
        return stride;
    }

    /** The array that holds a row. */
    float[] block(int row) {
        return blocks[row >>> shift];
    }

    /** Where the row begins in its array. */
    int at(int row) {
        return (row & (rowsABlock - 1)) * stride;
    }

    void set(int row, int factor, float value) {
        block(row)[at(row) + factor] = value;
    }

    float get(int row, int factor) {
        return block(row)[at(row) + factor];
    }
}
