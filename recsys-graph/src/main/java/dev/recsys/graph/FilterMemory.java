package dev.recsys.graph;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.HeapRoom;

/** What a training will allocate beyond the data, computed before it does, as {@link GraphFilterTrainer} documents it. */
final class FilterMemory {
    private FilterMemory() {}

    /** The bytes a training needs. */
    static long bytes(long items, long cells, int factors, long neighbours, int threads) {
        long width = Spectrum.width(factors, (int) items);
        long graph = 16 * cells + 4 * items;
        long space = 24 * items * width + 8 * NormalizedGraph.CHUNK * width + 64 * width * width;
        long rows = 16 * items * width + 8 * items * Math.min(neighbours, items);
        return graph + Math.max(space, rows) + 12L * items * threads;
    }

    /**
     * Refuses a training that will not fit into the heap.
     *
     * @throws IllegalStateException if it will not
     */
    static void check(InteractionMatrix users, GraphFilterConfig config) {
        HeapRoom.require(
                bytes(users.columnCount(), users.cellCount(), config.factors(), config.neighbours(), config.threads()),
                GraphFilterModel.ALGORITHM,
                "fewer factors or neighbours",
                "%d items and %d cells with %d factors and %d neighbours on %d threads",
                users.columnCount(),
                users.cellCount(),
                config.factors(),
                config.neighbours(),
                config.threads());
    }
}
