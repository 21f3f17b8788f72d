package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The sweeps for a bank's catalogue of a few dozen products, in doubles and entirely in the space of the items: users are
 * solved by {@link DualBasis}, equal users once, and user factors are never made. For the item half it is enough to know, of
 * all users with n items, Σ zzᵀ and for each item Σ (c − α₀)·zzᵀ and Σ c·t·z: with X = Z·B·Y those give XᵀX, the systems and
 * the right sides. A sweep costs O(distinct users × n³ + items⁴), whatever the rank.
 */
final class SmallCatalogueSweeps implements Sweeps {
    private static final int KINDS_A_RANGE = 4096; // fixed, so that sums do not depend on the number of threads

    private final InteractionMatrix users;
    private final DistinctRows kinds;
    private final AlsLoss loss;
    private final Targets targets;
    private final Workers workers;
    private final int items;
    private final int rank;
    private final int mostHeld;
    private double[] itemFactors;
    private double[] userPenalty = new double[0]; // Σ ridge·xxᵀ after the last sweep
    private double objective = Double.NaN;

    SmallCatalogueSweeps(InteractionMatrix users, SweepSettings settings, Workers workers) {
        this.users = users;
        this.loss = settings.loss();
        this.targets = settings.targets();
        this.workers = workers;
        this.items = users.columnCount();
        // Factors of n items span at most n dimensions; more would change nothing.
        this.rank = Math.min(settings.rank(), items);
        this.kinds = DistinctRows.of(users);
        int most = 0;
        for (int kind = 0; kind < kinds.kindCount(); kind++) {
            most = Math.max(most, kinds.matrix().rowSize(kind));
        }
        this.mostHeld = most;
        this.itemFactors = RandomStart.doubles(items * rank, settings.seed(), rank);
    }

    /** Sums over users with the same number of items. */
    private static final class Sums {
        final double[] zz; // Σ zzᵀ
        final double[] weighted; // for each item that is held: Σ (c − α₀)·zzᵀ
        final double[] confident; // for each item that is held: Σ c·t·z

        Sums(int items) {
            zz = new double[items * items];
            weighted = new double[items * items * items];
            confident = new double[items * items];
        }

