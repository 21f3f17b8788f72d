package dev.recsys.report;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Numbers;
import dev.recsys.report.internal.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the customers of a panel's last snapshot are like. For one report and one thread. */
final class FeatureCharts {
    private static final int FEW = 5;
    private static final int MANY = 20;
    private static final int UNASKED = 12;
    private static final int LEAST_GROUP = 20;

    private final SectionWriter out;
    private final FeatureSchema schema;
    private final FeatureTable table;
    private final Panel panel;

    FeatureCharts(Panel panel, SectionWriter out) {
        this.panel = panel;
        this.out = out;
        this.schema = panel.schema();
        this.table = panel.last().features();
    }

    /** The portrait, then a chart for each question whose features the panel has; for each feature if there are no questions. */
    void add(List<FeatureView> questions) {
        List<FeatureView> views = questions.isEmpty()
                ? schema.names().stream().limit(UNASKED).map(FeatureView::of).toList()
                : questions;
        portrait(views);
        for (int i = 0; i < views.size(); i++) {
            int column = schema.indexOf(views.get(i).feature());
            int by = views.get(i).division().map(schema::indexOf).orElse(-1);
            if (column < 0 || (views.get(i).by() != null && (by < 0 || schema.isNumeric(by)))) {
                continue;
            }
            String id = "feature-" + (i + 1);
            if (by < 0) {
                alone(id, column);
            } else {
                divided(id, column, by);
            }
        }
    }

    private void portrait(List<FeatureView> views) {
        Set<Integer> columns = new LinkedHashSet<>();
        for (FeatureView view : views) {
            columns.add(schema.indexOf(view.feature()));
            columns.add(view.division().map(schema::indexOf).orElse(-1));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int column : columns) {
            Values values = column >= 0 && schema.isNumeric(column) ? new Values(column, -1, -1) : null;
            if (values != null && values.count() > 0) {
                String middle = number(values.quantile(0.25)) + " – " + number(values.quantile(0.75));
                rows.add(List.of(label(column), number(values.quantile(0.5)), out.text("portrait.half", middle)));
            } else if (column >= 0 && values == null) {
                long[] codes = codes(column);
                int best = order(codes).get(0);
                if (codes[best] > 0) {
                    double share = (double) codes[best] / table.rowCount();
                    rows.add(List.of(label(column), value(column, best), out.numbers.share(share)));
                }
            }
        }
        if (!rows.isEmpty()) {
            String says = String.join(
                    "; ",
                    rows.stream()
                            .limit(FEW)
                            .map(row -> row.get(0) + " " + row.get(1))
                            .toList());
            out.table(
                    "portrait",
                    out.text("portrait.title"),
                    out.text("portrait.says", says),
                    Measure.DECIMAL,
                    List.of(out.text("portrait.feature"), out.text("portrait.typical"), out.text("portrait.spread")),
                    rows);
        }
    }

    private void alone(String id, int column) {
        String title = out.text("feature.title", label(column));
        Chart.Words words;
        if (schema.isNumeric(column)) {
            Values values = new Values(column, -1, -1);
            if (values.count() == 0) {
                return;
            }
            Bins bins = Bins.over(values.quantile(0.01), values.quantile(0.99));
            String says = out.text(
                    "feature.number",
                    label(column),
                    number(values.quantile(0.5)),
                    number(values.quantile(0.25)),
                    number(values.quantile(0.75)));
            words = new Chart.Words(id, title, says, out.text("feature.unit"), label(column));
            List<Series> series = List.of(Series.of(label(column), bins.shares(values)));
            out.chart(words, Kind.COLUMNS, Measure.SHARE, bins.labels(out.numbers), series);
            return;
        }
        long[] codes = codes(column);
        List<Integer> order = order(codes).stream().limit(MANY).toList();
        double[] shares = order.stream()
                .mapToDouble(code -> (double) codes[code] / table.rowCount())
                .toArray();
        String says =
                out.text("feature.category", label(column), value(column, order.get(0)), out.numbers.share(shares[0]));
        words = new Chart.Words(id, title, says, out.text("feature.unit"), label(column));
        List<String> labels = order.stream().map(code -> value(column, code)).toList();
        out.chart(words, Kind.BARS, Measure.SHARE, labels, List.of(Series.of(label(column), shares)));
    }

    private void divided(String id, int column, int by) {
        long[] sizes = codes(by);
        List<Integer> groups = order(sizes).stream()
                .filter(code -> sizes[code] >= LEAST_GROUP && code < sizes.length - 1)
                .limit(MANY)
                .toList();
        if (groups.isEmpty()) {
            alone(id, column);
            return;
        }
        String title = out.text("feature.byTitle", label(column), label(by));
        if (!schema.isNumeric(column)) {
            categories(id, title, column, by, groups, sizes);
        } else if (groups.size() <= FEW) {
            histograms(id, title, column, by, groups);
        } else {
            medians(id, title, column, by, groups);
        }
    }

    private void histograms(String id, String title, int column, int by, List<Integer> groups) {
        Values all = new Values(column, -1, -1);
        if (all.count() == 0) {
            return;
        }
        Bins bins = Bins.over(all.quantile(0.01), all.quantile(0.99));
        List<Series> series = new ArrayList<>();
        List<String> medians = new ArrayList<>();
        for (int group : groups) {
            Values values = new Values(column, by, group);
            if (values.count() > 0) {
                series.add(Series.of(value(by, group), bins.shares(values)));
                medians.add(value(by, group) + " " + number(values.quantile(0.5)));
            }
        }
        if (series.isEmpty()) {
            return;
        }
        String says = out.text("feature.medians", label(column), label(by), String.join("; ", medians));
        Chart.Words words = new Chart.Words(id, title, says, out.text("feature.groupUnit"), label(column));
        out.chart(words, Kind.LINES, Measure.SHARE, bins.labels(out.numbers), series);
    }

