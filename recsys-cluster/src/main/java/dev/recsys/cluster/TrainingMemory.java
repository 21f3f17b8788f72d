package dev.recsys.cluster;

import dev.recsys.cluster.internal.kmeans.KMeans;
import dev.recsys.cluster.internal.kmeans.PointBlocks;
import dev.recsys.internal.run.HeapRoom;

/**
 * What the fit of one segmentation will hold, computed before it allocates.
 *
 * @param points for the points the segments are fitted to
 * @param segments for sums and tables by segment
 * @param threads for what each thread holds of its own
 */
record TrainingMemory(long points, long segments, long threads) {
    private static final long TABLES = 8; // segments × items, while they are counted
    private static final long LEARNING = 1 << 20; // while a column is learned
    private static final long BOUNDS = 3; // the nearest centroid of each point, its square and its lead
    private static final long SCRATCH = 24; // rows of a block's length for each thread

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
        long started = Math.min(fitted, KMeans.sampleSize(config.clusters()));
        long samples = started + fitted / 2; // the start's, and the largest after it
        long rounds = (KMeans.MAX_RANGES + 1L) * clusters * (8 * dimension + 4);
        long block = 4L * PointBlocks.BLOCK;
        return new TrainingMemory(
                4 * (dimension + BOUNDS) * (fitted + samples + PointBlocks.BLOCK) + 20 * users,
                2 * rounds + 8 * clusters * (TABLES * items + 4 * dimension),
                config.threads() * (Math.max(LEARNING, dimension * block) + SCRATCH * block));
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
                need.remedy(),
                "%d customers, %d coordinates, %d items and %d clusters on %d threads",
                users,
                dimension,
                items,
                config.clusters(),
                config.threads());
    }
}
