package dev.recsys.baselines;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps over items, their attributes, users and theirs, each solved exactly while the rest is given, so that what is minimised
 * never rises. The bits do not depend on the threads: each row and each factor is solved by one.
 */
final class FeatureFactorSweeps {
    private final FeatureFactorConfig config;
    private final FactorSide.Loss loss;
    private final InteractionMatrix cells;
    private final FactorSide users;
    private final FactorSide items;
    private boolean begun;

    /**
     * The start: random items, then users by them.
     *
     * @param config every option of it set
     */
    FeatureFactorSweeps(
            InteractionMatrix cells,
            AttributeRows userAttributes,
            AttributeRows itemAttributes,
            FeatureFactorConfig config) {
        this.config = config;
        this.cells = cells;
        this.loss = FactorSide.Loss.of(config, cells);
        InteractionMatrix byItem = cells.transposed();
        this.users = new FactorSide(cells, seen(byItem), userAttributes, config, loss);
        this.items = new FactorSide(byItem, seen(cells), itemAttributes, config, loss);
        SplittableRandom random = new SplittableRandom(config.seed());
        float[] start = items.vectors();
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) (random.nextLong() * 0x1p-63 / Math.sqrt(config.factors()));
        }
    }

    private static int seen(InteractionMatrix rows) {
        int seen = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            seen += rows.rowSize(row) > 0 ? 1 : 0;
        }
        return seen;
    }

    FactorSide users() {
        return users;
    }

    FactorSide items() {
        return items;
    }

    /** One sweep; it ends with users, so that they and their attributes fit the items that are kept. */
    void run(Workers workers) {
        if (begun) {
            items.learn(users, workers);
        }
        begun = true;
        users.learn(items, workers);
    }

    /** What is kept of it; null if all features may reach all items. */
    FeatureFactors finish(@Nullable AttributeRows openAttributes, Workers workers) {
        items.fillUnseen();
        float[] open = openAttributes == null
                ? new float[0]
                : users.attributeVectorsOf(openAttributes, config.smoothing(), workers);
        for (float[] vectors : new float[][] {items.vectors(), users.attributeVectors(), open}) {
            for (float value : vectors) {
                if (!(Math.abs(value) <= FactorSide.MOST)) {
                    throw new IllegalStateException(
                            "feature-factors found vectors that are not finite or too long; a greater regularization or"
                                    + " smaller weights help");
                }
            }
        }
        int[] unseen = IntStream.range(0, cells.columnCount())
                .filter(item -> cells.transposed().rowSize(item) == 0)
                .toArray();
        return new FeatureFactors(config.factors(), items.vectors(), unseen, users.attributeVectors(), open, loss);
    }
}
