package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.ConjugateGradient.Accuracy;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.BitSet;

/** A half-sweep for some rows only, exactly solved, the other side as it is. */
public final class HalfSweep {
    private static final int ROWS_A_RANGE = 128;

    private HalfSweep() {}

    /**
     * Solves for rows.
     *
     * @param rows the weighted matrix, one row a row to solve
     * @param which the rows to solve. Not modified.
     * @param fixed the factors of the columns; columns without factors have zeros. Not modified.
     * @param solved gets the factors of the rows; the others stay. Modified.
     * @param loss what to minimise
     * @param ofColumns the targets, if columns are items
     * @param ofRows the targets, if rows are items
     * @param kernels the inner loops
     * @param workers the threads to use
     * @throws IllegalStateException if a system can't be solved
     */
    public static void solve(
            InteractionMatrix rows,
            BitSet which,
            FactorMatrix fixed,
            FactorMatrix solved,
            AlsLoss loss,
            Targets ofColumns,
            Targets ofRows,
            Kernels kernels,
            Workers workers) {
        double[] gram = Gram.of(fixed, kernels, workers);
        int[] chosen = which.stream().toArray();
        ThreadLocal<RowSolver> solvers = ThreadLocal.withInitial(() -> new RowSolver(
                fixed,
                gram,
                null,
                loss,
                ofColumns,
                ofRows,
                kernels,
                SolverKind.EXACT,
                Accuracy.FLOAT,
                new WayCounts()));
        workers.forRanges(chosen.length, ROWS_A_RANGE, (range, from, to) -> {
            for (int i = from; i < to; i++) {
                try {
                    solvers.get().solve(rows, chosen[i], solved);
                } catch (ArithmeticException e) {
                    throw new IllegalStateException(
                            "the update met a system without finite factors; smaller weights help", e);
                }
            }
        });
    }
}
