package dev.recsys.baselines;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;
import java.util.Locale;
import java.util.Map;

/**
 * Finds, for every item, the items that the same users have: item–item neighbours by cosine, TF-IDF or BM25 (Sarwar et al.,
 * "Item-based collaborative filtering recommendation algorithms", WWW 2001). A score is the sum, over the held items that
 * have the item among their neighbours, of weight × similarity. Works on panels and event logs. O(Σ over users of items²),
 * and 32 bytes an interaction, 16 bytes an item and thread and 8 bytes a neighbour of memory.
 */
public final class NeighbourTrainer implements Trainer<Dataset> {
    private static final String TASK = "neighbours";

    private final NeighbourConfig config;

    /** A trainer with the default options. */
    public NeighbourTrainer() {
        this(NeighbourConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public NeighbourTrainer(NeighbourConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public ItemItemModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    @Override
    public ItemItemModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        Provenance provenance = ItemItems.start(TASK, config, data);
        InteractionMatrix users = data.interactions();
        try (Workers workers = Workers.of(TASK, config.threads())) {
            double[][] cells = new double[1][];
            workers.forRanges(2, 1, (range, from, to) -> {
                if (range == 0) {
                    cells[0] = CellValues.of(users, config);
                } else {
                    users.transposed(); // kept by the matrix
                }
            });
            ItemRows rows = ItemRows.square(users, cells[0]);
            ItemWeights weights = new NearestItems(rows, config.neighbours(), config.shrinkage())
                    .find(workers, new Steps(TASK, provenance, 1), listener);
            String kind = config.similarity().name().toLowerCase(Locale.ROOT);
            return ItemItems.finish(
                    provenance, data, weights, new HeldShares(config.weightExponent(), false), 0, Map.of("kind", kind));
        }
    }
}
