package dev.recsys.report.internal.chart;

import java.util.List;

/** A dot for each label with a line from the lower to the upper end of its interval. */
final class IntervalDrawing extends Drawing {
    private static final double ROW = 26;

    IntervalDrawing(Chart chart, double width, Numbers numbers) {
        super(chart, width, numbers);
    }

    @Override
    double draw() {
        List<Double> values = chart.series().get(0).values();
        List<Double> lows = chart.series().get(1).values();
        List<Double> highs = chart.series().get(2).values();
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double valueRoom = 10;
        for (int i = 0; i < values.size(); i++) {
            for (double value : new double[] {values.get(i), lows.get(i), highs.get(i)}) {
                range[0] = Double.isNaN(value) ? range[0] : Math.min(range[0], value);
                range[1] = Double.isNaN(value) ? range[1] : Math.max(range[1], value);
            }
            valueRoom = Math.max(valueRoom, width(value(values.get(i))) + 14);
        }
        double widest = widest(chart.labels());
        boolean above = isNarrow() || widest > 0.45 * width;
        double left = above ? 8 : widest + 18;
        boolean found = range[0] <= range[1];
        Scale scale =
                scale(found ? range[0] : 0, found ? range[1] : 1, isNarrow() ? 3 : 5, left, width - valueRoom - 8);
        double row = above ? ROW + LINE : ROW;
        double bottom = chart.labels().size() * row;
        for (double tick : scale.ticks()) {
            svg.grid(scale.at(tick), 0, scale.at(tick), bottom);
        }
        for (int i = 0; i < values.size(); i++) {
            double y = i * row;
            String label = TextWidth.fitted(chart.labels().get(i), Svg.SIZE, above ? width : left);
            if (above) {
                svg.text(0, y + 14, "start", label);
                y += LINE;
            } else {
                svg.text(left - 16, y + ROW / 2 + 4.5, "end", label);
            }
            interval(scale, y + ROW / 2, i, values.get(i), lows.get(i), highs.get(i));
        }
        svg.axis(left, bottom, width - valueRoom - 8, bottom);
        if (scale.low() < 0 && scale.high() > 0) {
            svg.axis(scale.at(0), 0, scale.at(0), bottom);
        }
        labelsBelow(
                scale.ticks().stream().map(this::tick).toList(),
                scale.ticks().stream().map(scale::at).toList(),
                bottom + 15);
        return unit(chart.unit(), above ? 0 : left, bottom + 15 + LINE) + 6;
    }

    private void interval(Scale scale, double y, int row, double value, double low, double high) {
        if (Double.isNaN(value)) {
            return;
        }
        boolean bounded = !Double.isNaN(low) && !Double.isNaN(high);
        String between = bounded ? " (" + value(low) + " – " + value(high) + ")" : "";
        String says = chart.labels().get(row) + ": " + value(value) + between + " " + chart.unit();
        double end = scale.at(value);
        if (bounded) {
            svg.bar(scale.at(low), y - 2, Math.max(1, scale.at(high) - scale.at(low)), 4, 0, says);
            end = Math.max(end, scale.at(high));
        }
        svg.dot(scale.at(value), y, 5, 0, says);
        svg.text(Math.max(end, scale.at(value) + 5) + 6, y + 4.5, "start", value(value));
    }
}
