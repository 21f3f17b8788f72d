package dev.recsys.cluster;

import dev.recsys.TrainingCancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import smile.clustering.KMeans;

/**
 * Starting points by Smile's K-means (k-means++ and a BBD tree) on a sample. Smile draws from a generator that belongs to
 * the thread, so each call runs on a thread of its own, seeded first; its constructor for a single run uses no other
 * threads. The result depends on the points and the seed alone.
 */
final class SmileStart {
    /** The most points Smile is given, unless that is less than {@value #PER_CLUSTER} a cluster. */
    static final int SAMPLE = 5_000;

    private static final int PER_CLUSTER = 50;
    private static final long NODES = 2; // of its tree, for each point
    private static final long NODE = 160; // a node and its arrays, beside their coordinates
    private static final long STACK = 64L << 20; // its tree is recursive, and as deep as the points are uneven

    private SmileStart() {}

    /** Centroids and the sum of squared distances to them over the sample. */
    static final class Start {
        private final double[][] centroids;
        private final double inertia;

        Start(double[][] centroids, double inertia) {
            this.centroids = centroids;
            this.inertia = inertia;
        }

        double[][] centroids() {
            return centroids;
        }

        double inertia() {
            return inertia;
        }
    }

    /** Which of the points to show to Smile, ascending. */
    static int[] sample(int count, int clusters, long seed) {
        return sample(count, sampleSize(count, clusters), new Random(seed));
    }

    /** How many of the points to show to Smile, at most; there may be fewer. */
    static int sampleSize(int count, int clusters) {
        return (int) Math.max(SAMPLE, Math.min(count, (long) PER_CLUSTER * clusters));
    }

    /** So many of {@code 0..count-1}, ascending; all where there are no more. */
    static int[] sample(int count, int size, Random random) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        if (size >= count) {
            return rows;
        }
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(count - i);
            int row = rows[other];
            rows[other] = rows[i];
            rows[i] = row;
        }
        int[] chosen = Arrays.copyOf(rows, size);
        Arrays.sort(chosen);
        return chosen;
    }

    /** The distinct points if there are at most {@code limit}, else null. */
    static double @Nullable [][] distinct(double[][] points, int limit) {
        Map<List<Double>, double[]> seen = new LinkedHashMap<>();
        for (double[] point : points) {
            seen.putIfAbsent(Arrays.stream(point).boxed().toList(), point);
            if (seen.size() > limit) {
                return null;
            }
        }
        return seen.values().toArray(double[][]::new);
    }

    /**
     * One run.
     *
     * @param points more distinct ones than clusters
     * @param clusters at least 2
     * @throws TrainingCancelledException if the calling thread is interrupted; only after the run
     */
    static Start run(double[][] points, int clusters, int iterations, long seed) {
        List<KMeans> result = new ArrayList<>(1);
        List<Throwable> failure = new ArrayList<>(1);
        Runnable task = () -> {
            smile.math.Math.setSeed(seed);
            result.add(new KMeans(points, clusters, iterations));
        };
        Thread thread = new Thread(null, task, "recsys-cluster-start", STACK);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> failure.add(e));
        try {
            thread.start();
            join(thread);
        } catch (OutOfMemoryError e) { // there can be no further thread
            failure.add(e);
        }
        if (!failure.isEmpty() && failure.get(0) instanceof OutOfMemoryError) {
            throw outOfHeap(points.length, points[0].length, clusters, failure.get(0));
        }
        if (!failure.isEmpty()) {
            throw new IllegalStateException("K-means failed on " + points.length + " points", failure.get(0));
        }
        KMeans fitted = result.get(0);
        double[][] centroids = Arrays.stream(fitted.centroids())
                .filter(centroid -> Arrays.stream(centroid).allMatch(Double::isFinite)) // an empty one is 0 / 0
                .toArray(double[][]::new);
        return new Start(centroids, fitted.distortion());
    }

    /** What one run holds, beside its points. */
    static long bytes(long points, long dimension, long clusters) {
        return points * NODES * (NODE + 3 * 8 * dimension) + 3 * 8 * clusters * dimension;
    }

    /** What is free now says little: what was allocated until it failed is garbage by now. */
    static IllegalStateException outOfHeap(int points, int dimension, int clusters, Throwable cause) {
        long bytes = bytes(points, dimension, clusters);
        String sentence = String.format(
                Locale.ROOT,
                "cluster needs about %d MB of heap for each start of K-means on %d points of %d coordinates with %d"
                        + " clusters, but found no room for it in a heap of %d MB; fewer threads, fewer clusters or a"
                        + " greater -Xmx helps",
                Math.max(1, bytes >> 20),
                points,
                dimension,
                clusters,
                Runtime.getRuntime().maxMemory() >> 20);
        return new IllegalStateException(sentence, cause);
    }

    /** Waits to the end even if interrupted: Smile can't be stopped. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new TrainingCancelledException("cluster");
        }
    }
}
