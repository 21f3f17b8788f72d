package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import org.ejml.data.DMatrixRMaj;

/** The sweeps as plainly as can be, in doubles on EJML: what the tuned ones are held against. One training at a time. */
final class ReferenceSweeps implements Sweeps {
    private static final int ROWS_A_RANGE = 512; // fixed, so that sums do not depend on the number of threads

    private final InteractionMatrix users;
    private final AlsLoss loss;
    private final Targets targets;
    private final Workers workers;
    private final int rank;
    private final double[] userFactors; // row-major, users × rank
    private double[] itemFactors; // row-major, items × rank

    ReferenceSweeps(InteractionMatrix users, SweepSettings settings, Workers workers) {
        this.users = users;
        this.loss = settings.loss();
        this.targets = settings.targets();
        this.workers = workers;
        this.rank = settings.rank();
        this.userFactors = new double[Math.multiplyExact(users.rowCount(), rank)];
        this.itemFactors = RandomStart.doubles(Math.multiplyExact(users.columnCount(), rank), settings.seed(), rank);
    }

    @Override
    public int rank() {
        return rank;
    }

    double[] userFactors() {
        return userFactors;
    }

    @Override
    public FactorMatrix itemMatrix() {
        return FactorMatrix.from(itemFactors, users.columnCount(), rank);
    }

    @Override
    public double[] itemFactors() {
        return itemFactors;
    }

    @Override
    public void sweep(int number) {
        if (number > 1) {
            balance();
        }
        half(users, targets, Targets.ONE, itemFactors, userFactors, number);
        half(users.transposed(), Targets.ONE, targets, userFactors, itemFactors, number);
    }

    private void balance() {
        double[] ofUsers = new double[rank * rank];
        for (int user = 0; user < users.rowCount(); user++) {
            double ridge = loss.ridge(users.rowSize(user), users.columnCount());
            Balance.add(ofUsers, ridge, userFactors, user * rank, rank);
        }
        double[] ofItems = new double[rank * rank];
        InteractionMatrix items = users.transposed();
        for (int item = 0; item < items.rowCount(); item++) {
            double ridge = loss.ridge(items.rowSize(item), items.columnCount(), targets.of(item));
            Balance.add(ofItems, ridge, itemFactors, item * rank, rank);
        }
        Balance balance = Balance.of(ofUsers, ofItems, rank);
        if (balance != null) {
            itemFactors = Balance.apply(itemFactors, users.columnCount(), balance.ofItems(), rank);
        }
    }

    private void half(
            InteractionMatrix rows, Targets ofColumns, Targets ofRows, double[] fixed, double[] solved, int number) {
        DMatrixRMaj gram = NormalEquations.gram(fixed, rows.columnCount(), rank);
        workers.forRanges(rows.rowCount(), ROWS_A_RANGE, (range, from, to) -> {
            NormalEquations equations = new NormalEquations(rank, loss);
            for (int row = from; row < to; row++) {
                int[] columns = rows.columnsOf(row);
                boolean solvable = equations.prepare(
                        gram, fixed, rows.columnCount(), columns, rows.weightsOf(row), ofColumns, ofRows.of(row));
                if (!solvable) {
                    throw new IllegalStateException("sweep " + number
                            + " met a system that can't be solved; a greater regularization than "
                            + loss.regularization() + " helps");
                }
                equations.solve(solved, row * rank);
            }
        });
    }

    /** {@inheritDoc} O(cells × rank). */
    @Override
    public double objective() {
        double objective = workers.sumRanges(users.rowCount(), ROWS_A_RANGE, (from, to) -> {
            double sum = 0;
            for (int user = from; user < to; user++) {
                for (int cell = users.rowStart(user); cell < users.rowStart(user + 1); cell++) {
                    double score =
                            RowVectors.dot(userFactors, user * rank, itemFactors, users.columnAt(cell) * rank, rank);
                    double c = loss.confidence(users.weightAt(cell));
                    double missed = targets.of(users.columnAt(cell)) - score;
                    sum += c * missed * missed - loss.unobservedWeight() * score * score;
                }
                sum += loss.ridge(users.rowSize(user), users.columnCount())
                        * RowVectors.dot(userFactors, user * rank, userFactors, user * rank, rank);
            }
            return sum;
        });
        InteractionMatrix items = users.transposed();
        for (int item = 0; item < items.rowCount(); item++) {
            objective += loss.ridge(items.rowSize(item), items.columnCount(), targets.of(item))
                    * RowVectors.dot(itemFactors, item * rank, itemFactors, item * rank, rank);
        }
        return objective + loss.unobservedWeight() * sumOfSquaredScores();
    }

    /** Σ over all cells of (x·y)² = trace(XᵀX · YᵀY). */
    private double sumOfSquaredScores() {
        DMatrixRMaj x = NormalEquations.gram(userFactors, users.rowCount(), rank);
        DMatrixRMaj y = NormalEquations.gram(itemFactors, users.columnCount(), rank);
        return RowVectors.dot(x.data, 0, y.data, 0, rank * rank);
    }

    @Override
    public String regime() {
        return "reference";
    }
}
