package dev.recsys.als;

import dev.recsys.spi.Workers;
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

    private Basis() {}

    /**
     * Turns the factors.
     *
     * @param y the factors. Modified.
     * @param gram YᵀY, rank × rank. Not modified.
     * @return the diagonal of the turned YᵀY, at least 0, padded with 0; null if the decomposition fails, and then the
     *     factors are as they were
     */
    static double @Nullable [] turn(FactorMatrix y, double[] gram, Kernels kernels, Workers workers) {
        int rank = y.rank();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(rank, rank, gram.clone()))) {
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
        return diagonal;
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
        float[][] padded = new float[rank][stride];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                padded[i][j] = (float) matrix[i * rank + j];
            }
        }
        workers.forRanges(y.rowCount(), ROWS_A_RANGE, (range, from, to) -> {
            float[] product = new float[stride];
            for (int row = from; row < to; row++) {
                Arrays.fill(product, 0);
                kernels.addRows(y.block(row), y.at(row), padded, 0, rank, product, stride);
                System.arraycopy(product, 0, y.block(row), y.at(row), stride);
            }
        });
    }
}
