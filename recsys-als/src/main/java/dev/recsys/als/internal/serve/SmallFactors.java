package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.DualBasis;
import dev.recsys.als.internal.solve.RowVectors;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** {@link AlsFactors} of a small catalogue, in doubles and in item space. */
final class SmallFactors implements AlsFactors {
    private static final String FACTORS = "itemFactors";

    private final AlsLoss loss;
    private final Targets targets;
    private final double[] itemFactors; // row-major, items × rank
    private final int itemCount;
    private final int rank;
    private final DualBasis basis;
    private final @Nullable Readout readout;
    private final double[][]
            pulls; // by how many items a user has: what the dual of the row's item puts into each score

    /**
     * Takes factors over.
     *
     * @throws IllegalStateException if one is too great to be served, or they have no eigenvalues
     */
    SmallFactors(AlsLoss loss, Targets targets, double[] itemFactors, int itemCount, int rank) {
        this(loss, targets, itemFactors, itemCount, rank, null);
    }

    private SmallFactors(
            AlsLoss loss, Targets targets, double[] itemFactors, int itemCount, int rank, @Nullable Readout readout) {
        for (double factor : itemFactors) {
            FactorLimit.check(factor);
        }
        this.loss = loss;
        this.targets = targets;
        this.itemFactors = itemFactors;
        this.itemCount = itemCount;
        this.rank = rank;
        this.basis = new DualBasis(itemFactors, itemCount, rank, loss, itemCount);
        this.readout = readout;
        this.pulls = new double[itemCount + 1][];
        for (int n = 0; n <= itemCount; n++) {
            pulls[n] = readout == null ? basis.m(n) : readout.pulls(basis.b(n), itemFactors, rank);
        }
    }

    @Override
    public AlsFactors with(Readout by) {
        return new SmallFactors(loss, targets, itemFactors, itemCount, rank, by);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public FoldedUser fold(int[] held, float[] weights) {
        return DualUser.of(basis, loss, targets, itemFactors, rank, held, weights, pulls[held.length], readout);
    }

    @Override
    public FactorRanker blockRanker(ScoreRule rule) {
        return (held, weights, count, tops) -> {
            for (int user = 0; user < count; user++) {
                fold(held[user], weights[user]).rank(rule, itemCount, tops[user]);
            }
        };
    }

    @Override
    public double[] cosines(int item) {
        double[] cosines = new double[itemCount];
        double own = norm(item);
        for (int other = 0; other < itemCount; other++) {
            double product = RowVectors.dot(itemFactors, item * rank, itemFactors, other * rank, rank);
            cosines[other] = product / (own * norm(other));
        }
        return cosines;
    }

    private double norm(int item) {
        return Math.sqrt(RowVectors.dot(itemFactors, item * rank, itemFactors, item * rank, rank));
    }

    @Override
    public FactorMatrix itemFactors(int count) {
        return FactorMatrix.from(Arrays.copyOf(itemFactors, Math.multiplyExact(count, rank)), count, rank);
    }

    @Override
    public AlsFactors replaced(FactorMatrix changed, BitSet which, Targets ofAll, Workers workers) {
        int count = changed.rowCount();
        if (count > SweepSettings.SMALL_CATALOGUE) {
            return LargeFactors.of(loss, ofAll, changed, workers);
        }
        double[] factors = Arrays.copyOf(itemFactors, count * rank);
        which.stream().forEach(item -> {
            for (int f = 0; f < rank; f++) {
                factors[item * rank + f] = changed.get(item, f);
            }
        });
        return new SmallFactors(loss, ofAll, factors, count, rank);
    }

    @Override
    public void writeTo(Sections.Builder out) {
        out.put("rank", new int[] {rank}).put(FACTORS, itemFactors);
        if (readout != null) {
            readout.writeTo(out);
        }
    }

    static SmallFactors readFrom(Sections in, AlsLoss loss, Targets targets, int itemCount, int rank)
            throws ModelFormatException {
        return new SmallFactors(loss, targets, in.finiteDoubles(FACTORS, itemCount * rank), itemCount, rank);
    }
}
