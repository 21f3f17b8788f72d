package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;

/** The points of the rows of a table. Immutable and thread-safe. */
public final class PointsTable {
    private final int[] points;
    private final double[] probabilities;

    PointsTable(int[] points, double[] probabilities) {
        this.points = points;
        this.probabilities = probabilities;
    }

    /**
     * How many rows there are.
     *
     * @return at least 0
     */
    public int rowCount() {
        return points.length;
    }

    /**
     * A row's points, as {@link PointsScore#points}.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return within the scale's range
     * @throws IllegalArgumentException if the index is out of range
     */
    public int points(int row) {
        return points[Checks.index(row, points.length, "row")];
    }

    /**
     * How probable a row's positive value is, as {@link PointsScore#probability}.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return in 0..1
     * @throws IllegalArgumentException if the index is out of range
     */
    public double probability(int row) {
        return probabilities[Checks.index(row, points.length, "row")];
    }
}
