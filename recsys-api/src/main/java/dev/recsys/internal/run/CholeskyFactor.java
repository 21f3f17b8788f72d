package dev.recsys.internal.run;

/**
 * Solves small symmetric positive definite systems by Cholesky's factor L, A = L·Lᵀ: row-major, the lower triangle alone in use. Sums run in
 * one order, so the bits are the same everywhere. Factoring costs size³ ÷ 6 multiplications, a solution size².
 */
public final class CholeskyFactor {
    private CholeskyFactor() {}

    /**
     * Factors.
     *
     * @param matrix the lower triangle, size × size; becomes L. Modified.
     * @param size rows and columns
     * @param least the least square of a pivot, above 0: rounding must not make one 0 or negative
     */
    public static void factor(double[] matrix, int size, double least) {
        for (int row = 0; row < size; row++) {
            int start = row * size;
            for (int column = 0; column <= row; column++) {
                int other = column * size;
                double sum = matrix[start + column];
                for (int k = 0; k < column; k++) {
                    sum -= matrix[start + k] * matrix[other + k];
                }
                matrix[start + column] = row == column ? Math.sqrt(Math.max(sum, least)) : sum / matrix[other + column];
            }
        }
    }

    /**
     * Solves.
     *
     * @param lower L. Not modified.
     * @param side the right side; becomes the solution. Modified.
     * @param size rows and columns
     */
    public static void solve(double[] lower, double[] side, int size) {
        for (int row = 0; row < size; row++) {
            double sum = side[row];
            for (int k = 0; k < row; k++) {
                sum -= lower[row * size + k] * side[k];
            }
            side[row] = sum / lower[row * size + row];
        }
        for (int row = size - 1; row >= 0; row--) {
            double sum = side[row];
            for (int k = row + 1; k < size; k++) {
                sum -= lower[k * size + row] * side[k];
            }
            side[row] = sum / lower[row * size + row];
        }
    }
}
