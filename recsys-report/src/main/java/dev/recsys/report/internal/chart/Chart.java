package dev.recsys.report.internal.chart;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chart shows, before it is drawn: numbers with their unit and the one sentence that says what they mean.
 *
 * @param id letters, digits and dashes; one of its own on a page
 * @param title what is shown
 * @param sentence what it says, with its figure
 * @param kind how it is drawn
 * @param unit of the values, or of the vertical axis
 * @param axis what the labels are, or the unit of the horizontal axis
 * @param measure how values are written
 * @param labels of categories, rows or steps; none for points
 * @param series one bar, line or column each; none for points
 * @param points none but for {@link Kind#CURVE}, {@link Kind#PATH} and {@link Kind#POINTS}
 */
public record Chart(
        String id,
        String title,
        String sentence,
        Kind kind,
        String unit,
        String axis,
        Measure measure,
        List<String> labels,
        List<Series> series,
        List<Points> points) {
    /** The kinds of charts. */
    public enum Kind {
        /** A horizontal bar for each label and series. */
        BARS,
        /** A column for each label, without gaps: a histogram. */
        COLUMNS,
        /** A line through the labels in their order. */
        LINES,
        /** A cell for each label and series, the darker the more. */
        HEAT,
        /** A curve in the square from 0 to 1, with the diagonal. */
        CURVE,
        /** Points with labels. */
        POINTS,
        /** A curve from zero on, each axis as long as it needs. */
        PATH,
        /** A dot for each label with its interval: three series, the values, the lower and the upper ends. */
        INTERVALS
    }

    /**
     * Checks.
     *
     * @param id letters, digits and dashes; one of its own on a page
     * @param title what is shown
     * @param sentence what it says, with its figure
     * @param kind how it is drawn
     * @param unit of the values, or of the vertical axis
     * @param axis what the labels are, or the unit of the horizontal axis
     * @param measure how values are written
     * @param labels of categories, rows or steps; none for points
     * @param series one bar, line or column each; none for points
     * @param points none but for {@link Kind#CURVE}, {@link Kind#PATH} and {@link Kind#POINTS}
     * @throws IllegalArgumentException if words are missing, or a series has not one value for each label
     */
    public Chart {
        Checks.that(id.matches("[a-zA-Z0-9-]+"), "id must be letters, digits and dashes, but was %s", id);
        Checks.notBlank(title, "title");
        Checks.notBlank(sentence, "sentence");
        Checks.notBlank(unit, "unit");
        Checks.notBlank(axis, "axis");
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        points = List.copyOf(points);
        for (Series each : series) {
            Checks.that(
                    each.values().size() == labels.size(),
                    "series %s must have %s values, but has %s",
                    each.name(),
                    labels.size(),
                    each.values().size());
        }
        Checks.that(
                kind != Kind.INTERVALS || series.size() == 3,
                "chart %s must have values, lower and upper ends, but has %s series",
                id,
                series.size());
        Checks.that(!(series.isEmpty() && points.isEmpty()), "chart %s must show something", id);
    }

    /**
     * A chart of labels.
     *
     * @param words what it says
     * @param kind how it is drawn
     * @param measure how values are written
     * @param labels of categories, rows or steps
     * @param series at least one
     * @return the chart
     */
    public static Chart of(Words words, Kind kind, Measure measure, List<String> labels, List<Series> series) {
        return of(words, kind, measure, labels, series, List.of());
    }

    /**
     * A chart of points.
     *
     * @param words what it says
     * @param kind how it is drawn
     * @param measure how places are written
     * @param points at least one group
     * @return the chart
     */
    public static Chart of(Words words, Kind kind, Measure measure, List<Points> points) {
        return of(words, kind, measure, List.of(), List.of(), points);
    }

    private static Chart of(
            Words words, Kind kind, Measure measure, List<String> labels, List<Series> series, List<Points> points) {
        return new Chart(
                words.id, words.title, words.sentence, kind, words.unit, words.axis, measure, labels, series, points);
    }

    /**
     * The words of a chart.
     *
     * @param id one of its own
     * @param title what is shown
     * @param sentence what it says
     * @param unit of the values
     * @param axis what the labels are
     */
    public record Words(String id, String title, String sentence, String unit, String axis) {}

    /**
     * The chart as a table: a head, then a row for each label or point; numbers in full.
     *
     * @return rows of cells
     */
    public Table table() {
        List<String> head = new ArrayList<>(List.of(axis));
        List<List<Object>> rows = new ArrayList<>();
        if (points.isEmpty()) {
            series.forEach(each -> head.add(series.size() == 1 ? unit : each.name()));
            for (int i = 0; i < labels.size(); i++) {
                List<Object> row = new ArrayList<>(List.of(labels.get(i)));
                for (Series each : series) {
                    row.add(each.values().get(i));
                }
                rows.add(row);
            }
            return new Table(head, rows, measure);
        }
        head.add(0, "");
        head.add(unit);
        for (Points group : points) {
            for (Points.Point point : group.points()) {
                String name = point.label().isEmpty() ? group.name() : point.label();
                rows.add(List.of(name, point.x(), point.y()));
            }
        }
        return new Table(head, rows, measure);
    }
}
