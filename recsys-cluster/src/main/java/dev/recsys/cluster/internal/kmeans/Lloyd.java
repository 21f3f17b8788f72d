package dev.recsys.cluster.internal.kmeans;

import dev.recsys.internal.run.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of K-means over all points. Ranges and the order in which their sums are added are fixed by the number of
 * points, and each point's nearest centroid is exact, so the result does not depend on threads or JIT compilers. After the
 * first round sums are changed by the points that moved; after some rounds, points whose nearest centroid has a {@link Leads
 * lead} are left out. Used by one thread.
 */
final class Lloyd {
    /** The most ranges of points; each has sums of its own. */
    static final int MAX_RANGES = 64;

    private static final int BLOCK = PointBlocks.BLOCK;
    private static final int FIRST_LEADS = 3; // the round after which they are known; many fits have ended by then
    private static final double TOLERANCE = 1e-4; // of the coordinates' mean variance, as in scikit-learn

    private final PointBlocks points;
    private final Workers workers;
    private final int rangeSize;
    private final Part[] parts;
    private final int[] nearest;
    private final double squares;
    private final double tolerance;
    private int round;
    private @Nullable Leads leads;

    Lloyd(PointBlocks points, Workers workers) {
        this.points = points;
        this.workers = workers;
        int perRange = (points.count() + MAX_RANGES - 1) / MAX_RANGES;
        this.rangeSize = Math.max(1, (perRange + BLOCK - 1) / BLOCK) * BLOCK;
        this.parts = new Part[(points.count() + rangeSize - 1) / rangeSize];
        this.nearest = new int[points.count()];
        int dimension = points.dimension();
        double[][] moments = new double[parts.length][];
        workers.forRanges(points.count(), rangeSize, (range, from, to) -> moments[range] = moments(from, to));
        double[] total = new double[dimension + 1];
        for (double[] part : moments) {
            for (int d = 0; d <= dimension; d++) {
                total[d] += part[d];
            }
        }
        this.squares = total[dimension];
        double variance = squares;
        for (int d = 0; d < dimension; d++) {
            variance -= total[d] * total[d] / points.count();
        }
        this.tolerance = TOLERANCE * Math.max(0, variance / points.count() / Math.max(1, dimension));
    }

    /** The sums of a range's coordinates, then that of their squares. */
    private double[] moments(int from, int to) {
        int dimension = points.dimension();
        double[] moments = new double[dimension + 1];
        for (int first = from; first < to; first += BLOCK) {
            float[][] block = points.block(first / BLOCK);
            for (int d = 0; d < dimension; d++) {
                double sum0 = 0;
                double sum1 = 0;
                double square0 = 0;
                double square1 = 0;
                float[] column = block[d];
                for (int p = 0; p < BLOCK; p += 2) { // what a block lacks is 0
                    double x = column[p];
                    double y = column[p + 1];
                    sum0 += x;
                    sum1 += y;
                    square0 += x * x;
                    square1 += y * y;
                }
                moments[d] += sum0 + sum1;
                moments[dimension] += square0 + square1;
            }
        }
        return moments;
    }

    /** The points of a range by their nearest centroid: how many, and the sums of their coordinates. */
    private static final class Part {
        final double[] sums;
        final int[] sizes;
        final int dimension;

        Part(int clusters, int dimension) {
            this.sums = new double[clusters * dimension];
            this.sizes = new int[clusters];
            this.dimension = dimension;
        }

        /** Adds a whole block. */
        void add(float[][] block, int[] nearest, int count) {
            for (int p = 0; p < count; p++) {
                sizes[nearest[p]]++;
            }
            for (int d = 0; d < dimension; d++) {
                add(block[d], nearest, count, d);
            }
        }

        private void add(float[] column, int[] nearest, int count, int d) {
            for (int p = 0; p < count; p++) {
                sums[nearest[p] * dimension + d] += column[p];
            }
        }

