package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.ConjugateGradient.Accuracy;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The sweeps for catalogues of any size: padded float factors, each row by the cheapest of primal, dual and conjugate
 * gradients. Where one of the last two pays for many rows, the fixed side is turned into the basis in which its Gram matrix
 * is diagonal first.
 */
final class TunedSweeps implements Sweeps {
    /** Balancing pays early; later sweeps find the sides balanced. */
    private static final int BALANCED_SWEEPS = 4;

    private static final int ROWS_A_RANGE = 128; // fixed, so that sums do not depend on the number of threads

    private static final int USUAL_SWEEPS = 10;

    private final InteractionMatrix users;
    private final SolverKind kind;
    private final AlsLoss loss;
    private final Targets targets;
    private final Workers workers;
    private final Kernels kernels;
    private final Kernels denseKernels; // of the Gram matrices and turns, which touch each row's factors once a sweep
    private final FactorMatrix userFactors;
    private final FactorMatrix itemFactors;
    private final WayCounts counts = new WayCounts();
    private double objective = Double.NaN;

    TunedSweeps(InteractionMatrix users, SweepSettings settings, Workers workers, Kernels kernels) {
        this(users, settings, workers, kernels, kernels);
    }

    /** Some sweeps of the dense work: Gram matrices and turns of both sides' factors. */
    static double denseWork(InteractionMatrix users, int rank) {
        double stride = Kernels.stride(rank);
        return USUAL_SWEEPS * ((double) users.rowCount() + users.columnCount()) * stride * stride;
    }

    TunedSweeps(
            InteractionMatrix users, SweepSettings settings, Workers workers, Kernels kernels, Kernels denseKernels) {
        this.users = users;
        this.kind = settings.solver();
        this.loss = settings.loss();
        this.targets = settings.targets();
        this.workers = workers;
        this.kernels = kernels;
        this.denseKernels = denseKernels;
        int rank = settings.rank();
        this.userFactors = new FactorMatrix(users.rowCount(), rank);
        this.itemFactors = RandomStart.floats(users.columnCount(), rank, settings.seed());
    }

    @Override
    public void sweep(int number) {
        if (number > 1 && number <= BALANCED_SWEEPS) {
            balance();
        }
        half(users, targets, Targets.ONE, itemFactors, userFactors, number);
        double fit = half(users.transposed(), Targets.ONE, targets, userFactors, itemFactors, number);
        objective = fit + userPenalty();
    }

    @Override
    public double objective() {
        return objective;
    }

    private void balance() {
        InteractionMatrix items = users.transposed();
        double[] ofUsers = Gram.of(userFactors, denseKernels, workers, ridges(users, Targets.ONE));
        double[] ofItems = Gram.of(itemFactors, denseKernels, workers, ridges(items, targets));
        Balance balance = Balance.of(ofUsers, ofItems, rank());
        if (balance != null) {
            Basis.multiply(itemFactors, balance.ofItems(), denseKernels, workers);
            if (startsWarm()) {
                Basis.multiply(userFactors, balance.ofUsers(), denseKernels, workers);
            }
        }
    }

    /** What the diagonal of each row's system gets. */
    private float[] ridges(InteractionMatrix rows, Targets ofRows) {
        float[] ridges = new float[rows.rowCount()];
        for (int row = 0; row < ridges.length; row++) {
            ridges[row] = (float) loss.ridge(rows.rowSize(row), rows.columnCount(), ofRows.of(row));
        }
        return ridges;
    }

    private double half(
            InteractionMatrix rows,
            Targets ofColumns,
            Targets ofRows,
            FactorMatrix fixed,
            FactorMatrix solved,
            int number) {
        boolean warm = startsWarm();
        if (number == 1) {
            solved.clear(); // so that one way of solving is compiled, for all sweeps
        }
        double[] gram = Gram.of(fixed, denseKernels, workers);
        double[] diagonal = null;
        if (turnPays(rows, fixed)) {
            diagonal = Basis.turn(fixed, gram, warm && number > 1 ? solved : null, denseKernels, workers);
            gram = diagonal == null ? gram : Basis.diagonalMatrix(diagonal, fixed.rank());
        }
        double[] finalGram = gram;
        double @Nullable [] finalDiagonal = diagonal;
        ThreadLocal<RowSolver> solvers = ThreadLocal.withInitial(() -> new RowSolver(
                fixed, finalGram, finalDiagonal, loss, ofColumns, ofRows, kernels, kind, Accuracy.SWEEP, counts));
        return workers.sumRanges(rows.rowCount(), ROWS_A_RANGE, (from, to) -> {
            RowSolver solver = solvers.get();
            double sum = 0;
            for (int row = from; row < to; row++) {
                try {
                    sum += warm ? solver.improve(rows, row, solved) : solver.solve(rows, row, solved);
                } catch (ArithmeticException e) {
                    throw new IllegalStateException(
                            "sweep " + number + " met a system without finite factors; smaller weights or a greater"
                                    + " regularization than " + loss.regularization() + " help",
                            e);
                }
            }
            return sum;
        });
    }

    /** Whether rows may be solved iteratively, from the factors they have: those then stay in the basis of the other side's. */
    private boolean startsWarm() {
        return kind != SolverKind.EXACT;
    }

    /** Whether the rows save more than the turn costs; multiply-adds, those in scalar code counted 16 times. */
    private boolean turnPays(InteractionMatrix rows, FactorMatrix fixed) {
        if (kind == SolverKind.ITERATIVE) {
            return true;
        }
        double rank = fixed.rank();
        double turn = fixed.rowCount() * rank * rank + 16 * 10 * rank * rank * rank;
        double saved = 0;
        for (int row = 0; row < rows.rowCount() && saved <= turn; row++) {
            int size = rows.rowSize(row);
            Way best = RowSolver.best(size, fixed.rank(), kind, Accuracy.SWEEP);
            if (size > 0 && best != Way.PRIMAL) {
                saved += PrimalSolver.cost(size, fixed.rank())
                        - RowSolver.cost(best, size, fixed.rank(), Accuracy.SWEEP);
            }
        }
        return saved > turn;
    }

    private double userPenalty() {
        return workers.sumRanges(users.rowCount(), ROWS_A_RANGE, (from, to) -> {
            double sum = 0;
            for (int user = from; user < to; user++) {
                if (users.rowSize(user) > 0) {
                    float[] row = userFactors.row(user);
                    sum += loss.ridge(users.rowSize(user), users.columnCount())
                            * kernels.dot(row, 0, row, 0, userFactors.stride());
                }
            }
            return sum;
        });
    }

    @Override
    public int rank() {
        return itemFactors.rank();
    }

    @Override
    public FactorMatrix itemMatrix() {
        return itemFactors;
    }

    @Override
    public double[] itemFactors() {
        int rank = itemFactors.rank();
        double[] factors = new double[Math.multiplyExact(itemFactors.rowCount(), rank)];
        for (int item = 0; item < itemFactors.rowCount(); item++) {
            for (int factor = 0; factor < rank; factor++) {
                factors[item * rank + factor] = itemFactors.get(item, factor);
            }
        }
        return factors;
    }

    @Override
    public Kernels denseKernels() {
        return denseKernels;
    }

    FactorMatrix userFactors() {
        return userFactors;
    }

    @Override
    public String regime() {
        return counts.toString();
    }
}
