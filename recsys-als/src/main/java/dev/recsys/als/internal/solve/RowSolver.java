package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.ConjugateGradient.Accuracy;
import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves for the factors of one row after another, each by the way that costs least: {@link PrimalSolver},
 * {@link DualSolver} or {@link ConjugateGradient}.
 *
 * <p>A system that floats can't solve is solved again in double precision, and with a greater ridge if need be, see
 * {@link DoubleSolver}, before the row is given up. Holds workspace: one thread at a time.
 */
final class RowSolver {
    private final RowSystem system;
    private final Kernels kernels;
    private @Nullable PrimalSolver primal; // two rank × rank arrays, so made when first needed
    private final DualSolver dual;
    private final ConjugateGradient iterative;
    private final SolverKind solver;
    private final Accuracy accuracy;
    private final float[] solution;
    private final WayCounts counts;

    /**
     * A solver of rows against fixed factors.
     *
     * @param fixed Y. Not modified.
     * @param gram YᵀY, rank × rank. Not modified.
     * @param diagonal of YᵀY, if that is diagonal, which all ways but the primal need. Not modified.
     * @param ofColumns the targets, if columns are items
     * @param ofRows the targets, if rows are items
     * @param accuracy of what is solved iteratively
     * @param counts gets every row
     */
    RowSolver(
            FactorMatrix fixed,
            double[] gram,
            double @Nullable [] diagonal,
            AlsLoss loss,
            Targets ofColumns,
            Targets ofRows,
            Kernels kernels,
            SolverKind solver,
            Accuracy accuracy,
            WayCounts counts) {
        this.system = new RowSystem(fixed, gram, diagonal, loss, ofColumns, ofRows);
        this.kernels = kernels;
        this.dual = new DualSolver(kernels, fixed.stride());
        this.iterative = new ConjugateGradient(kernels, fixed.stride(), accuracy);
        this.solver = solver;
        this.accuracy = accuracy;
        this.counts = counts;
        this.solution = new float[fixed.stride()];
    }

    /** How rows of a size are solved best if YᵀY is diagonal and no cell weighs less than an unobserved one. */
    static Way best(int size, int rank, SolverKind solver, Accuracy accuracy) {
        double primal = PrimalSolver.cost(size, rank);
        double dual = DualSolver.cost(size, rank);
        double iterative = ConjugateGradient.cost(size, rank, accuracy);
        return switch (solver) {
            case ITERATIVE -> Way.ITERATIVE;
            case TUNED -> iterative < Math.min(primal, dual) ? Way.ITERATIVE : dual < primal ? Way.DUAL : Way.PRIMAL;
            case EXACT, REFERENCE -> dual < primal ? Way.DUAL : Way.PRIMAL;
        };
    }

    /** Multiply-adds for a row of a size. */
    static double cost(Way way, int size, int rank, Accuracy accuracy) {
        return switch (way) {
            case PRIMAL -> PrimalSolver.cost(size, rank);
            case DUAL -> DualSolver.cost(size, rank);
            case ITERATIVE -> ConjugateGradient.cost(size, rank, accuracy);
        };
    }

    /**
     * Solves for a row.
     *
     * @param rows the matrix
     * @param row the row
     * @param out gets the factors. Modified.
     * @return the row's part of the objective: Σ over S of c·(t − x·y)² + α₀ · Σ over the rest of (x·y)² + ridge · |x|²
     * @throws ArithmeticException if no way leads to finite factors
     */
    double solve(InteractionMatrix rows, int row, FactorMatrix out) {
        if (rows.rowSize(row) == 0) {
            Arrays.fill(out.row(row), 0);
            return 0;
        }
        system.read(rows, row);
        return solve(out.row(row));
    }

    /**
     * Solves for a row, from the factors it has where it is solved iteratively.
     *
     * @param rows the matrix
     * @param row the row
     * @param out has the factors of the sweep before, in the basis of the fixed ones, and gets those of this one. Modified.
     * @return as above
     * @throws ArithmeticException if no way leads to finite factors
     */
    double improve(InteractionMatrix rows, int row, FactorMatrix out) {
        if (rows.rowSize(row) == 0) {
            return solve(rows, row, out);
        }
        system.read(rows, row);
        float[] factors = out.row(row);
        if (way() == Way.ITERATIVE) {
            System.arraycopy(factors, 0, solution, 0, solution.length);
            if (iterative.improve(system, solution) && isFinite(solution)) {
                counts.add(Way.ITERATIVE);
                System.arraycopy(solution, 0, factors, 0, solution.length);
                return system.constant() - iterative.fitted();
            }
        }
        return solve(factors);
    }

    private double solve(float[] out) {
        double part = solve();
        System.arraycopy(solution, 0, out, 0, solution.length);
        return part;
    }

    /**
     * Solves for a row outside of any matrix; {@link #solution} then has the factors.
     *
     * @param held the row's columns. Not modified.
     * @param w their weights. Not modified.
     * @param size how many of both count
     * @return as above
     * @throws ArithmeticException if no way leads to finite factors
     */
    double solve(int[] held, float[] w, int size) {
        system.read(held, w, size);
        return solve();
    }

    /** The factors solved last, padded with 0; overwritten by the next. */
    float[] solution() {
        return solution;
    }

    private double solve() {
        Way way = way();
        counts.add(way);
        boolean solved = switch (way) {
            case PRIMAL -> primal().solve(system, solution);
            case DUAL -> dual.solve(system, solution);
            case ITERATIVE -> iterative.solve(system, solution);
        };
        boolean inFloats = solved && isFinite(solution);
        if (!inFloats && !system.solveInDoubles(solution)) {
            throw new ArithmeticException("no finite factors");
        }
        // Σct² − 2bᵀx + xᵀAx = Σct² − (b + r)ᵀx with r = b − Ax, which is 0 unless the row was solved iteratively.
        boolean iterated = inFloats && way == Way.ITERATIVE;
        return system.constant() - (iterated ? iterative.fitted() : dot(system.right(), solution, system.rank()));
    }

    private static double dot(float[] left, float[] right, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    private PrimalSolver primal() {
        PrimalSolver made = primal;
        if (made == null) {
            made = new PrimalSolver(system, kernels);
            primal = made;
        }
        return made;
    }

    private Way way() {
        if (!system.isDiagonal()) {
            return Way.PRIMAL;
        }
        Way best = best(system.size(), system.rank(), solver, accuracy);
        if (best != Way.DUAL || !system.isLighter()) {
            return best;
        }
        // The dual's roots need D ≥ 0.
        boolean iterates = solver == SolverKind.TUNED
                && ConjugateGradient.cost(system.size(), system.rank(), accuracy)
                        < PrimalSolver.cost(system.size(), system.rank());
        return iterates ? Way.ITERATIVE : Way.PRIMAL;
    }

    private static boolean isFinite(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += 0 * value; // NaN for NaN and infinities
        }
        return sum == 0;
    }
}
