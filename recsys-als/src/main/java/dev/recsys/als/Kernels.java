package dev.recsys.als;

/**
 * The inner loops of ALS on floats. Every implementation gives the same bits: each element of a result is made by the same
 * chain of fused multiply-adds in the same order, and sums across a row are kept in {@value #STRIPES} stripes that are
 * added in one order. Matrices are row-major with rows of {@code stride} floats, a multiple of {@value #STRIPES}; what lies
 * behind the rank is 0 and stays 0. Thread-safe: no state.
 */
interface Kernels {
    /** Floats a row is padded to a multiple of, and partial sums of a dot product. */
    int STRIPES = 16;

    /** What the log and the model's notes call it. */
    String name();

    /**
     * A symmetric update with {@code count} rows: {@code a[i][j] += Σ over k of scaled[k][i] · rows[k][j]}, k ascending, for
     * rows i in {@code first..stride-1}, first a multiple of 16, and all j from the multiple of 16 at or below i on.
     *
     * @param scaled count × stride, from {@code scaledAt} on. Not modified.
     * @param rows count × stride, from {@code rowsAt} on. Not modified.
     * @param a stride × stride. Modified.
     */
    void rankUpdate(
            float[] scaled, int scaledAt, float[] rows, int rowsAt, int count, float[] a, int first, int stride);

    /**
     * Finishes 16 rows of a Cholesky factor right of their diagonal block: for columns {@code left..stride-1} and rows p =
     * 0..15 in turn, {@code a[p][j] = (a[p][j] − Σ over q < p of u[q][p]·a[q][j]) · inverses[p]}, q ascending.
     *
     * @param a stride × stride; row p is row {@code block + p}, and u its finished diagonal block. Modified.
     * @param inverses 1 ÷ the 16 diagonal elements. Not modified.
     */
    void finishRows(float[] a, float[] inverses, int block, int left, int stride);

    /**
     * A weighted sum of rows: {@code out[j] += Σ over k of weights[k] · rows[k][j]}, k ascending.
     *
     * @param weights {@code count} of them, from {@code weightsAt} on. Not modified.
     * @param rows count × stride, from 0 on. Not modified.
     * @param out {@code stride} sums, from 0 on. Modified.
     */
    void addRows(float[] weights, int weightsAt, float[] rows, int count, float[] out, int stride);

    /** {@code out[i] = scale · x[i] + out[i]} for {@code length} elements, a multiple of 16. {@code out} is modified. */
    void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length);

    /** The striped dot product of {@code length} elements, a multiple of 16. Neither array is modified. */
    float dot(float[] x, int xAt, float[] y, int yAt, int length);

    /**
     * Scores of a block of users and a panel of items: {@code out[i][j] = Σ over k of left[k][i] · right[k][j]}, k ascending
     * from 0, so that an element has the bits that {@link #addRows} gives it.
     *
     * @param left count × rows, rows a multiple of 4. Not modified.
     * @param right count × width, width a multiple of 64. Not modified.
     * @param out rows × width. Modified.
     */
    void product(float[] left, int rows, float[] right, int count, float[] out, int width);

    /**
     * Whether any of {@code length} values, a multiple of 64, is not below {@code threshold}; NaN is not.
     *
     * @param values read from {@code at} on. Not modified.
     */
    boolean reaches(float[] values, int at, int length, float threshold);

    /** The least multiple of 16 that is not below a rank. */
    static int stride(int rank) {
        return (rank + STRIPES - 1) / STRIPES * STRIPES;
    }

    /** Adds 16 partial sums in the one order all kernels use. */
    static float sum(float[] stripes) {
        float sum = 0;
        for (int i = 0; i < STRIPES; i += 4) {
            sum += (stripes[i] + stripes[i + 1]) + (stripes[i + 2] + stripes[i + 3]);
        }
        return sum;
    }
}
