package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.ConjugateGradient.Accuracy;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Solves for users against fixed item factors in floats, which are turned into the basis in which YᵀY is diagonal so that a
 * user with few items is solved by the dual or by conjugate gradients. Solvers hold workspace, up to 16 · rank² bytes each; as
 * many are kept as there were calls at one time. Immutable but for those, and thread-safe.
 */
public final class FoldIn {
    private final AlsLoss loss;
    private final Targets targets;
    private final FactorMatrix items;
    private final double[] gram; // YᵀY
    private final boolean diagonal;
    private final Kernels kernels = KernelChoice.best();
    private final ConcurrentLinkedQueue<RowSolver> idle = new ConcurrentLinkedQueue<>();

    /**
     * Of factors turned before.
     *
     * @param loss what a user's factors minimise
     * @param targets what fits are drawn to
     * @param items the item factors. Kept.
     * @param gram YᵀY, rank × rank. Kept.
     * @param diagonal whether that is diagonal
     */
    public FoldIn(AlsLoss loss, Targets targets, FactorMatrix items, double[] gram, boolean diagonal) {
        this.loss = loss;
        this.targets = targets;
        this.items = items;
        this.gram = gram;
        this.diagonal = diagonal;
    }

    /**
     * Takes factors over and turns them.
     *
     * @param loss what a user's factors minimise
     * @param targets what fits are drawn to
     * @param items the item factors. Modified and kept.
     * @param kernels to turn them with
     * @param workers the threads to use
     * @return solvers against them
     */
    public static FoldIn turned(AlsLoss loss, Targets targets, FactorMatrix items, Kernels kernels, Workers workers) {
        double[] gram = Gram.of(items, kernels, workers);
        double[] squares = Basis.turn(items, gram, null, kernels, workers);
        return squares == null
                ? new FoldIn(loss, targets, items, gram, false)
                : new FoldIn(loss, targets, items, Basis.diagonalMatrix(squares, items.rank()), true);
    }

    /**
     * Solves for some users.
     *
     * @param held their items. Not modified.
     * @param weights their weights. Not modified.
     * @param count how many users
     * @param users gets each one's factors in a new array, padded with 0. Modified.
     * @throws IllegalStateException if a system can't be solved
     */
    public void solve(int[][] held, float[][] weights, int count, float[][] users) {
        RowSolver solver = idle.poll();
        if (solver == null) {
            solver = new RowSolver(
                    items,
                    gram,
                    diagonal ? squares() : null,
                    loss,
                    targets,
                    Targets.ONE,
                    kernels,
                    SolverKind.TUNED,
                    Accuracy.FLOAT,
                    new WayCounts());
        }
        try {
            for (int user = 0; user < count; user++) {
                solver.solve(held[user], weights[user], held[user].length);
                users[user] = Arrays.copyOf(solver.solution(), items.stride());
            }
        } catch (ArithmeticException e) {
            throw new IllegalStateException("the user's holdings give a system that can't be solved", e);
        } finally {
            idle.offer(solver);
        }
    }

    private double[] squares() {
        double[] squares = new double[items.stride()];
        for (int f = 0; f < items.rank(); f++) {
            squares[f] = gram[f * items.rank() + f];
        }
        return squares;
    }

    /**
     * The inverse of a user's system applied to an item's factors: what each unit of the right side puts into the fit.
     *
     * @param held the user's items. Not modified.
     * @param weights their weights. Not modified.
     * @param item the item
     * @return rank numbers
     * @throws IllegalStateException if the system can't be solved
     */
    public double[] pull(int[] held, float[] weights, int item) {
        DoubleSolver solver = new DoubleSolver(items.rank());
        double ridge = loss.ridge(held.length, items.rowCount());
        for (int attempt = 0; attempt < DoubleSolver.ATTEMPTS; attempt++) {
            solver.start(gram, loss.unobservedWeight(), solver.ridge(attempt, ridge));
            for (int h = 0; h < held.length; h++) {
                double c = loss.confidence(weights[h]);
                solver.add(items.row(held[h]), c, 1, loss.unobservedWeight());
            }
            double[] pulled = solver.solveFor(items.row(item));
            if (pulled != null) {
                return pulled;
            }
        }
        throw new IllegalStateException("the user's holdings give a system that can't be solved");
    }

    /**
     * The loss.
     *
     * @return what a user's factors minimise
     */
    public AlsLoss loss() {
        return loss;
    }

    /**
     * What fits are drawn to.
     *
     * @return one an item
     */
    public Targets targets() {
        return targets;
    }

    /**
     * The item factors.
     *
     * @return not to be modified
     */
    public FactorMatrix items() {
        return items;
    }

    /**
     * YᵀY.
     *
     * @return rank × rank, row-major. Not to be modified.
     */
    public double[] gram() {
        return gram;
    }

    /**
     * Whether YᵀY is diagonal.
     *
     * @return false if its decomposition failed
     */
    public boolean isDiagonal() {
        return diagonal;
    }

    /**
     * The inner loops.
     *
     * @return the kernels of this Java
     */
    public Kernels kernels() {
        return kernels;
    }
}
