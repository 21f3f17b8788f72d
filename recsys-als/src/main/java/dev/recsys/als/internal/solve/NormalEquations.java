package dev.recsys.als.internal.solve;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Solves for the factors of one row x, given those of the other side Y: (α₀·YᵀY + Yₛᵀ·(C − α₀)·Yₛ + ridge·I)·x =
 * Yₛᵀ·(c·t), by Cholesky. Holds workspace: one thread at a time.
 */
final class NormalEquations {
    private final int rank;
    private final AlsLoss loss;
    private final DMatrixRMaj system;
    private final DMatrixRMaj rightSide;
    private final DMatrixRMaj solution;
    private final LinearSolverDense<DMatrixRMaj> cholesky;

    NormalEquations(int rank, AlsLoss loss) {
        this.rank = rank;
        this.loss = loss;
        this.system = new DMatrixRMaj(rank, rank);
        this.rightSide = new DMatrixRMaj(rank, 1);
        this.solution = new DMatrixRMaj(rank, 1);
        this.cholesky = LinearSolverFactory_DDRM.chol(rank);
    }

    /** YᵀY of row-major factors, count × rank. */
    static DMatrixRMaj gram(double[] factors, int count, int rank) {
        DMatrixRMaj y = DMatrixRMaj.wrap(count, rank, factors);
        DMatrixRMaj gram = new DMatrixRMaj(rank, rank);
        CommonOps_DDRM.multInner(y, gram);
        return gram;
    }

    /**
     * Sets the system up and factorises it.
     *
     * @param gram YᵀY. Not modified.
     * @param factors Y, row-major, count × rank. Not modified.
     * @param count rows of Y
     * @param columns the rows of Y in S. Not modified.
     * @param weights w. Not modified.
     * @param targets t of S, where the rows of Y are items
     * @param target t of the row, where it is an item
     * @return false if the system is not positive definite in floating point
     */
    boolean prepare(
            DMatrixRMaj gram,
            double[] factors,
            int count,
            int[] columns,
            float[] weights,
            Targets targets,
            double target) {
        double[] a = system.data;
        double[] b = rightSide.data;
        for (int i = 0; i < a.length; i++) {
            a[i] = loss.unobservedWeight() * gram.data[i];
        }
        Arrays.fill(b, 0);
        for (int s = 0; s < columns.length; s++) {
            double c = loss.confidence(weights[s]);
            double extra = c - loss.unobservedWeight();
            double pull = c * targets.of(columns[s]) * target;
            int y = columns[s] * rank;
            for (int i = 0; i < rank; i++) {
                double yi = factors[y + i];
                b[i] += pull * yi;
                double scaled = extra * yi;
                for (int j = 0; j < rank; j++) {
                    a[i * rank + j] += scaled * factors[y + j];
                }
            }
        }
        double ridge = loss.ridge(columns.length, count, target);
        for (int i = 0; i < rank; i++) {
            a[i * rank + i] += ridge;
        }
        return cholesky.setA(system);
    }

    /** After {@link #prepare}: x, into {@code out} from {@code at} on. */
    void solve(double[] out, int at) {
        cholesky.solve(rightSide, solution);
        System.arraycopy(solution.data, 0, out, at, rank);
    }
}
