package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.FoldIn;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.BitSet;

/** {@link AlsFactors} of a catalogue of any size, in floats: turned, for {@link FoldIn}, and once more in {@link ItemPanels}. */
final class LargeFactors implements AlsFactors {
    private static final String FACTORS = "itemFactors";
    private static final String GRAM = "gram";
    private static final double GRAM_TOLERANCE =
            1e-3; // of the trace: it was computed in floats, before they were turned

    private static final double GRAM_UNDERFLOW = 1e-30; // what floats may lose, far below every ridge

    private final FoldIn catalogue;
    private final FactorMatrix items;
    private final Kernels kernels;
    private final ItemPanels panels;

    /** @throws IllegalStateException if a factor is too great to be served */
    private LargeFactors(FoldIn catalogue) {
        this.catalogue = catalogue;
        this.items = catalogue.items();
        for (int item = 0; item < items.rowCount(); item++) {
            float[] row = items.row(item);
            for (int f = 0; f < items.rank(); f++) {
                FactorLimit.check(row[f]);
            }
        }
        this.kernels = catalogue.kernels();
        this.panels = ItemPanels.of(items, catalogue.targets());
    }

    /** Takes the factors over and turns them. */
    static LargeFactors of(AlsLoss loss, Targets targets, FactorMatrix items, Workers workers) {
        Kernels kernels = KernelChoice.forWork((double) items.rowCount() * items.stride() * items.stride());
        return of(loss, targets, items, kernels, workers);
    }

    /** The same by kernels that are compiled already. */
    static LargeFactors of(AlsLoss loss, Targets targets, FactorMatrix items, Kernels kernels, Workers workers) {
        return new LargeFactors(FoldIn.turned(loss, targets, items, kernels, workers));
    }

    @Override
    public int rank() {
        return items.rank();
    }

    @Override
    public FoldedUser fold(int[] held, float[] weights) {
        float[][] user = new float[1][];
        catalogue.solve(new int[][] {held}, new float[][] {weights}, 1, user);
        return new FloatUser(catalogue, panels, user[0], held, weights);
    }

    @Override
    public AlsFactors with(Readout readout) {
        throw new IllegalStateException("only a small catalogue has a readout");
    }

    @Override
    public FactorRanker blockRanker(ScoreRule rule) {
        return new LargeBlockRanker(catalogue, panels, rule);
    }

    private float dot(float[] user, int item) {
        return kernels.dot(user, 0, items.row(item), 0, items.stride());
    }

    @Override
    public double[] cosines(int item) {
        float[] own = items.row(item);
        double norm = Math.sqrt(dot(own, item));
        double[] cosines = new double[items.rowCount()];
        for (int other = 0; other < cosines.length; other++) {
            double square = kernels.dot(items.row(other), 0, items.row(other), 0, items.stride());
            cosines[other] = dot(own, other) / (norm * Math.sqrt(square));
        }
        return cosines;
    }

    @Override
    public FactorMatrix itemFactors(int count) {
        FactorMatrix copy = new FactorMatrix(count, items.rank());
        for (int item = 0; item < items.rowCount(); item++) {
            System.arraycopy(items.row(item), 0, copy.row(item), 0, items.stride());
        }
        return copy;
    }

    @Override
    public AlsFactors replaced(FactorMatrix changed, BitSet which, Targets ofAll, Workers workers) {
        return of(catalogue.loss(), ofAll, changed, workers);
    }

    @Override
    public void writeTo(Sections.Builder out) {
        int rank = items.rank();
        // One section a range of rows, since items × rank may pass what an array holds.
        out.put("rank", new int[] {rank})
                .put("diagonal", new int[] {catalogue.isDiagonal() ? 1 : 0})
                .put(GRAM, catalogue.gram());
        int rows = rowsASection(rank);
        for (int from = 0, part = 0; from < items.rowCount(); from += rows, part++) {
            int to = Math.min(items.rowCount(), from + rows);
            float[] values = new float[(to - from) * rank];
            for (int item = from; item < to; item++) {
                System.arraycopy(items.row(item), 0, values, (item - from) * rank, rank);
            }
            out.put(FACTORS + part, values);
        }
    }

    /** Whether a matrix is YᵀY but for rounding; of one that is to be diagonal only the diagonal is computed. */
    private boolean hasGram(double[] gram) {
        int rank = items.rank();
        double[] computed = new double[rank * rank];
        for (int item = 0; item < items.rowCount(); item++) {
            float[] row = items.row(item);
            for (int i = 0; i < rank; i++) {
                int last = catalogue.isDiagonal() ? i : rank - 1;
                for (int j = i; j <= last; j++) {
                    computed[i * rank + j] += (double) row[i] * row[j];
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < rank; i++) {
            trace += computed[i * rank + i];
        }
        boolean fits = true;
        for (int i = 0; i < rank && fits; i++) {
            fits = gram[i * rank + i] >= 0;
            for (int j = 0; j < rank && fits; j++) {
                double expected = computed[Math.min(i, j) * rank + Math.max(i, j)];
                boolean isZero = catalogue.isDiagonal() && i != j;
                fits = isZero
                        ? gram[i * rank + j] == 0
                        : Math.abs(gram[i * rank + j] - expected) <= GRAM_TOLERANCE * trace + GRAM_UNDERFLOW;
            }
        }
        return fits;
    }

    private static int rowsASection(int rank) {
        return Math.max(1, (1 << 24) / rank);
    }

    static LargeFactors readFrom(Sections in, AlsLoss loss, Targets targets, int itemCount, int rank)
            throws ModelFormatException {
        FactorMatrix items = new FactorMatrix(itemCount, rank);
        int rows = rowsASection(rank);
        for (int from = 0, part = 0; from < itemCount; from += rows, part++) {
            int to = Math.min(itemCount, from + rows);
            float[] values = in.floats(FACTORS + part);
            if (values.length != (to - from) * rank) {
                throw new ModelFormatException("section \"" + FACTORS + part + "\" has the wrong length");
            }
            for (int item = from; item < to; item++) {
                System.arraycopy(values, (item - from) * rank, items.row(item), 0, rank);
            }
        }
        int[] diagonal = in.ints("diagonal");
        if (diagonal.length != 1 || diagonal[0] < 0 || diagonal[0] > 1) {
            throw new ModelFormatException("section \"diagonal\" must have 1 value in 0..1");
        }
        double[] gram = in.finiteDoubles(GRAM, rank * rank);
        LargeFactors factors = new LargeFactors(new FoldIn(loss, targets, items, gram, diagonal[0] == 1));
        if (!factors.hasGram(gram)) {
            throw new ModelFormatException("section \"" + GRAM + "\" does not belong to the item factors");
        }
        return factors;
    }
}
