package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Turns factors into the basis in which YᵀY is diagonal. A turn of both sides changes no score; in that basis one
 * regularised inverse for every ridge is a division, which is what makes the dual cheap.
 */
final class Basis {
    private static final int ROWS_A_RANGE = 256;
    private static final int ROWS_A_PASS = 64; // so that the matrix is read once for as many rows
    private static final int WIDTH = 64; // what Kernels.product wants

    private Basis() {}

    /**
     * Turns the factors.
     *
     * @param y the factors. Modified.
     * @param gram YᵀY, rank × rank. Not modified.
     * @param along the factors of the other side, to be turned with them, if they are wanted. Modified.
     * @return the diagonal of the turned YᵀY, at least 0, padded with 0; null if the decomposition fails, and then the
     *     factors are as they were
     */
    static double @Nullable [] turn(
            FactorMatrix y, double[] gram, @Nullable FactorMatrix along, Kernels kernels, Workers workers) {
        int rank = y.rank();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
        if (!RowVectors.areFinite(gram) || !eigen.decompose(DMatrixRMaj.wrap(rank, rank, gram.clone()))) {
            return null;
        }
        double[] diagonal = new double[y.stride()];
        double[] vectors = new double[rank * rank]; // row i: what factor i gives to each new factor
        for (int j = 0; j < rank; j++) {
            diagonal[j] = Math.max(0, eigen.getEigenvalue(j).getReal());
            DMatrixRMaj vector = eigen.getEigenVector(j);
            for (int i = 0; i < rank; i++) {
                vectors[i * rank + j] = vector.get(i);
            }
        }
        multiply(y, vectors, kernels, workers);
        if (along != null) {
            multiply(along, vectors, kernels, workers);
        }
        return diagonal;
    }

    /** A matrix of its diagonal, rank × rank. */
    static double[] diagonalMatrix(double[] diagonal, int rank) {
        double[] matrix = new double[rank * rank];
        for (int i = 0; i < rank; i++) {
            matrix[i * rank + i] = diagonal[i];
        }
        return matrix;
    }

    /**
     * Multiplies each row of the factors with a matrix.
     *
     * @param y the factors. Modified.
     * @param matrix rank × rank, row-major. Not modified.
     */
    static void multiply(FactorMatrix y, double[] matrix, Kernels kernels, Workers workers) {
        int rank = y.rank();
        int stride = y.stride();
        int width = (stride + WIDTH - 1) / WIDTH * WIDTH;
        float[][] padded = new float[rank][width];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                padded[i][j] = (float) matrix[i * rank + j];
            }
        }
        workers.forRanges(y.rowCount(), ROWS_A_RANGE, (range, from, to) -> {
            float[] left = new float[rank * ROWS_A_PASS];
            float[] product = new float[ROWS_A_PASS * width];
            for (int first = from; first < to; first += ROWS_A_PASS) {
                int count = Math.min(ROWS_A_PASS, to - first);
                int rows = (count + 3) / 4 * 4;
                transpose(y, first, count, left, rows);
                kernels.product(left, rows, padded, rank, product, width);
                for (int row = 0; row < count; row++) {
                    System.arraycopy(product, row * width, y.row(first + row), 0, stride);
                }
            }
        });
    }

    /** Some rows of factors as columns, rank × rows; columns past the last are 0. {@code left} is modified. */
    private static void transpose(FactorMatrix y, int first, int count, float[] left, int rows) {
        Arrays.fill(left, 0, y.rank() * rows, 0);
        for (int row = 0; row < count; row++) {
            float[] factors = y.row(first + row);
            for (int f = 0; f < y.rank(); f++) {
                left[f * rows + row] = factors[f];
            }
        }
    }
}
