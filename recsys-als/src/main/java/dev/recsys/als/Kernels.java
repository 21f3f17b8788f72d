package dev.recsys.als;

/**
 * The inner loops of ALS on floats. Every implementation gives the same bits: each element of a result is made by the same
 * chain of fused multiply-adds in the same order, and sums across a row are kept in {@value #STRIPES} stripes that are
 * added in one order. Rows have {@code stride} floats, a multiple of {@value #STRIPES}; what lies behind the rank is 0 and stays
 * 0. Systems to solve are flat and row-major; rows that are summed up are an array each, so that a loop over them has one index,
 * without which no just-in-time compiler vectorises it. Thread-safe: no state.
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
     * @param scaled at least count rows of at least stride. Not modified.
     * @param rows at least count rows of at least stride. Not modified.
     * @param a stride × stride. Modified.
     */
    void rankUpdate(float[][] scaled, float[][] rows, int count, float[] a, int first, int stride);

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
     * @param rows rows of at least stride, from row {@code rowsAt} on. Not modified.
     * @param out {@code stride} sums, from 0 on. Modified.
     */
    void addRows(float[] weights, int weightsAt, float[][] rows, int rowsAt, int count, float[] out, int stride);

    /**
     * A sum of outer products with a vector: {@code out[j] += Σ over k of weights[k] · (rows[k]·p) · rows[k][j]}, k ascending,
     * each dot product striped.
     *
     * @param weights {@code count} of them, from {@code weightsAt} on. Not modified.
     * @param rows rows of at least stride, from row {@code rowsAt} on. Not modified.
     * @param p {@code stride} elements. Not modified.
     * @param scratch at least {@value #STRIPES} × count. Modified.
     * @param out {@code stride} sums, from 0 on. Modified.
     */
    void addProjections(
            float[] weights,
            int weightsAt,
            float[][] rows,
            int rowsAt,
            int count,
            float[] p,
            float[] scratch,
            float[] out,
            int stride);

    /** {@code out[i] = scale · x[i] + out[i]} for {@code length} elements, a multiple of 16. {@code out} is modified. */
    void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length);

    /** The striped dot product of {@code length} elements, a multiple of 16. Neither array is modified. */
    float dot(float[] x, int xAt, float[] y, int yAt, int length);

    /**
     * Scores of a block of users and a panel of items: {@code out[i][j] = Σ over k of left[k][i] · right[k][j]}, k ascending
     * from 0, so that an element has the bits that {@link #addRows} gives it.
     *
     * @param left count × rows, rows a multiple of 4. Not modified.
     * @param right at least count rows of width, a multiple of 64. Not modified.
     * @param out rows × width. Modified.
     */
    void product(float[] left, int rows, float[][] right, int count, float[] out, int width);

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
        return sum(stripes, 0);
    }

    /** Adds 16 partial sums that begin at a place. */
    static float sum(float[] stripes, int at) {
        float even = pair(stripes, at) + pair(stripes, at + 2);
        float odd = pair(stripes, at + 1) + pair(stripes, at + 3);
        return even + odd;
    }

    private static float pair(float[] stripes, int at) {
        return (stripes[at] + stripes[at + 8]) + (stripes[at + 4] + stripes[at + 12]);
    }
}
