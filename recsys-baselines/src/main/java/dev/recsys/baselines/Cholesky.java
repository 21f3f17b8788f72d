package dev.recsys.baselines;

import dev.recsys.internal.run.CholeskyFactor;

/**
 * Solves small symmetric positive definite systems. Holds one matrix at a time; for one thread. Factoring costs size³ ÷ 6
 * multiplications, a solution size².
 */
final class Cholesky {
    private final int size;
    private final double[] matrix; // row-major; the lower triangle counts, then holds L
    private double least; // pivot: rounding must not make one 0 or negative

    Cholesky(int size) {
        this.size = size;
        this.matrix = new double[size * size];
    }

    int size() {
        return size;
    }

    /** Starts with a positive semidefinite matrix, of which the lower triangle counts, and something on its diagonal, above 0. Not modified. */
    void set(double[] start, double diagonal) {
        System.arraycopy(start, 0, matrix, 0, matrix.length);
        for (int f = 0; f < size; f++) {
            matrix[f * size + f] += diagonal;
        }
        least = diagonal / 2;
    }

    /** Adds a multiple of v·vᵀ, v at an offset. Not modified. */
    void add(double weight, float[] vectors, int offset) {
        addTo(matrix, size, weight, vectors, offset);
    }

    /** Adds a multiple of v·vᵀ to the lower triangle of a row-major matrix. Modified. */
    static void addTo(double[] matrix, int size, double weight, float[] vectors, int offset) {
        for (int row = 0; row < size; row++) {
            double scaled = weight * vectors[offset + row];
            int start = row * size;
            for (int column = 0; column <= row; column++) {
                matrix[start + column] += scaled * vectors[offset + column];
            }
        }
    }

    /** Factors what was set and added. */
    void factor() {
        CholeskyFactor.factor(matrix, size, least);
    }

    /** Solves for one right side. Modified: the solution. */
    void solve(double[] side) {
        for (int row = 0; row < size; row++) {
            double sum = side[row];
            for (int f = 0; f < row; f++) {
                sum -= matrix[row * size + f] * side[f];
            }
            side[row] = sum / matrix[row * size + row];
        }
        for (int row = size - 1; row >= 0; row--) {
            double value = side[row] / matrix[row * size + row];
            side[row] = value;
            for (int f = 0; f < row; f++) {
                side[f] -= matrix[row * size + f] * value;
            }
        }
    }
}
