package dev.recsys.als;

import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.als.AlsConfig.Weighting;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.spi.HeapRoom;
import java.util.Locale;

/** What a training will allocate, told before it does. */
final class TrainingMemory {
    private TrainingMemory() {}

    /**
     * The bytes a training needs beyond the data, as {@link AlsTrainer} documents them.
     *
     * @param users rows with or without cells
     * @param cells of users × items, not yet transposed
     */
    static long bytes(long users, long items, long cells, AlsConfig config) {
        long rank = config.rankFor((int) Math.min(items, Integer.MAX_VALUE));
        long transposed = 8 * cells + 4 * items;
        long weighted = config.weighting() == Weighting.NONE ? 0 : 16 * cells + 4 * users;
        boolean small = items <= SmallCatalogueSweeps.MOST_ITEMS;
        if (small && config.solver() != Solver.REFERENCE && config.solver() != Solver.ITERATIVE) {
            long sums = 8 * items * items * (items + 2);
            return transposed + weighted + 16 * users + (users / 4096 + items + 4) * sums;
        }
        long stride = (rank + Kernels.STRIPES - 1) / Kernels.STRIPES * Kernels.STRIPES;
        long factors = (config.solver() == Solver.REFERENCE ? 8 * rank : 4 * stride) * (users + items);
        long model =
                small ? 0 : 4 * (2 * rank + stride) * items; // serving's copy, the file's, the reference's in floats
        long workspace = (24 * stride * stride + (1L << 20)) * config.threads() + 48 * rank * rank;
        return transposed + weighted + factors + model + workspace;
    }

    /**
     * Refuses a training that will not fit into the heap.
     *
     * @throws IllegalStateException if it will not
     */
    static void check(InteractionMatrix users, AlsConfig config) {
        HeapRoom.require(
                bytes(users.rowCount(), users.columnCount(), users.cellCount(), config),
                AlsModel.ALGORITHM,
                String.format(
                        Locale.ROOT,
                        "%d users, %d items and %d cells at rank %d",
                        users.rowCount(),
                        users.columnCount(),
                        users.cellCount(),
                        config.rankFor(users.columnCount())),
                "a lower rank");
    }
}
