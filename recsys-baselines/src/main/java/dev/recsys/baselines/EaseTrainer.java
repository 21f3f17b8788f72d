package dev.recsys.baselines;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;
import java.util.Map;

/**
 * Solves, in closed form, for the item–item weights B with a diagonal of 0 that minimise |X − XB|² + λ|B|² (Steck,
 * "Embarrassingly shallow autoencoders for sparse data", WWW 2019): with P = (XᵀX + λI)⁻¹, B = I − P · diag(1 ÷ P's
 * diagonal). Works on panels and event logs.
 *
 * <p>Costs items³ ÷ 2 and 12 · items² bytes, so a catalogue may have at most {@value #MOST_ITEMS} items; the memory is checked
 * before it is allocated. The model's file has 4 · items² bytes.
 */
public final class EaseTrainer implements Trainer<Dataset> {
    /** The greatest catalogue. */
    public static final int MOST_ITEMS = 20_000;

    private static final String TASK = "ease";
    private static final int RANGE = 16; // items a range of work

    private final EaseConfig config;

    /** A trainer with the default options. */
    public EaseTrainer() {
        this(EaseConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public EaseTrainer(EaseConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public ItemItemModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@code data} or {@code listener} is null, or {@code data} has no interaction or
     *     more than {@value #MOST_ITEMS} items
     * @throws IllegalStateException if the heap has too little memory left
     */
    @Override
    public ItemItemModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        int items = data.catalogue().size();
        Checks.that(
                items <= MOST_ITEMS,
                "data for ease must have at most %d items, but has %d; slim and neighbours take more",
                MOST_ITEMS,
                items);
        Provenance provenance = ItemItems.start(TASK, config, data);
        HeapRoom.require(12L * items * items, TASK, "a smaller catalogue", "%d items", items);
        InteractionMatrix users = data.interactions();
        ItemRows rows = ItemRows.square(users, CellValues.powers(users, config.weightExponent()));
        try (Workers workers = Workers.of(TASK, config.threads())) {
            Steps steps = new Steps(TASK, provenance, 2);
            double[][] gram = new double[items][items];
            steps.run(
                    items,
                    listener,
                    (first, count) -> workers.forRanges(
                            count, RANGE, (range, from, to) -> products(rows, first + from, first + to, gram)));
            SymmetricInverse inverse = new SymmetricInverse(gram, workers);
            steps.run(inverse.blockCount(), listener, inverse::sweep);
            return ItemItems.finish(
                    provenance,
                    data,
                    ItemWeights.dense(items, weights(gram, workers)),
                    new HeldShares(config.weightExponent(), false),
                    0,
                    Map.of("kind", TASK));
        }
    }

    private void products(ItemRows rows, int from, int to, double[][] gram) {
        for (int item = from; item < to; item++) {
            rows.multiply(item, gram[item]);
            gram[item][item] += config.regularization();
        }
    }

    /** B, from the lower triangle of −P. */
    private static float[] weights(double[][] negated, Workers workers) {
        int items = negated.length;
        float[] weights = new float[items * items];
        workers.forRanges(items, RANGE, (range, from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < items; column++) {
                    double p = row >= column ? negated[row][column] : negated[column][row];
                    weights[row * items + column] = row == column ? 0 : (float) (-p / negated[column][column]);
                }
            }
        });
        boolean finite = true;
        for (float weight : weights) {
            finite &= Float.isFinite(weight);
        }
        if (!finite) {
            throw new IllegalStateException(
                    "ease found weights that are not finite; a greater regularization or smaller weights help");
        }
        return weights;
    }
}
