package dev.recsys.report.internal.chart;

import java.util.List;

/** Horizontal bars, grouped where there are several series: labels to the left, or above where there is little room. */
final class BarDrawing extends Drawing {
    private static final double BAR = 16;
    private static final double GAP = 8;

    BarDrawing(Chart chart, double width, Numbers numbers) {
        super(chart, width, numbers);
    }

    @Override
    double draw() {
        List<Series> series = chart.series();
        double top =
                series.size() > 1 ? legend(series.stream().map(Series::name).toList(), 0) : 0;
        double widest = widest(chart.labels());
        boolean above = isNarrow() || widest > 0.45 * width;
        double left = above ? 0 : widest + 10;
        double valueRoom = 10;
        double most = 0;
        double least = 0;
        for (Series each : series) {
            for (double value : each.values()) {
                valueRoom = Math.max(valueRoom, width(value(value)) + 10);
                most = Math.max(most, Double.isNaN(value) ? 0 : value);
                least = Math.min(least, Double.isNaN(value) ? 0 : value);
            }
        }
        double end = width - valueRoom;
        Scale scale = scale(least, most, isNarrow() ? 3 : 5, left, end);
        double group = (above ? LINE : 0) + series.size() * BAR + GAP;
        double bottom = top + chart.labels().size() * group;
        double zero = scale.at(0);
        for (double tick : scale.ticks()) {
            svg.grid(scale.at(tick), top, scale.at(tick), bottom);
        }
        for (int i = 0; i < chart.labels().size(); i++) {
            double y = top + i * group + GAP / 2;
            String label = TextWidth.fitted(chart.labels().get(i), Svg.SIZE, above ? width : left);
            if (above) {
                svg.text(0, y + 12, "start", label);
                y += LINE;
            } else {
                svg.text(left - 8, y + series.size() * BAR / 2 + 4.5, "end", label);
            }
            for (int s = 0; s < series.size(); s++) {
                double value = series.get(s).values().get(i);
                double x = Double.isNaN(value) ? zero : scale.at(value);
                String of = series.size() == 1 ? "" : ", " + series.get(s).name();
                String says = chart.labels().get(i) + of + ": " + value(value) + " " + chart.unit();
                svg.bar(Math.min(zero, x), y + 1, Math.max(0.5, Math.abs(x - zero)), BAR - 2, s, says);
                svg.text(Math.max(zero, x) + 5, y + BAR / 2 + 4.5, "start", value(value));
                y += BAR;
            }
        }
        svg.axis(zero, top, zero, bottom);
        labelsBelow(
                scale.ticks().stream().map(this::tick).toList(),
                scale.ticks().stream().map(scale::at).toList(),
                bottom + 15);
        return unit(chart.unit(), left, bottom + 15 + LINE) + 6;
    }
}
