package dev.recsys.report.internal.chart;

import java.util.List;

/**
 * Points of one name in a plane.
 *
 * @param name what they are of
 * @param points in the order in which a curve joins them
 */
public record Points(String name, List<Point> points) {
    /**
     * Copies.
     *
     * @param name what they are of
     * @param points in the order in which a curve joins them
     */
    public Points {
        points = List.copyOf(points);
    }

    /**
     * A place in a plane.
     *
     * @param x finite
     * @param y finite
     * @param label what is there, possibly empty
     */
    public record Point(double x, double y, String label) {}
}
