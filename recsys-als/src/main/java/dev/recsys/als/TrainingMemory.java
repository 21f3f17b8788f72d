package dev.recsys.als;

import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.als.AlsConfig.Weighting;
import dev.recsys.data.InteractionMatrix;
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
        long needed = bytes(users.rowCount(), users.columnCount(), users.cellCount(), config);
        if (needed <= free()) {
            return;
        }
        // What seems taken may be garbage. Only a training about to be refused asks.
        System.gc();
        long free = free();
        if (needed > free) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "als needs about %d MB of heap for %d users, %d items and %d cells at rank %d, but %d MB of %d MB are"
                            + " free; a lower rank or a greater -Xmx helps",
                    needed >> 20,
                    users.rowCount(),
                    users.columnCount(),
                    users.cellCount(),
                    config.rankFor(users.columnCount()),
                    free >> 20,
                    Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
