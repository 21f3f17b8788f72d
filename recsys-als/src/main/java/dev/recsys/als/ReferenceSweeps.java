package dev.recsys.als;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.spi.Workers;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** The sweeps as plainly as can be, in doubles on EJML: what the tuned ones are held against. One training at a time. */
final class ReferenceSweeps implements Sweeps {
    private static final int ROWS_A_RANGE = 512; // fixed, so that sums do not depend on the number of threads

    private final InteractionMatrix users;
    private final AlsConfig config;
    private final AlsLoss loss;
    private final Workers workers;
    private final int rank;
    private final double[] userFactors; // row-major, users × rank
    private double[] itemFactors; // row-major, items × rank

    ReferenceSweeps(InteractionMatrix users, AlsConfig config, Workers workers) {
        this.users = users;
        this.config = config;
        this.loss = AlsLoss.of(config);
        this.workers = workers;
        this.rank = config.rankFor(users.columnCount());
        this.userFactors = new double[Math.multiplyExact(users.rowCount(), rank)];
        this.itemFactors = start(Math.multiplyExact(users.columnCount(), rank), config.seed(), rank);
    }

    /** Uniform in ±1/√rank, the same on every Java version. */
    static double[] start(int count, long seed, int rank) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] factors = new double[count];
        double scale = 0x1p-63 / Math.sqrt(rank);
        for (int i = 0; i < count; i++) {
            factors[i] = random.nextLong() * scale;
        }
        return factors;
    }

    @Override
    public int rank() {
        return rank;
    }

    double[] userFactors() {
        return userFactors;
    }

    @Override
    public AlsFactors factors() {
        int items = users.columnCount();
        if (items <= SmallCatalogueSweeps.MOST_ITEMS) {
            return new SmallFactors(loss, itemFactors, items, rank);
        }
        return LargeFactors.of(loss, FactorMatrix.from(itemFactors, items, rank), KernelChoice.best(), workers);
    }

    double[] itemFactors() {
        return itemFactors;
    }

    @Override
    public void sweep(int number) {
        if (number > 1) {
            balance();
        }
        half(users, itemFactors, userFactors, number);
        half(users.transposed(), userFactors, itemFactors, number);
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
            double ridge = loss.ridge(items.rowSize(item), items.columnCount());
            Balance.add(ofItems, ridge, itemFactors, item * rank, rank);
        }
        double[] turn = Balance.of(ofUsers, ofItems, rank);
        if (turn != null) {
            itemFactors = Balance.apply(itemFactors, users.columnCount(), turn, rank);
        }
    }

    private void half(InteractionMatrix rows, double[] fixed, double[] solved, int number) {
        DMatrixRMaj gram = NormalEquations.gram(fixed, rows.columnCount(), rank);
        workers.forRanges(rows.rowCount(), ROWS_A_RANGE, (range, from, to) -> {
            NormalEquations equations = new NormalEquations(rank, loss);
            for (int row = from; row < to; row++) {
                int[] columns = rows.columnsOf(row);
                boolean solvable = equations.prepare(gram, fixed, rows.columnCount(), columns, rows.weightsOf(row));
                if (!solvable) {
                    throw new IllegalStateException("sweep " + number
                            + " met a system that can't be solved; a greater regularization than "
                            + config.regularization() + " helps");
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
                    double score = dot(userFactors, user * rank, itemFactors, users.columnAt(cell) * rank, rank);
                    double c = loss.confidence(users.weightAt(cell));
                    sum += c * (1 - score) * (1 - score) - config.unobservedWeight() * score * score;
                }
                sum += loss.ridge(users.rowSize(user), users.columnCount())
                        * dot(userFactors, user * rank, userFactors, user * rank, rank);
            }
            return sum;
        });
        InteractionMatrix items = users.transposed();
        for (int item = 0; item < items.rowCount(); item++) {
            objective += loss.ridge(items.rowSize(item), items.columnCount())
                    * dot(itemFactors, item * rank, itemFactors, item * rank, rank);
        }
        return objective + config.unobservedWeight() * sumOfSquaredScores();
    }

    /** Σ over all cells of (x·y)² = trace(XᵀX · YᵀY). */
    private double sumOfSquaredScores() {
        DMatrixRMaj x = NormalEquations.gram(userFactors, users.rowCount(), rank);
        DMatrixRMaj y = NormalEquations.gram(itemFactors, users.columnCount(), rank);
        return dot(x.data, 0, y.data, 0, rank * rank);
    }

    @Override
    public String regime() {
        return "reference";
    }

    static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[atA + i] * b[atB + i];
        }
        return sum;
    }
}
