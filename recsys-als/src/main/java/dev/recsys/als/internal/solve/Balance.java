package dev.recsys.als.internal.solve;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Balances the two sides between sweeps. For any invertible T the factors X·T and Y·T⁻ᵀ give the same scores, but not the
 * same penalty; alternating solves move along that direction very slowly when one side has far more rows than the other.
 * With P = Σ ridge·xxᵀ = LLᵀ, Q = Σ ridge·yyᵀ and LᵀQL = U·S²·Uᵀ, the penalty is least, 2·trace(S), for T = L⁻ᵀ·U·S^½, so
 * that Y is to be multiplied by T⁻ᵀ = L·U·S^-½, and X by T where the next half-sweep starts from it.
 */
final class Balance {
    private final int rank;
    private final DMatrixRMaj lower; // L
    private final double[] ofItems;
    private final double[] stretched; // U·S^½, rank × rank, row-major

    private Balance(int rank, DMatrixRMaj lower, double[] ofItems, double[] stretched) {
        this.rank = rank;
        this.lower = lower;
        this.ofItems = ofItems;
        this.stretched = stretched;
    }

    /**
     * Finds the balance.
     *
     * @param p Σ ridge·xxᵀ, rank × rank. Not modified.
     * @param q Σ ridge·yyᵀ, rank × rank. Not modified.
     * @return null if there is none in floating point, and then things may stay as they are
     */
    static @Nullable Balance of(double[] p, double[] q, int rank) {
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(rank, true);
        if (!cholesky.decompose(lifted(p, rank))) {
            return null;
        }
        DMatrixRMaj lower = cholesky.getT(null);
        DMatrixRMaj half = new DMatrixRMaj(rank, rank);
        DMatrixRMaj inner = new DMatrixRMaj(rank, rank);
        CommonOps_DDRM.multTransA(lower, lifted(q, rank), half);
        CommonOps_DDRM.mult(half, lower, inner);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
        if (!RowVectors.areFinite(inner.data) || !eigen.decompose(inner)) {
            return null;
        }
        double[] ofItems = new double[rank * rank];
        double[] stretched = new double[rank * rank];
        for (int e = 0; e < rank; e++) {
            double square = eigen.getEigenvalue(e).getReal();
            if (!(square > 0) || !Double.isFinite(square)) {
                return null;
            }
            double scale = 1 / Math.sqrt(Math.sqrt(square)); // S^-½, where the eigenvalue is S²
            DMatrixRMaj u = eigen.getEigenVector(e);
            for (int i = 0; i < rank; i++) {
                double sum = 0;
                for (int k = 0; k <= i; k++) {
                    sum += lower.get(i, k) * u.get(k);
                }
                ofItems[i * rank + e] = sum * scale;
                stretched[i * rank + e] = u.get(i) / scale;
            }
        }
        return new Balance(rank, lower, ofItems, stretched);
    }

    /** T⁻ᵀ, what Y is to be multiplied with: rank × rank, row-major. Not to be modified. */
    double[] ofItems() {
        return ofItems;
    }

    /** T, what X is to be multiplied with, by solving Lᵀ·T = U·S^½ from the last row on: rank × rank, row-major, a new array. */
    double[] ofUsers() {
        double[] result = stretched.clone();
        for (int i = rank - 1; i >= 0; i--) {
            for (int k = i + 1; k < rank; k++) {
                double factor = lower.get(k, i);
                for (int e = 0; e < rank; e++) {
                    result[i * rank + e] -= factor * result[k * rank + e];
                }
            }
            for (int e = 0; e < rank; e++) {
                result[i * rank + e] /= lower.get(i, i);
            }
        }
        return result;
    }

    /** The matrix with a little on the diagonal, so that directions nobody uses don't end the decomposition. */
    private static DMatrixRMaj lifted(double[] matrix, int rank) {
        DMatrixRMaj lifted = new DMatrixRMaj(rank, rank);
        System.arraycopy(matrix, 0, lifted.data, 0, rank * rank);
        double trace = 0;
        for (int i = 0; i < rank; i++) {
            trace += matrix[i * rank + i];
        }
        for (int i = 0; i < rank; i++) {
            lifted.data[i * rank + i] += 1e-5 * trace / rank;
        }
        return lifted;
    }

    /** Multiplies row-major factors, count × rank, with a rank × rank matrix. */
    static double[] apply(double[] factors, int count, double[] matrix, int rank) {
        double[] result = new double[factors.length];
        for (int row = 0; row < count; row++) {
            for (int k = 0; k < rank; k++) {
                double value = factors[row * rank + k];
                for (int f = 0; f < rank; f++) {
                    result[row * rank + f] += value * matrix[k * rank + f];
                }
            }
        }
        return result;
    }

    /** Adds ridge·yyᵀ for one row of factors to a rank × rank sum. */
    static void add(double[] sum, double ridge, double[] factors, int at, int rank) {
        for (int i = 0; i < rank; i++) {
            double scaled = ridge * factors[at + i];
            for (int j = 0; j < rank; j++) {
                sum[i * rank + j] += scaled * factors[at + j];
            }
        }
    }
}
