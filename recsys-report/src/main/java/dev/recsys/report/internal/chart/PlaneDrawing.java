package dev.recsys.report.internal.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A drawing with a vertical axis: lines and columns over labels. */
final class PlaneDrawing extends Drawing {
    private static final double HEIGHT = 240;
    private static final double MOST_LABEL = 0.3;

    PlaneDrawing(Chart chart, double width, Numbers numbers) {
        super(chart, width, numbers);
    }

    @Override
    double draw() {
        List<Series> series = chart.series();
        boolean columns = chart.kind() == Chart.Kind.COLUMNS;
        List<String> names = series.stream().map(Series::name).toList();
        boolean direct = !columns && series.size() > 1 && !isNarrow() && widest(names) < MOST_LABEL * width;
        double top = series.size() > 1 && !direct ? legend(names, 0) : 0;
        top = unit(chart.unit(), 0, top + 12) + 14;
        double bottom = top + HEIGHT;
        Scale scale = scale(Math.min(0, least()), most(), 5, bottom, top);
        List<String> ticks = scale.ticks().stream().map(this::tick).toList();
        double left = widest(ticks) + 8;
        double right = width - (direct ? widest(names) + 14 : 10);
        for (int i = 0; i < ticks.size(); i++) {
            double y = scale.at(scale.ticks().get(i));
            svg.grid(left, y, right, y);
            svg.quiet(left - 6, y + 4.5, "end", ticks.get(i));
        }
        int count = chart.labels().size();
        double step = (right - left) / (columns ? count : Math.max(1, count - 1));
        List<Double> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(columns ? left + (i + 0.5) * step : count == 1 ? (left + right) / 2 : left + i * step);
        }
        if (columns) {
            columns(scale, places, step);
        } else {
            for (int s = 0; s < series.size(); s++) {
                line(s, scale, places);
            }
        }
        svg.axis(left, scale.at(0), right, scale.at(0));
        labelsBelow(chart.labels(), places, bottom + 17);
        svg.quiet((left + right) / 2, bottom + 17 + LINE, "middle", chart.axis());
        if (direct) {
            direct(scale, right, top, bottom);
        }
        return bottom + 17 + LINE + 6;
    }

    private void columns(Scale scale, List<Double> places, double step) {
        List<Double> values = chart.series().get(0).values();
        for (int i = 0; i < values.size(); i++) {
            double value = Double.isNaN(values.get(i)) ? 0 : values.get(i);
            double y = scale.at(Math.max(0, value));
            double height = Math.abs(scale.at(0) - scale.at(value));
            String says = chart.labels().get(i) + ": " + value(value) + " " + chart.unit();
            svg.bar(places.get(i) - step / 2 + 0.5, y, Math.max(0.5, step - 1), height, 0, says);
        }
    }

    private void line(int s, Scale scale, List<Double> places) {
        Series series = chart.series().get(s);
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < places.size(); i++) {
            double value = series.values().get(i);
            if (Double.isNaN(value)) {
                pen = false;
                continue;
            }
            path.append(pen ? 'L' : 'M').append(Svg.number(places.get(i))).append(' ');
            path.append(Svg.number(scale.at(value)));
            pen = true;
        }
        svg.path(path.toString(), s);
        for (int i = 0; i < places.size(); i++) {
            double value = series.values().get(i);
            if (!Double.isNaN(value)) {
                String of = chart.series().size() == 1 ? "" : series.name() + ", ";
                String says = of + chart.labels().get(i) + ": " + value(value) + " " + chart.unit();
                svg.dot(places.get(i), scale.at(value), 3.2, s, says);
            }
        }
    }

    /** The names of the lines at their ends, moved apart where they would overlap. */
    private void direct(Scale scale, double right, double top, double bottom) {
        record End(String name, double y) {}
        List<End> ends = new ArrayList<>();
        for (Series series : chart.series()) {
            double last = Double.NaN;
            for (double value : series.values()) {
                last = Double.isNaN(value) ? last : value;
            }
            ends.add(new End(series.name(), Double.isNaN(last) ? bottom : scale.at(last)));
        }
        ends.sort(Comparator.comparingDouble(End::y));
        double[] places = new double[ends.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(ends.get(i).y, i == 0 ? top : places[i - 1] + 15);
        }
        for (int i = places.length - 1; i >= 0; i--) {
            double floor = i == places.length - 1 ? bottom - 10 : places[i + 1] - 15;
            places[i] = Math.min(places[i], floor);
            svg.text(right + 8, places[i] + 4.5, "start", ends.get(i).name);
        }
    }

    private double most() {
        return values().max().orElse(1);
    }

    private double least() {
        return values().min().orElse(0);
    }

    private java.util.stream.DoubleStream values() {
        return chart.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(value -> !Double.isNaN(value))
                .mapToDouble(Double::doubleValue);
    }
}
