package dev.recsys.report.internal.chart;

import java.util.List;

/** What all kinds of drawings do alike. For one drawing and one thread. */
abstract class Drawing {
    /** Room for a line of text. */
    static final double LINE = 18;

    private static final double NARROW = 500;
    private static final double KEY = 14;

    final Svg svg = new Svg();
    final Chart chart;
    final double width;
    final Numbers numbers;

    Drawing(Chart chart, double width, Numbers numbers) {
        this.chart = chart;
        this.width = width;
        this.numbers = numbers;
    }

    /** Draws all; gives the height. */
    abstract double draw();

    final boolean isNarrow() {
        return width < NARROW;
    }

    final String value(double value) {
        return numbers.full(value, chart.measure());
    }

    final String tick(double value) {
        return numbers.compact(value, chart.measure());
    }

    /** A unit, in as many lines as it needs; gives where the last of them stands. */
    final double unit(String text, double x, double y) {
        StringBuilder line = new StringBuilder();
        double at = y;
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word) > width - x) {
                svg.quiet(x, at, "start", line.toString());
                line.setLength(0);
                at += LINE;
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        svg.quiet(x, at, "start", TextWidth.fitted(line.toString(), Svg.SIZE, width - x));
        return at;
    }

    /** An axis of values; counts have no ticks between whole numbers. */
    final Scale scale(double least, double most, int ticks, double from, double to) {
        boolean whole = chart.measure() == Measure.COUNT;
        int fitting = whole ? (int) Math.max(1, Math.min(ticks, most - least)) : ticks;
        return Scale.covering(least, most, fitting, from, to);
    }

    static double width(String text) {
        return TextWidth.of(text, Svg.SIZE);
    }

    static double widest(List<String> texts) {
        return texts.stream().mapToDouble(Drawing::width).max().orElse(0);
    }

    /** The names of the series with their colours, in as many lines as they need; gives where the next thing begins. */
    final double legend(List<String> names, double top) {
        double x = 0;
        double y = top;
        for (int i = 0; i < names.size(); i++) {
            String name = TextWidth.fitted(names.get(i), Svg.SIZE, width - KEY - 8);
            double wide = KEY + 6 + width(name) + 12;
            if (x > 0 && x + wide > width) {
                x = 0;
                y += LINE;
            }
            svg.bar(x, y + 3, KEY, 10, i, name);
            svg.text(x + KEY + 6, y + 12, "start", name);
            x += wide;
        }
        return y + LINE + 6;
    }

    /** Labels under an axis, as many as have room; the first always. */
    final void labelsBelow(List<String> labels, List<Double> places, double y) {
        double end = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < labels.size(); i++) {
            double half = width(labels.get(i)) / 2;
            double x = Math.min(Math.max(places.get(i), half), width - half);
            if (x - half > end + 8) {
                svg.quiet(x, y, "middle", labels.get(i));
                end = x + half;
            }
        }
    }
}
