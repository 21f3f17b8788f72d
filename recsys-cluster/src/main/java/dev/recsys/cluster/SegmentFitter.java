package dev.recsys.cluster;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.cluster.SmileStart.Start;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Finds centroids: the best of some starts by Smile on a sample, then rounds over all rows. Used by one thread. */
final class SegmentFitter {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads the seeds of the starts

    private final ClusterConfig config;
    private final Workers workers;
    private final TrainingListener listener;
    private final String task;
    private final DoubleSupplier seconds;

    SegmentFitter(
            ClusterConfig config, Workers workers, TrainingListener listener, String task, DoubleSupplier seconds) {
        this.config = config;
        this.workers = workers;
        this.listener = listener;
        this.task = task;
        this.seconds = seconds;
    }

    /** Centroids, row-major, and how they came about. */
    static final class Fit {
        private final double[] centroids;
        private final int clusters;
        private final int rounds;
        private final double inertia;

        Fit(double[] centroids, int clusters, int rounds, double inertia) {
            this.centroids = centroids;
            this.clusters = clusters;
            this.rounds = rounds;
            this.inertia = inertia;
        }

        double[] centroids() {
            return centroids;
        }

        int clusters() {
            return clusters;
        }

        int rounds() {
            return rounds;
        }

        double inertia() {
            return inertia;
        }
    }

    /** The points the segments are fitted to: those of users with a known feature, at most the sample size. */
    PointBlocks points(FeatureTable features, FeatureEncoder encoder, boolean[] known) {
        int[] usable = new int[features.rowCount()];
        int count = 0;
        for (int row = 0; row < usable.length; row++) {
            if (known[row]) {
                usable[count++] = row;
            }
        }
        int[] chosen = SmileStart.sample(count, config.fit().sampleSize(), new Random(config.seed()));
        PointBlocks points = new PointBlocks(chosen.length, encoder.dimension());
        FeatureEncoder rows = encoder.forRowsOf(features.schema());
        workers.forRanges(chosen.length, PointBlocks.BLOCK, (range, from, to) -> {
            float[] point = new float[encoder.dimension()];
            for (int i = from; i < to; i++) {
                rows.encode(features.row(usable[chosen[i]]), point);
                points.set(i, point);
            }
        });
        return points;
    }

    Fit fit(PointBlocks points) {
        if (points.count() == 0) {
            return new Fit(new double[points.dimension()], 1, 0, 0); // there is no feature to fit to
        }
        double[][] start = start(points);
        int clusters = start.length;
        double[] centroids =
                Arrays.stream(start).flatMapToDouble(Arrays::stream).toArray();
        Lloyd lloyd = new Lloyd(points, workers);
        int total = config.fit().restarts() + config.fit().iterations();
        for (int round = 1; ; round++) {
            Lloyd.Round moved = lloyd.assign(centroids, clusters);
            boolean ended =
                    lloyd.move(centroids, moved) || round == config.fit().iterations();
            listener.report(new TrainingProgress(
                    task,
                    ended ? total : config.fit().restarts() + round,
                    total,
                    moved.inertia(),
                    seconds.getAsDouble()));
            if (ended) {
                return new Fit(centroids, clusters, round, moved.inertia());
            }
        }
    }

    private double[][] start(PointBlocks points) {
        int[] rows = SmileStart.sample(points.count(), config.clusters(), config.seed());
        double[][] sample = Arrays.stream(rows).mapToObj(points::point).toArray(double[][]::new);
        double[][] distinct = SmileStart.distinct(sample, config.clusters());
        if (distinct != null) {
            return distinct;
        }
        if (config.clusters() == 1) {
            return new double[][] {sample[0]};
        }
        Start[] starts = new Start[config.fit().restarts()];
        listener.checkCancelled(task);
        workers.forRanges(starts.length, 1, (range, from, to) -> {
            long seed = ((config.seed() + range) * GOLDEN) >>> 1; // Smile takes a seed and its negative for the same
            starts[range] =
                    SmileStart.run(sample, config.clusters(), config.fit().iterations(), seed);
        });
        Start best = starts[0];
        for (Start start : starts) {
            best = start.inertia() < best.inertia() ? start : best;
        }
        listener.report(new TrainingProgress(
                task, starts.length, starts.length + config.fit().iterations(), best.inertia(), seconds.getAsDouble()));
        return best.centroids();
    }
}
