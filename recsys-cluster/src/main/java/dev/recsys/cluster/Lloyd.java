package dev.recsys.cluster;

import dev.recsys.internal.run.Workers;
import java.util.Arrays;

/**
 * Rounds of K-means over all points. Ranges and the order in which their sums are added are fixed by the number of
 * points, so the result does not depend on the threads. Used by one thread; its loops over a block's points are written
 * to be vectorised and add in the same order either way.
 */
final class Lloyd {
    /** The most ranges of points; each has sums of its own. */
    static final int MAX_RANGES = 64;

    private static final double TOLERANCE = 1e-4; // of the coordinates' mean variance, as in scikit-learn

    private final PointBlocks points;
    private final Workers workers;
    private final int rangeSize;
    private final int rangeCount;
    private final double tolerance;

    Lloyd(PointBlocks points, Workers workers) {
        this.points = points;
        this.workers = workers;
        int perRange = (points.count() + MAX_RANGES - 1) / MAX_RANGES;
        this.rangeSize = Math.max(1, (perRange + PointBlocks.BLOCK - 1) / PointBlocks.BLOCK) * PointBlocks.BLOCK;
        this.rangeCount = (points.count() + rangeSize - 1) / rangeSize;
        this.tolerance = TOLERANCE * meanVariance();
    }

    /** What a round gave: sums of the points nearest to each centroid, how many, and their squared distances' sum. */
    static final class Round {
        private final double[] sums;
        private final int[] sizes;
        private final double inertia;

        Round(double[] sums, int[] sizes, double inertia) {
            this.sums = sums;
            this.sizes = sizes;
            this.inertia = inertia;
        }

        double[] sums() {
            return sums;
        }

        int[] sizes() {
            return sizes;
        }

        double inertia() {
            return inertia;
        }
    }

    /**
     * One assignment of all points.
     *
     * @param centroids row-major, clusters × dimension. Not modified.
     */
    Round assign(double[] centroids, int clusters) {
        Round[] parts = new Round[rangeCount];
        workers.forRanges(points.count(), rangeSize, (range, from, to) -> {
            parts[range] = assign(centroids, clusters, from, to);
        });
        double[] sums = new double[centroids.length];
        int[] sizes = new int[clusters];
        double inertia = 0;
        for (Round part : parts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part.sums[i];
            }
            for (int c = 0; c < clusters; c++) {
                sizes[c] += part.sizes[c];
            }
            inertia += part.inertia;
        }
        return new Round(sums, sizes, inertia);
    }

    private Round assign(double[] centroids, int clusters, int from, int to) {
        int dimension = points.dimension();
        double[] sums = new double[centroids.length];
        int[] sizes = new int[clusters];
        double inertia = 0;
        float[] scores = new float[PointBlocks.BLOCK];
        float[] best = new float[PointBlocks.BLOCK];
        int[] nearest = new int[PointBlocks.BLOCK];
        for (int first = from; first < to; first += PointBlocks.BLOCK) {
            float[] block = points.block(first / PointBlocks.BLOCK);
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            Arrays.fill(nearest, 0);
            for (int c = 0; c < clusters; c++) {
                score(block, centroids, c * dimension, dimension, scores);
                for (int p = 0; p < scores.length; p++) {
                    if (scores[p] > best[p]) {
                        best[p] = scores[p];
                        nearest[p] = c;
                    }
                }
            }
            int count = Math.min(PointBlocks.BLOCK, to - first);
            for (int p = 0; p < count; p++) {
                sizes[nearest[p]]++;
                double distance = 0;
                for (int d = 0, at = p, c = nearest[p] * dimension; d < dimension; d++, c++, at += PointBlocks.BLOCK) {
                    double off = block[at] - centroids[c];
                    sums[c] += block[at];
                    distance += off * off;
                }
                inertia += distance;
            }
        }
        return new Round(sums, sizes, inertia);
    }

    /** For each point x of the block x·c − c·c / 2: the greater, the nearer. */
    private static void score(float[] block, double[] centroids, int centroid, int dimension, float[] scores) {
        double square = 0;
        for (int d = 0; d < dimension; d++) {
            square += centroids[centroid + d] * centroids[centroid + d];
        }
        Arrays.fill(scores, (float) (-square / 2));
        int d = 0;
        for (; d + 3 < dimension; d += 4) {
            addFour(
                    block,
                    d * PointBlocks.BLOCK,
                    (float) centroids[centroid + d],
                    (float) centroids[centroid + d + 1],
                    (float) centroids[centroid + d + 2],
                    (float) centroids[centroid + d + 3],
                    scores);
        }
        for (; d < dimension; d++) {
            float c = (float) centroids[centroid + d];
            for (int p = 0, at = d * PointBlocks.BLOCK; p < scores.length; p++) {
                scores[p] += block[at + p] * c;
            }
        }
    }

    private static void addFour(float[] block, int at, float c0, float c1, float c2, float c3, float[] scores) {
        for (int p = 0; p < scores.length; p++) {
            scores[p] += block[at + p] * c0
                    + block[at + PointBlocks.BLOCK + p] * c1
                    + (block[at + 2 * PointBlocks.BLOCK + p] * c2 + block[at + 3 * PointBlocks.BLOCK + p] * c3);
        }
    }

    /**
     * Moves centroids to the means of their points; an empty one stays.
     *
     * @param centroids row-major, clusters × dimension. Modified.
     * @return whether they hardly moved
     */
    boolean move(double[] centroids, Round round) {
        int dimension = points.dimension();
        double moved = 0;
        for (int c = 0; c < round.sizes.length; c++) {
            if (round.sizes[c] == 0) {
                continue;
            }
            for (int i = c * dimension; i < (c + 1) * dimension; i++) {
                double mean = round.sums[i] / round.sizes[c];
                moved += (mean - centroids[i]) * (mean - centroids[i]);
                centroids[i] = mean;
            }
        }
        return moved <= tolerance;
    }

    private double meanVariance() {
        int dimension = points.dimension();
        Round whole = assign(new double[dimension], 1); // distances to the origin
        double squares = whole.inertia;
        for (double sum : whole.sums) {
            squares -= sum * sum / points.count();
        }
        return Math.max(0, squares / points.count() / Math.max(1, dimension));
    }
}
