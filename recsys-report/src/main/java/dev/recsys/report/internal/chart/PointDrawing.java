package dev.recsys.report.internal.chart;

import java.util.ArrayList;
import java.util.List;

/** Points or curves in a plane: curves from zero on, those of {@code CURVE} in a square with the diagonal. */
final class PointDrawing extends Drawing {
    private static final double MOST_SIDE = 420;

    private final List<double[]> taken = new ArrayList<>();

    PointDrawing(Chart chart, double width, Numbers numbers) {
        super(chart, width, numbers);
    }

    @Override
    double draw() {
        List<Points> groups = chart.points();
        boolean curve = chart.kind() == Chart.Kind.CURVE;
        boolean joined = chart.kind() != Chart.Kind.POINTS;
        double top =
                groups.size() > 1 ? legend(groups.stream().map(Points::name).toList(), 0) : 0;
        top = unit(chart.unit(), 0, top + 12) + 14;
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Points group : groups) {
            for (Points.Point point : group.points()) {
                stretch(x, point.x());
                stretch(y, point.y());
            }
        }
        if (curve) {
            double most = Math.max(x[1], y[1]);
            x = new double[] {0, most};
            y = x;
        }
        if (joined && !curve) {
            stretch(x, 0);
            stretch(y, 0);
        }
        int ticks = isNarrow() ? 3 : 5;
        double left = widest(Scale.covering(y[0], y[1], ticks, 0, 1).ticks().stream()
                        .map(this::tick)
                        .toList())
                + 8;
        double side = Math.min(MOST_SIDE, width - left - 16);
        double right = curve ? left + side : width - 16;
        double bottom = top + (curve ? side : Math.min(340, 0.8 * width));
        Scale across = Scale.covering(x[0], x[1], ticks, left, right);
        Scale up = Scale.covering(y[0], y[1], ticks, bottom, top);
        for (double tick : up.ticks()) {
            svg.grid(left, up.at(tick), right, up.at(tick));
            svg.quiet(left - 6, up.at(tick) + 4.5, "end", tick(tick));
        }
        for (double tick : across.ticks()) {
            svg.grid(across.at(tick), top, across.at(tick), bottom);
        }
        if (curve) {
            svg.axis(left, bottom, right, up.at(across.high()));
        }
        for (int g = 0; g < groups.size(); g++) {
            points(g, across, up, joined);
        }
        svg.axis(left, bottom, right, bottom);
        labelsBelow(
                across.ticks().stream().map(this::tick).toList(),
                across.ticks().stream().map(across::at).toList(),
                bottom + 17);
        return unit(chart.axis(), left, bottom + 17 + LINE) + 6;
    }

    private static void stretch(double[] range, double value) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
    }

    private void points(int g, Scale across, Scale up, boolean joined) {
        Points group = chart.points().get(g);
        StringBuilder path = new StringBuilder();
        for (Points.Point point : group.points()) {
            double x = across.at(point.x());
            double y = up.at(point.y());
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(x))
                    .append(' ')
                    .append(Svg.number(y));
            String name = point.label().isEmpty() ? group.name() : point.label();
            svg.dot(x, y, joined ? 3 : 4.5, g, name + ": " + value(point.x()) + ", " + value(point.y()));
            if (!joined && !point.label().isEmpty()) {
                label(point.label(), x, Math.min(y, up.from() - 8), across.from());
            }
        }
        if (joined) {
            svg.path(path.toString(), g);
        }
    }

    /** A label beside its point, unless it would lie on another or left of the axis. */
    private void label(String label, double x, double y, double left) {
        double wide = width(label);
        boolean before = x + 8 + wide > width;
        double start = before ? x - 8 - wide : x + 8;
        double[] box = {start, y - 8, start + wide, y + 8};
        boolean free = start >= left
                && taken.stream().noneMatch(o -> box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]);
        if (free) {
            taken.add(box);
            svg.text(start, y + 4.5, "start", label);
        }
    }
}
