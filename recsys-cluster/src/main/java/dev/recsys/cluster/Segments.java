package dev.recsys.cluster;

/** The centroids, and which of them a user is nearest to. Immutable and thread-safe. */
final class Segments {
    private final int count;
    private final int dimension;
    private final double[] centroids; // row-major, count × dimension

    Segments(int count, int dimension, double[] centroids) {
        this.count = count;
        this.dimension = dimension;
        this.centroids = centroids;
    }

    int count() {
        return count;
    }

    int dimension() {
        return dimension;
    }

    /** Row-major, count × dimension. Not to be modified. */
    double[] centroids() {
        return centroids;
    }

    /**
     * The nearest segment by the coordinates that are known; of equally near ones the first. O(count × dimension).
     *
     * @param point NaN where unknown. Not modified.
     */
    int nearest(float[] point) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int segment = 0; segment < count; segment++) {
            double distance = 0;
            for (int d = 0, at = segment * dimension; d < dimension; d++, at++) {
                double off = point[d] - centroids[at];
                distance += Double.isNaN(off) ? 0 : off * off; // NaN where unknown
            }
            if (distance < bestDistance) {
                bestDistance = distance;
                best = segment;
            }
        }
        return best;
    }
}
