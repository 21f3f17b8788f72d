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

    /**
     * Whether there is no NaN and no infinity, with which iterations may not come to an end.
     *
     * @param values any numbers. Not modified.
     * @return true if all are finite
     */
    static boolean areFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