        void add(Sums other) {
            add(zz, other.zz);
            add(weighted, other.weighted);
            add(confident, other.confident);
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    @Override
    public void sweep(int number) {
        if (number > 1) {
            balance();
        }
        DualBasis basis = new DualBasis(itemFactors, items, rank, loss, mostHeld);
        Sums whole = new Sums(items); // in item space: B·(sums by n)·B added up
        double[] ridged = new double[items * items]; // Σ ridge·B·zzᵀ·B
        double constant = 0;
        for (int n = 1; n <= mostHeld; n++) {
            if (kinds.sizeStart(n) == kinds.sizeStart(n + 1)) {
                continue;
            }
            Sums sums = new Sums(items);
            constant += sum(basis, n, number, sums);
            double ridge = loss.ridge(n, items);
            spread(basis.b(n), sums, whole, ridge, ridged);
        }
        userPenalty = factorSpace(ridged, 0);
        objective = constant - solveItems(whole, number);
        for (int f = 0; f < rank; f++) {
            objective += userPenalty[f * rank + f];
        }
    }

    private void balance() {
        InteractionMatrix byItem = users.transposed();
        double[] ofItems = new double[rank * rank];
        for (int item = 0; item < items; item++) {
            double ridge = loss.ridge(byItem.rowSize(item), users.rowCount(), targets.of(item));
            Balance.add(ofItems, ridge, itemFactors, item * rank, rank);
        }
        Balance balance = Balance.of(userPenalty, ofItems, rank);
        if (balance != null) {
            itemFactors = Balance.apply(itemFactors, items, balance.ofItems(), rank);
        }
    }

    /** Adds all users with n items; returns Σ c·t². */
    private double sum(DualBasis basis, int n, int number, Sums into) {
        int first = kinds.sizeStart(n);
        int count = kinds.sizeStart(n + 1) - first;
        int ranges = (count + KINDS_A_RANGE - 1) / KINDS_A_RANGE;
        Sums[] parts = new Sums[ranges];
        double[] confidences = new double[ranges];
        workers.forRanges(count, KINDS_A_RANGE, (range, from, to) -> {
            Sums part = new Sums(items);
            confidences[range] = sum(basis, n, number, first + from, first + to, part);
            parts[range] = part;
        });
        double total = 0;
        for (int range = 0; range < ranges; range++) {
            into.add(parts[range]);
            total += confidences[range];
        }
        return total;
    }

    private double sum(DualBasis basis, int n, int number, int fromKind, int toKind, Sums part) {
        InteractionMatrix rows = kinds.matrix();
        int[] held = new int[n];
        double[] c = new double[n];
        double[] pull = new double[n]; // c·t
        double[] z = new double[n];
        double[] system = new double[n * n];
        double total = 0;
        for (int kind = fromKind; kind < toKind; kind++) {
            int start = rows.rowStart(kind);
            int many = kinds.count(kind);
            for (int s = 0; s < n; s++) {
                held[s] = rows.columnAt(start + s);
                c[s] = loss.confidence(rows.weightAt(start + s));
                double target = targets.of(held[s]);
                pull[s] = c[s] * target;
                total += many * pull[s] * target;
            }
            if (!basis.solve(held, c, pull, n, system, z)) {
                throw new IllegalStateException("sweep " + number
                        + " met a user without finite factors; smaller weights or a greater regularization than "
                        + loss.regularization() + " help");
            }
            for (int i = 0; i < n; i++) {
                double zi = many * z[i];
                for (int j = 0; j < n; j++) {
                    double product = zi * z[j];
                    int at = held[i] * items + held[j];
                    part.zz[at] += product;
                    for (int s = 0; s < n; s++) {
                        part.weighted[held[s] * items * items + at] += (c[s] - loss.unobservedWeight()) * product;
                    }
                }
                for (int s = 0; s < n; s++) {
                    part.confident[held[s] * items + held[i]] += pull[s] * zi;
                }
            }
        }
        return total;
    }

    /** Adds B·sums·B to the whole, and ridge·B·Σzzᵀ·B, which makes the users' penalty, to {@code ridged}. */
    private void spread(double[] b, Sums sums, Sums whole, double ridge, double[] ridged) {
        double[] turned = both(b, sums.zz, 0);
        for (int i = 0; i < turned.length; i++) {
            whole.zz[i] += turned[i];
            ridged[i] += ridge * turned[i];
        }
        for (int item = 0; item < items; item++) {
            double[] system = both(b, sums.weighted, item * items * items);
            for (int i = 0; i < system.length; i++) {
                whole.weighted[item * items * items + i] += system[i];
            }
            for (int i = 0; i < items; i++) {
                double sum = 0;
                for (int j = 0; j < items; j++) {
                    sum += b[i * items + j] * sums.confident[item * items + j];
                }
                whole.confident[item * items + i] += sum;
            }
        }
    }

    /** B·A·B for the items × items matrix A that begins at {@code at}. */
    private double[] both(double[] b, double[] a, int at) {
        double[] left = new double[items * items];
        double[] result = new double[items * items];
        for (int i = 0; i < items; i++) {
            for (int k = 0; k < items; k++) {
                double bik = b[i * items + k];
                for (int j = 0; j < items; j++) {
                    left[i * items + j] += bik * a[at + k * items + j];
                }
            }
        }
        for (int i = 0; i < items; i++) {
            for (int k = 0; k < items; k++) {
                double lik = left[i * items + k];
                for (int j = 0; j < items; j++) {
                    result[i * items + j] += lik * b[k * items + j];
                }
            }
        }
        return result;
    }

    /** Solves for all items; returns Σ bᵀy. */
    private double solveItems(Sums whole, int number) {
        InteractionMatrix byItem = users.transposed();
        double[] solved = new double[items * rank];
        double[] gram = factorSpace(whole.zz, 0); // XᵀX
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(rank);
        DMatrixRMaj system = new DMatrixRMaj(rank, rank);
        DMatrixRMaj right = new DMatrixRMaj(rank, 1);
        DMatrixRMaj solution = new DMatrixRMaj(rank, 1);
        double fitted = 0;
        for (int item = 0; item < items; item++) {
            if (byItem.rowSize(item) == 0) {
                continue; // nobody has it, so its factors are 0
            }
            double[] weighted = factorSpace(whole.weighted, item * items * items);
            double ridge = loss.ridge(byItem.rowSize(item), users.rowCount(), targets.of(item));
            for (int i = 0; i < rank * rank; i++) {
                system.data[i] = loss.unobservedWeight() * gram[i] + weighted[i];
            }
            Arrays.fill(right.data, 0);
            for (int f = 0; f < rank; f++) {
                system.data[f * rank + f] += ridge;
                for (int i = 0; i < items; i++) {
                    right.data[f] += itemFactors[i * rank + f] * whole.confident[item * items + i];
                }
            }
            if (!cholesky.setA(system)) {
                throw new IllegalStateException(
                        "sweep " + number + " met an item whose system can't be solved; a greater"
                                + " regularization than " + loss.regularization() + " helps");
            }
            cholesky.solve(right, solution);
            System.arraycopy(solution.data, 0, solved, item * rank, rank);
            fitted += RowVectors.dot(right.data, 0, solution.data, 0, rank);
        }
        itemFactors = solved;
        return fitted;
    }

    /** Yᵀ·A·Y for the items × items matrix A that begins at {@code at}. */
    private double[] factorSpace(double[] a, int at) {
        double[] left = new double[items * rank];
        for (int i = 0; i < items; i++) {
            for (int k = 0; k < items; k++) {
                double value = a[at + i * items + k];
                for (int f = 0; f < rank; f++) {
                    left[i * rank + f] += value * itemFactors[k * rank + f];
                }
            }
        }
        double[] result = new double[rank * rank];
        for (int i = 0; i < items; i++) {
            for (int f = 0; f < rank; f++) {
                double value = itemFactors[i * rank + f];
                for (int g = 0; g < rank; g++) {
                    result[f * rank + g] += value * left[i * rank + g];
                }
            }
        }
        return result;
    }

    @Override
    public double objective() {
        return objective;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public double[] itemFactors() {
        return itemFactors.clone();
    }

    @Override
    public FactorMatrix itemMatrix() {
        return FactorMatrix.from(itemFactors, items, rank);
    }

    @Override
    public String regime() {
        return "dual in item space: " + kinds.kindCount() + " kinds of customers";
    }
}
