package dev.recsys.als.internal.solve;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * The primal system of one row in double precision, for rows that floats can't solve. One that doubles can't solve gets ten
 * times the ridge, up to a thousand times; then a share of the diagonal beside it, up to all of it. One thread at a time.
 */
final class DoubleSolver {
    /** The most ridges to try. */
    static final int ATTEMPTS = 19;

    private static final int MULTIPLES = 4; // of the ridge: 1, 10, 100 and 1000
    private static final double LEAST_SHARE = 1e-14; // of the diagonal's greatest number; the last share is all of it

    private final int rank;
    private final DMatrixRMaj system;
    private final DMatrixRMaj rightSide;
    private final DMatrixRMaj solution;
    private double greatest; // on the diagonal of the system solved last

    DoubleSolver(int rank) {
        this.rank = rank;
        this.system = new DMatrixRMaj(rank, rank);
        this.rightSide = new DMatrixRMaj(rank, 1);
        this.solution = new DMatrixRMaj(rank, 1);
    }

    /** The ridge of an attempt, the first being number 0 and made with the ridge itself. */
    double ridge(int attempt, double ridge) {
        double grown = ridge;
        for (int times = 1; times < MULTIPLES && times <= attempt; times++) {
            grown *= 10;
        }
        if (attempt < MULTIPLES) {
            return grown;
        }
        double share = LEAST_SHARE;
        for (int times = MULTIPLES; times < attempt; times++) {
            share *= 10;
        }
        return grown + share * greatest;
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

    void add(float[] y, double confidence, double target, double unobservedWeight) {
        for (int i = 0; i < rank; i++) {
            rightSide.data[i] += confidence * target * y[i];
            double scaled = (confidence - unobservedWeight) * y[i];
            for (int j = 0; j < rank; j++) {
                system.data[i * rank + j] += scaled * y[j];
            }
        }
    }

    /** The system's inverse applied to padded float factors; null if that is not possible or not finite. */
    double @Nullable [] solveFor(float[] y) {
        LinearSolverDense<DMatrixRMaj> cholesky = factorized();
        if (cholesky == null) {
            return null;
        }
        for (int i = 0; i < rank; i++) {
            rightSide.data[i] = y[i];
        }
        cholesky.solve(rightSide, solution);
        for (double value : solution.data) {
            if (!Double.isFinite(value)) {
                return null;
            }
        }
        return solution.data.clone();
    }

    private @Nullable LinearSolverDense<DMatrixRMaj> factorized() {
        greatest = 0;
        for (int i = 0; i < rank; i++) {
            greatest = Math.max(greatest, Math.abs(system.data[i * rank + i]));
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(rank);
        return cholesky.setA(system) ? cholesky : null;
    }

    /** Solves into {@code out}, which is modified; false if that is not possible or not finite. */
    boolean solve(float[] out) {
        LinearSolverDense<DMatrixRMaj> cholesky = factorized();
        if (cholesky == null) {
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
