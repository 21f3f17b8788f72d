package dev.recsys.report.internal.chart;

import java.util.List;

/** A row of cells for each label, a column for each series, the darker the more. */
final class HeatDrawing extends Drawing {
    private static final double MOST_CELL = 64;

    HeatDrawing(Chart chart, double width, Numbers numbers) {
        super(chart, width, numbers);
    }

    @Override
    double draw() {
        List<Series> series = chart.series();
        List<String> names = series.stream().map(Series::name).toList();
        double left = Math.min(widest(chart.labels()) + 8, (isNarrow() ? 0.54 : 0.4) * width);
        double cell = Math.min(MOST_CELL, (width - left - 2) / series.size());
        double row = Math.max(20, Math.min(26, cell));
        boolean upright = widest(names) > cell - 4;
        int every = (int) Math.ceil(15 / cell); // upright labels need as much room as a line
        double top = unit(chart.unit(), 0, 12) + 6 + (upright ? widest(names) + 12 : LINE);
        double most = 0;
        double room = 0;
        for (Series each : series) {
            for (double value : each.values()) {
                most = Math.max(most, Double.isNaN(value) ? 0 : value);
                room = Math.max(room, width(tick(value)));
            }
        }
        for (int c = 0; c < series.size(); c++) {
            double x = left + (c + 0.5) * cell;
            if (upright && c % every != 0) {
                continue;
            }
            if (upright) {
                svg.upright(x + 4.5, top - 5, names.get(c));
            } else {
                svg.quiet(x, top - 6, "middle", names.get(c));
            }
        }
        for (int r = 0; r < chart.labels().size(); r++) {
            double y = top + r * row;
            svg.text(
                    left - 6,
                    y + row / 2 + 4.5,
                    "end",
                    TextWidth.fitted(chart.labels().get(r), Svg.SIZE, left - 6));
            for (int c = 0; c < series.size(); c++) {
                double value = series.get(c).values().get(r);
                if (Double.isNaN(value)) {
                    continue;
                }
                String says = chart.labels().get(r) + ", " + names.get(c) + ": " + value(value) + " " + chart.unit();
                double share = most == 0 ? 0 : Math.sqrt(Math.max(0, value) / most);
                svg.cell(left + c * cell + 0.5, y + 0.5, cell - 1, row - 1, share, says);
                if (room <= cell - 4) {
                    svg.text(left + (c + 0.5) * cell, y + row / 2 + 4.5, "middle", tick(value));
                }
            }
        }
        double bottom = top + chart.labels().size() * row;
        return room <= cell - 4 ? bottom + 8 : key(left, bottom + 8, most);
    }

    /** What the shades mean, where cells are too small for numbers. */
    private double key(double left, double y, double most) {
        double wide = Math.min(160, width - left - 90);
        int steps = 8;
        for (int i = 0; i < steps; i++) {
            double value = most * i * i / ((steps - 1.0) * (steps - 1));
            svg.cell(
                    left + i * wide / steps, y, wide / steps, 10, i / (steps - 1.0), value(value) + " " + chart.unit());
        }
        svg.quiet(left, y + 25, "start", tick(0));
        svg.quiet(left + wide, y + 25, "end", tick(most));
        return y + 31;
    }
}
