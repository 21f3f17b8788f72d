package dev.recsys.als.internal.kernel;

/**
 * The inner loops of ALS on floats. Every implementation gives the same bits: each element of a result is made by the same
 * chain of fused multiply-adds in the same order, and sums across a row are kept in {@value #STRIPES} stripes that are
 * added in one order. Rows have {@code stride} floats, a multiple of {@value #STRIPES}; what lies behind the rank is 0 and stays
 * 0. Systems to solve are flat and row-major; rows that are summed up are an array each, so that a loop over them has one index,
 * without which no just-in-time compiler vectorises it. Thread-safe: no state.
 */
public interface Kernels {
    /** Floats a row is padded to a multiple of, and partial sums of a dot product. */
    int STRIPES = 16;

    /**
     * What the log and the model's notes call it.
     *
     * @return a short name
     */
    String name();

    /**
     * A symmetric update with {@code count} rows: {@code a[i][j] += Σ over k of scaled[k][i] · rows[k][j]}, k ascending, for
     * rows i in {@code first..stride-1}, first a multiple of 16, and all j from the multiple of 16 at or below i on.
     *
     * @param scaled at least count rows of at least stride. Not modified.
     * @param rows at least count rows of at least stride. Not modified.
     * @param count how many rows to add
     * @param a stride × stride. Modified.
     * @param first the first row to update, a multiple of 16
     * @param stride floats a row
     */
    void rankUpdate(float[][] scaled, float[][] rows, int count, float[] a, int first, int stride);

    /**
     * Finishes 16 rows of a Cholesky factor right of their diagonal block: for columns {@code left..stride-1} and rows p =
     * 0..15 in turn, {@code a[p][j] = (a[p][j] − Σ over q < p of u[q][p]·a[q][j]) · inverses[p]}, q ascending.
     *
     * @param a stride × stride; row p is row {@code block + p}, and u its finished diagonal block. Modified.
     * @param inverses 1 ÷ the 16 diagonal elements. Not modified.
     * @param block the first of the 16 rows
     * @param left the first column to finish
     * @param stride floats a row
     */
    void finishRows(float[] a, float[] inverses, int block, int left, int stride);

    /**
     * A weighted sum of rows: {@code out[j] += Σ over k of weights[k] · rows[k][j]}, k ascending.
     *
     * @param weights {@code count} of them, from {@code weightsAt} on. Not modified.
     * @param weightsAt where the weights begin
     * @param rows rows of at least stride, from row {@code rowsAt} on. Not modified.
     * @param rowsAt the first row
     * @param count how many rows to add
     * @param out {@code stride} sums, from 0 on. Modified.
     * @param stride floats a row
     */
    void addRows(float[] weights, int weightsAt, float[][] rows, int rowsAt, int count, float[] out, int stride);

    /**
     * The striped dot products of rows with a vector: {@code scratch[k] = rows[k]·p}.
     *
     * @param rows rows of at least stride, from row {@code rowsAt} on. Not modified.
     * @param rowsAt the first row
     * @param count how many rows
     * @param p {@code stride} elements. Not modified.
     * @param scratch at least {@value #STRIPES} × count; the first {@code count} get the products. Modified.
     * @param stride floats a row
     */
    void project(float[][] rows, int rowsAt, int count, float[] p, float[] scratch, int stride);

    /**
     * A sum of outer products with a vector: {@code out[j] += Σ over k of weights[k] · (rows[k]·p) · rows[k][j]}, k ascending,
     * each dot product striped.
     *
     * @param weights {@code count} of them, from {@code weightsAt} on. Not modified.
     * @param weightsAt where the weights begin
     * @param rows rows of at least stride, from row {@code rowsAt} on. Not modified.
     * @param rowsAt the first row
     * @param count how many rows to add
     * @param p {@code stride} elements. Not modified.
     * @param scratch at least {@value #STRIPES} × count. Modified.
     * @param out {@code stride} sums, from 0 on. Modified.
     * @param stride floats a row
     */
    default void addProjections(
            float[] weights,
            int weightsAt,
            float[][] rows,
            int rowsAt,
            int count,
            float[] p,
            float[] scratch,
            float[] out,
            int stride) {
        project(rows, rowsAt, count, p, scratch, stride);
        for (int k = 0; k < count; k++) {
            scratch[k] *= weights[weightsAt + k];
        }
        addRows(scratch, 0, rows, rowsAt, count, out, stride);
    }

    /**
     * {@code out[i] = scale · x[i] + out[i]}.
     *
     * @param scale what to multiply with
     * @param x the elements to add. Not modified.
     * @param xAt where they begin
     * @param out the sums. Modified.
     * @param outAt where they begin
     * @param length how many elements, a multiple of 16
     */
    void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length);

    /**
     * The striped dot product.
     *
     * @param x one vector. Not modified.
     * @param xAt where it begins
     * @param y the other. Not modified.
     * @param yAt where it begins
     * @param length how many elements, a multiple of 16
     * @return x·y
     */
    float dot(float[] x, int xAt, float[] y, int yAt, int length);

    /**
     * Scores of a block of users and a panel of items: {@code out[i][j] = Σ over k of left[k][i] · right[k][j]}, k ascending
     * from 0, so that an element has the bits that {@link #addRows} gives it.
     *
     * @param left count × rows. Not modified.
     * @param rows the users, a multiple of 4
     * @param right at least count rows of width. Not modified.
     * @param count the rank
     * @param out rows × width. Modified.
     * @param width the items, a multiple of 64
     */
    void product(float[] left, int rows, float[][] right, int count, float[] out, int width);

    /**
     * Whether any of {@code length} values, a multiple of 64, is not below {@code threshold}; NaN is not.
     *
     * @param values the scores. Not modified.
     * @param at where they begin
     * @param length how many, a multiple of 64
     * @param threshold the least value to look for
     * @return whether there is one
     */
    boolean reaches(float[] values, int at, int length, float threshold);

    /**
     * The least multiple of 16 that is not below a rank.
     *
     * @param rank at least 0
     * @return the padded rank
     */
    static int stride(int rank) {
        return (rank + STRIPES - 1) / STRIPES * STRIPES;
    }

    /**
     * Adds 16 partial sums in the one order all kernels use.
     *
     * @param stripes 16 sums. Not modified.
     * @return their sum
     */
    static float sum(float[] stripes) {
        return sum(stripes, 0);
    }

    /**
     * Adds 16 partial sums that begin at a place.
     *
     * @param stripes the sums. Not modified.
     * @param at where they begin
     * @return their sum
     */
    static float sum(float[] stripes, int at) {
        float even = pair(stripes, at) + pair(stripes, at + 2);
        float odd = pair(stripes, at + 1) + pair(stripes, at + 3);
        return even + odd;
    }

    private static float pair(float[] stripes, int at) {
        return (stripes[at] + stripes[at + 8]) + (stripes[at + 4] + stripes[at + 12]);
    }
}
