package dev.recsys.als.internal.solve;

/** Arithmetic on rows of row-major doubles. Thread-safe: no state. */
public final class RowVectors {
    private RowVectors() {}

    /**
     * A dot product, its terms added in ascending order.
     *
     * @param a one array. Not modified.
     * @param atA where its row begins
     * @param b the other. Not modified.
     * @param atB where its row begins
     * @param length elements a row
     * @return a·b
     */
    public static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[atA + i] * b[atB + i];
        }
        return sum;
    }
}
