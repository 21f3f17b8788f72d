package dev.recsys.cluster;

import dev.recsys.internal.run.HeapRoom;
import java.util.Locale;

/**
 * What the fit of one segmentation will hold, computed before it allocates.
 *
 * @param points for the points the segments are fitted to
 * @param segments for sums and tables by segment, and the search for a start
 * @param threads for starts that are searched beside the first
 */
record TrainingMemory(long points, long segments, long threads) {
    private static final long TABLES = 8; // segments × items, while they are counted

    /**
     * What a fit needs.
     *
     * @param users customers to assign
     * @param dimension coordinates of a point
     * @param items of the catalogue
     * @param config clusters, sample size, restarts and threads
     */
    static TrainingMemory of(long users, long dimension, long items, ClusterConfig config) {
        long fitted = Math.min(users, config.fit().sampleSize());
        long clusters = Math.min(config.clusters(), Math.max(1, fitted));
        long started = SmileStart.sampleSize((int) fitted, (int) clusters);
        long starts = Math.min(config.threads(), config.fit().restarts());
        long perStart = SmileStart.bytes(started, dimension, clusters);
        long rounds = (Lloyd.MAX_RANGES + 1L) * clusters * (8 * dimension + 4);
        return new TrainingMemory(
                4 * dimension * (fitted + PointBlocks.BLOCK) + 8 * dimension * started + 16 * users,
                rounds + 8 * clusters * (TABLES * items + 4 * dimension) + perStart,
                (starts - 1) * perStart);
    }

    long bytes() {
        return points + segments + threads;
    }

    /** What option makes the greatest part less. */
    String remedy() {
        if (threads > Math.max(points, segments)) {
            return "fewer threads";
        }
        return segments > points ? "fewer clusters" : "a smaller sampleSize";
    }

    /**
     * Refuses a fit that will not go into the heap.
     *
     * @throws IllegalStateException if it will not
     */
    static void check(long users, long dimension, long items, ClusterConfig config) {
        TrainingMemory need = of(users, dimension, items, config);
        HeapRoom.require(
                need.bytes(),
                ClusterModel.ALGORITHM,
                String.format(
                        Locale.ROOT,
                        "%d customers, %d coordinates, %d items and %d clusters on %d threads",
                        users,
                        dimension,
                        items,
                        config.clusters(),
                        config.threads()),
                need.remedy());
    }
}
