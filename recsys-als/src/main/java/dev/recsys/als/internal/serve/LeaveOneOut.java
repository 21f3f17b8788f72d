package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.DistinctRows;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Learns a {@link Readout}: for each item the least squares of who has it on the factors that users have without it, so that a user
 * who lacks it meets at serving what was learned from. With x⁻ the factors folded in from all a user has but the item, b and w
 * minimise
 *
 * <pre>Σ over users with the item of (1 − b − w·x⁻)² + Σ over the others of (b + w·x)² + r·|w|²,  r = λ/100 · (n + α₀·N)^ν + 3</pre>
 *
 * <p>with n of N users having the item; who has nothing else counts nowhere. Equal users are folded in once. Costs a fold-in, and rank²
 * operations, for every distinct user and each item they have; each of at most 64 ranges of them takes 8 · items · (rank + 1)²
 * bytes, no more than 20 MB in all. The result does not depend on the number of threads. (Steck, "Embarrassingly shallow autoencoders for
 * sparse data", WWW 2019, leaves the item itself out of a regression on the other items in the same way.)
 */
public final class LeaveOneOut {
    /** The fewest users with items that a readout is learned from; fewer tell less than the share of users does. */
    static final int FEWEST_USERS = 1_000;

    private static final int LEAST_RANGE = 4096; // kinds summed together
    private static final int MOST_RANGES = 64;
    private static final double RIDGE_SHARE = 0.01; // of the ridge of the item in the sweeps
    private static final double LEAST_RIDGE = 3;

    private final AlsFactors factors;
    private final RowWeighting cells;
    private final DistinctRows kinds;
    private final int items;
    private final int rank;

    private LeaveOneOut(AlsFactors factors, RowWeighting cells, InteractionMatrix users) {
        this.factors = factors;
        this.cells = cells;
        this.kinds = DistinctRows.of(users);
        this.items = users.columnCount();
        this.rank = factors.rank();
    }

    /** Sums over users. The outer products are of (1, x), items × (rank + 1)², each the item's users' with it less those without. */
    private static final class Sums {
        final double[] all; // Σ (1, x)(1, x)ᵀ
        final double[] changes; // for each item: Σ (1, x⁻)(1, x⁻)ᵀ − (1, x)(1, x)ᵀ over those who have it
        final double[] rights; // for each item: Σ (1, x⁻) over those who have it
        final double[] having; // for each item: how many have it

        Sums(int items, int length) {
            all = new double[length * length];
            changes = new double[items * length * length];
            rights = new double[items * length];
            having = new double[items];
        }

        void add(Sums other) {
            add(all, other.all);
            add(changes, other.changes);
            add(rights, other.rights);
            add(having, other.having);
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    /**
     * Whether a readout can be learned.
     *
     * @param users users × items. Not modified.
     * @return true with at most {@value SweepSettings#SMALL_CATALOGUE} items and at least {@value #FEWEST_USERS} users who have any
     */
    public static boolean suits(InteractionMatrix users) {
        int any = 0;
        for (int user = 0; user < users.rowCount(); user++) {
            any += users.rowSize(user) > 0 ? 1 : 0;
        }
        return users.columnCount() <= SweepSettings.SMALL_CATALOGUE && any >= FEWEST_USERS;
    }

    /**
     * Learns.
     *
     * @param factors what users are folded in with
     * @param loss what that minimises
     * @param cells from the weights of {@code users} to those a fold-in takes
     * @param users users × items, the data's weights. Not modified.
     * @param workers the threads to use
     * @return what the scores are read by
     * @throws IllegalStateException if a user's or an item's system can't be solved
     */
    public static Readout of(
            AlsFactors factors, AlsLoss loss, RowWeighting cells, InteractionMatrix users, Workers workers) {
        LeaveOneOut learner = new LeaveOneOut(factors, cells, users);
        return learner.solve(learner.sums(workers), loss);
    }

    private Sums sums(Workers workers) {
        int length = rank + 1;
        // By the data alone, so that sums do not depend on the number of threads.
        int size = Math.max(LEAST_RANGE, (kinds.kindCount() + MOST_RANGES - 1) / MOST_RANGES);
        Sums[] parts = new Sums[(kinds.kindCount() + size - 1) / size];
        workers.forRanges(kinds.kindCount(), size, (range, from, to) -> {
            Sums part = new Sums(items, length);
            double[] whole = new double[length];
            double[] without = new double[length];
            for (int kind = from; kind < to; kind++) {
                add(kind, whole, without, part);
            }
            parts[range] = part;
        });
        Sums sums = new Sums(items, length);
        for (Sums part : parts) {
            sums.add(part);
        }
        return sums;
    }

    private void add(int kind, double[] whole, double[] without, Sums into) {
        int[] held = kinds.matrix().columnsOf(kind);
        float[] weights = kinds.matrix().weightsOf(kind);
        int many = kinds.count(kind);
        fold(held, weights, whole);
        addOuter(many, whole, into.all, 0);
        for (int h = 0; h < held.length; h++) {
            int at = held[h] * whole.length * whole.length;
            into.having[held[h]] += many;
            addOuter(-many, whole, into.changes, at);
            if (held.length > 1) {
                fold(leaving(held, h), leaving(weights, h), without);
                addOuter(many, without, into.changes, at);
                for (int f = 0; f < without.length; f++) {
                    into.rights[held[h] * without.length + f] += many * without[f];
                }
            }
        }
    }

    /** (1, x). {@code out} is modified. */
    private void fold(int[] held, float[] weights, double[] out) {
        double[] x = factors.fold(held, cells.apply(held, weights)).factors();
        out[0] = 1;
        System.arraycopy(x, 0, out, 1, rank);
    }

    private static int[] leaving(int[] values, int place) {
        int[] left = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, place + 1, left, place, left.length - place);
        return left;
    }

    private static float[] leaving(float[] values, int place) {
        float[] left = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, place + 1, left, place, left.length - place);
        return left;
    }

    private static void addOuter(double many, double[] row, double[] to, int at) {
        for (int i = 0; i < row.length; i++) {
            double scaled = many * row[i];
            int start = at + i * row.length;
            for (int j = 0; j < row.length; j++) {
                to[start + j] += scaled * row[j];
            }
        }
    }

    private Readout solve(Sums sums, AlsLoss loss) {
        int length = rank + 1;
        double[] vectors = new double[items * rank];
        double[] bases = new double[items];
        double users = sums.all[0];
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(rank);
        DMatrixRMaj system = new DMatrixRMaj(rank, rank);
        DMatrixRMaj right = new DMatrixRMaj(rank, 1);
        DMatrixRMaj solution = new DMatrixRMaj(rank, 1);
        double[] outer = new double[length * length];
        for (int item = 0; item < items; item++) {
            double having = sums.rights[item * length]; // of those who have something else
            if (!(having > 0)) {
                bases[item] = Readout.NOBODY;
                continue;
            }
            for (int i = 0; i < outer.length; i++) {
                outer[i] = sums.all[i] + sums.changes[item * outer.length + i];
            }
            double counted = outer[0];
            double ridge = RIDGE_SHARE * loss.ridge((int) sums.having[item], (int) users) + LEAST_RIDGE;
            for (int i = 0; i < rank; i++) {
                double mean = outer[i + 1] / counted;
                for (int j = 0; j < rank; j++) {
                    system.data[i * rank + j] = outer[(i + 1) * length + j + 1] - mean * outer[j + 1];
                }
                system.data[i * rank + i] += ridge;
                right.data[i] = sums.rights[item * length + i + 1] - mean * having;
            }
            if (!cholesky.setA(system)) {
                throw new IllegalStateException("the readout of item " + item
                        + " has a system that can't be solved; smaller weights or a greater regularization help");
            }
            cholesky.solve(right, solution);
            double base = having;
            for (int i = 0; i < rank; i++) {
                vectors[item * rank + i] = solution.data[i];
                base -= outer[i + 1] * solution.data[i];
            }
            bases[item] = base / counted;
        }
        return new Readout(vectors, bases);
    }
}
