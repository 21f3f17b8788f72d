package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.HeapRoom;

/** What a training will allocate, computed before it does. */
public final class TrainingMemory {
    private TrainingMemory() {}

    /**
     * The bytes a training needs beyond the data, as {@code AlsTrainer} documents them.
     *
     * @param data for the matrix and what grows with it alone
     * @param factors for factors of users and items, and what one thread works with
     * @param threads for what each further thread works with
     */
    record Need(long data, long factors, long threads) {
        long bytes() {
            return data + factors + threads;
        }

        /** What option makes the greatest part less. */
        String remedy() {
            if (threads > Math.max(data, factors)) {
                return "fewer threads";
            }
            return factors > data ? "fewer factors" : "less data";
        }
    }

    /**
     * What a training needs.
     *
     * @param users rows with or without cells
     * @param items columns
     * @param cells of users × items, not yet transposed
     * @param settings rank and solver
     * @param weighted whether the matrix is copied to be weighted
     * @param threads how many
     */
    static Need of(long users, long items, long cells, SweepSettings settings, boolean weighted, int threads) {
        long rank = settings.rank();
        long transposed = 8 * cells + 4 * items;
        long copied = weighted ? 16 * cells + 4 * users : 0;
        if (settings.inItemSpace(items)) {
            long sums = 8 * items * items * (items + 2);
            return new Need(transposed + copied + 16 * users + (users / 4096 + items + 4) * sums, 0, 0);
        }
        long stride = (rank + Kernels.STRIPES - 1) / Kernels.STRIPES * Kernels.STRIPES;
        long factors = (settings.solver() == SolverKind.REFERENCE ? 8 * rank : 4 * stride + FactorMatrix.ROW_BYTES)
                * (users + items);
        boolean small = items <= SweepSettings.SMALL_CATALOGUE;
        long model = small
                ? 0
                : (4 * (2 * rank + stride) + FactorMatrix.ROW_BYTES)
                        * items; // serving's copy, the file's, the reference's in floats
        long workspace = 24 * stride * stride + (1L << 20);
        return new Need(
                transposed + copied, factors + model + 48 * rank * rank + workspace, workspace * (threads - 1L));
    }

    /**
     * Refuses a training that will not fit into the heap.
     *
     * @param users the matrix, users × items
     * @param settings rank and solver
     * @param weighted whether the matrix is copied to be weighted
     * @param threads how many
     * @throws IllegalStateException if it will not
     */
    public static void check(InteractionMatrix users, SweepSettings settings, boolean weighted, int threads) {
        Need need = of(users.rowCount(), users.columnCount(), users.cellCount(), settings, weighted, threads);
        HeapRoom.require(
                need.bytes(),
                "als",
                need.remedy(),
                "%d users, %d items and %d cells with %d factors on %d threads",
                users.rowCount(),
                users.columnCount(),
                users.cellCount(),
                settings.rank(),
                threads);
    }
}
