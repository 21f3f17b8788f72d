package dev.recsys.als.internal.solve;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The primal system of one row in double precision, for rows that floats can't solve. One thread at a time. */
final class DoubleSolver {
    private final int rank;
    private final DMatrixRMaj system;
    private final DMatrixRMaj rightSide;
    private final DMatrixRMaj solution;

    DoubleSolver(int rank) {
        this.rank = rank;
        this.system = new DMatrixRMaj(rank, rank);
        this.rightSide = new DMatrixRMaj(rank, 1);
        this.solution = new DMatrixRMaj(rank, 1);
    }

    void start(double[] gram, double unobservedWeight, double ridge) {
        for (int i = 0; i < rank * rank; i++) {
            system.data[i] = unobservedWeight * gram[i];
        }
        for (int i = 0; i < rank; i++) {
            system.data[i * rank + i] += ridge;
        }
        Arrays.fill(rightSide.data, 0);
    }

    void add(float[] y, int at, double confidence, double unobservedWeight) {
        for (int i = 0; i < rank; i++) {
            rightSide.data[i] += confidence * y[at + i];
            double scaled = (confidence - unobservedWeight) * y[at + i];
            for (int j = 0; j < rank; j++) {
                system.data[i * rank + j] += scaled * y[at + j];
            }
        }
    }

    /** The system's inverse applied to padded float factors. */
    double[] solveFor(float[] y, int at) {
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(rank);
        if (!cholesky.setA(system)) {
            throw new IllegalStateException("the user's holdings give a system that can't be solved");
        }
        for (int i = 0; i < rank; i++) {
            rightSide.data[i] = y[at + i];
        }
        cholesky.solve(rightSide, solution);
        return solution.data.clone();
    }

    /** Solves into {@code out}, which is modified; false if that is not possible or not finite. */
    boolean solve(float[] out) {
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(rank);
        if (!cholesky.setA(system)) {
            return false;
        }
        cholesky.solve(rightSide, solution);
        Arrays.fill(out, 0);
        for (int i = 0; i < rank; i++) {
            out[i] = (float) solution.data[i];
            if (!Float.isFinite(out[i])) {
                return false;
            }
        }
        return true;
    }
}
