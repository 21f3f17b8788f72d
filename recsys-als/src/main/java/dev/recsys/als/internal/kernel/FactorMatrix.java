package dev.recsys.als.internal.kernel;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;

/**
 * Factors of many rows as floats, each row an array of its own, padded to a multiple of 16: kernels read it where it is, and rows ×
 * rank may pass 2<sup>31</sup>. Mutable; rows may be written by different threads.
 */
public final class FactorMatrix {
    /** Bytes a row takes beside its floats: the head of its array, and the reference. */
    public static final int ROW_BYTES = 24;

    private final int rank;
    private final int stride;
    private final float[][] rows;

    /**
     * Factors of zeros.
     *
     * @param rowCount at least 0
     * @param rank at least 1
     */
    public FactorMatrix(int rowCount, int rank) {
        this.rows = new float[Checks.atLeast(rowCount, 0, "rowCount")][];
        this.rank = Checks.atLeast(rank, 1, "rank");
        this.stride = Kernels.stride(rank);
        for (int row = 0; row < rowCount; row++) {
            rows[row] = new float[stride];
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
        return rows.length;
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
     * The factors of a row.
     *
     * @param row the row
     * @return the array itself, {@link #stride} long
     */
    public float[] row(int row) {
        return rows[row];
    }

    /**
     * Sets a factor.
     *
     * @param row the row
     * @param factor below the rank
     * @param value the factor
     */
    public void set(int row, int factor, float value) {
        rows[row][factor] = value;
    }

    /**
     * A factor.
     *
     * @param row the row
     * @param factor below the rank
     * @return its value
     */
    public float get(int row, int factor) {
        return rows[row][factor];
    }

    /** Sets all factors to 0. */
    public void clear() {
        for (float[] row : rows) {
            Arrays.fill(row, 0);
        }
    }
}