        /** Moves the points of a block, the first of which has the number {@code start}, where they have another centroid. */
        void change(float[][] block, int[] before, int start, int[] now, int count) {
            for (int p = 0; p < count; p++) {
                if (now[p] != before[start + p]) {
                    move(block, p, before[start + p], now[p]);
                }
            }
        }

        private void move(float[][] block, int p, int from, int to) {
            sizes[from]--;
            sizes[to]++;
            for (int d = 0; d < dimension; d++) {
                sums[from * dimension + d] -= block[d][p];
                sums[to * dimension + d] += block[d][p];
            }
        }
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

    int dimension() {
        return points.dimension();
    }

    /** Begins anew: the next round is a first one, of any number of centroids. */
    void restart() {
        round = 0;
        leads = null;
    }

    /**
     * One assignment of all points.
     *
     * @param centroids row-major, clusters × dimension. Not modified.
     * @param clusters as many as in the round before
     */
    Round assign(double[] centroids, int clusters) {
        CentroidTable table = new CentroidTable(new Centroids(clusters, points.dimension(), centroids));
        round++;
        boolean first = round == 1;
        Leads bounds = leads;
        if (bounds != null) {
            bounds.move(centroids);
        } else if (round == FIRST_LEADS && clusters > 1) {
            bounds = new Leads(points, centroids, workers);
            leads = bounds;
        }
        Leads used = bounds;
        workers.forRanges(points.count(), rangeSize, (range, from, to) -> {
            if (first) {
                parts[range] = new Part(clusters, points.dimension());
            }
            if (used == null) {
                assign(table, parts[range], from, to, first);
            } else {
                assign(table, parts[range], from, to, used);
            }
        });
        double[] sums = new double[centroids.length];
        int[] sizes = new int[clusters];
        for (Part part : parts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part.sums[i];
            }
            for (int c = 0; c < clusters; c++) {
                sizes[c] += part.sizes[c];
            }
        }
        return new Round(sums, sizes, inertia(centroids, sums, sizes));
    }

    private void assign(CentroidTable table, Part part, int from, int to, boolean first) {
        BlockScores scores = new BlockScores(table);
        int[] found = new int[BLOCK];
        for (int start = from; start < to; start += BLOCK) {
            int number = start / BLOCK;
            float[][] block = points.block(number);
            int count = points.size(number);
            scores.nearest(block, points.norm(), count, found);
            if (first) {
                part.add(block, found, count);
            } else {
                part.change(block, nearest, start, found, count);
            }
            System.arraycopy(found, 0, nearest, start, count);
        }
    }

    /** The same for the points without a lead, gathered to blocks. */
    private void assign(CentroidTable table, Part part, int from, int to, Leads bounds) {
        BlockScores scores = new BlockScores(table);
        float[][] gathered = new float[points.dimension()][BLOCK];
        int[] rows = new int[BLOCK];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!bounds.holds(row, nearest[row])) {
                points.copy(row, gathered, count);
                rows[count++] = row;
                if (count == BLOCK) {
                    settle(scores, part, gathered, rows, count, bounds);
                    count = 0;
                }
            }
        }
        settle(scores, part, gathered, rows, count, bounds);
    }

    private void settle(BlockScores scores, Part part, float[][] gathered, int[] rows, int count, Leads bounds) {
        int[] found = new int[BLOCK];
        scores.nearest(gathered, points.norm(), count, found);
        for (int p = 0; p < count; p++) {
            int row = rows[p];
            if (found[p] != nearest[row]) {
                part.move(gathered, p, nearest[row], found[p]);
                nearest[row] = found[p];
            }
            bounds.set(row, scores, p);
        }
    }

    /** By sum |x - c|^2 = sum x·x - 2 c·(sum x) + n c·c over the points x of each centroid c. */
    private double inertia(double[] centroids, double[] sums, int[] sizes) {
        int dimension = points.dimension();
        double inertia = squares;
        for (int c = 0; c < sizes.length; c++) {
            for (int i = c * dimension; i < (c + 1) * dimension; i++) {
                inertia += centroids[i] * (sizes[c] * centroids[i] - 2 * sums[i]);
            }
        }
        return Math.max(0, inertia);
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
}