    private void medians(String id, String title, int column, int by, List<Integer> groups) {
        record Middle(String name, double median) {}
        List<Middle> middles = new ArrayList<>();
        for (int group : groups) {
            Values values = new Values(column, by, group);
            if (values.count() >= LEAST_GROUP) {
                middles.add(new Middle(value(by, group), values.quantile(0.5)));
            }
        }
        if (middles.isEmpty()) {
            return;
        }
        middles.sort(Comparator.comparingDouble(middle -> -middle.median));
        Middle top = middles.get(0);
        Middle end = middles.get(middles.size() - 1);
        String says =
                out.text("feature.range", label(column), top.name, number(top.median), end.name, number(end.median));
        Chart.Words words = new Chart.Words(id, title, says, out.text("feature.medianUnit", label(column)), label(by));
        out.chart(
                words,
                Kind.BARS,
                Measure.DECIMAL,
                middles.stream().map(Middle::name).toList(),
                List.of(Series.of(
                        label(column),
                        middles.stream().mapToDouble(Middle::median).toArray())));
    }

    private void categories(String id, String title, int column, int by, List<Integer> groups, long[] sizes) {
        long[] all = codes(column);
        long[][] counts = new long[all.length][sizes.length];
        for (int row = 0; row < table.rowCount(); row++) {
            counts[place(column, row)][place(by, row)]++;
        }
        List<Integer> values = order(all).stream()
                .filter(value -> groups.stream().anyMatch(group -> counts[value][group] > 0))
                .limit(FEW)
                .toList();
        List<Series> series = new ArrayList<>();
        for (int value : values) {
            series.add(Series.of(
                    value(column, value),
                    groups.stream()
                            .mapToDouble(group -> (double) counts[value][group] / sizes[group])
                            .toArray()));
        }
        List<String> said = new ArrayList<>();
        for (int i = 0; i < Math.min(FEW, groups.size()); i++) {
            said.add(value(by, groups.get(i)) + " "
                    + out.numbers.share(series.get(0).values().get(i)));
        }
        String says = out.text("feature.shares", label(column), value(column, values.get(0)), String.join("; ", said));
        Chart.Words words = new Chart.Words(id, title, says, out.text("feature.groupUnit"), label(by));
        List<String> labels = groups.stream().map(group -> value(by, group)).toList();
        out.chart(words, Kind.BARS, Measure.SHARE, labels, series);
    }

    private String label(int column) {
        return schema.feature(column).label();
    }

    private String number(double value) {
        return out.numbers.full(value, Math.abs(value) >= 100 ? Measure.COUNT : Measure.DECIMAL);
    }

    private String value(int column, int code) {
        IdIndex dictionary = panel.vocabulary().dictionary(column);
        return code == dictionary.size() ? out.text("feature.unknown") : dictionary.id(code);
    }

    private int place(int column, int row) {
        int code = table.code(row, column);
        return code < 0 ? panel.vocabulary().dictionary(column).size() : code;
    }

    /** How many customers have each value; those without one last. */
    private long[] codes(int column) {
        long[] counts = new long[panel.vocabulary().dictionary(column).size() + 1];
        for (int row = 0; row < table.rowCount(); row++) {
            counts[place(column, row)]++;
        }
        return counts;
    }

    private static List<Integer> order(long[] counts) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong(code -> -counts[code]))
                .toList();
    }

    /** The known numbers of a column in order, of all customers or of a group. */
    private final class Values {
        private final float[] sorted;

        Values(int column, int by, int group) {
            float[] all = new float[table.rowCount()];
            int known = 0;
            for (int row = 0; row < all.length; row++) {
                float value = table.number(row, column);
                if (!Float.isNaN(value) && (by < 0 || place(by, row) == group)) {
                    all[known++] = value;
                }
            }
            sorted = Arrays.copyOf(all, known);
            Arrays.sort(sorted);
        }

        int count() {
            return sorted.length;
        }

        double quantile(double share) {
            return sorted[(int) Math.round(share * (sorted.length - 1))];
        }
    }

    /** Ranges of equal width; what lies outside counts in the outermost. */
    private record Bins(double low, double width, int count) {
        private static final int WANTED = 20;

        static Bins over(double least, double most) {
            double range = most > least ? most - least : 1;
            double rough = range / WANTED;
            double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
            double width = rough <= power
                    ? power
                    : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
            double low = Math.floor(least / width) * width;
            return new Bins(low, width, (int) Math.max(1, Math.floor((most - low) / width) + 1));
        }

        double[] shares(Values values) {
            double[] shares = new double[count];
            for (float value : values.sorted) {
                shares[(int) Math.max(0, Math.min(count - 1, Math.floor((value - low) / width)))] +=
                        1.0 / values.count();
            }
            return shares;
        }

        List<String> labels(Numbers numbers) {
            return IntStream.range(0, count)
                    .mapToObj(i -> numbers.compact(low + i * width, Measure.DECIMAL))
                    .toList();
        }
    }
}
