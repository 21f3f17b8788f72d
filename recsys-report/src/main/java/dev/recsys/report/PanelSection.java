package dev.recsys.report;

import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Snapshot;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is in a panel. For one report and one thread. */
final class PanelSection {
    private static final int SHOWN = 30;
    private static final int TOGETHER = 12;

    private final Panel panel;
    private final PanelCounts counts;
    private final SectionWriter out;
    private final List<String> months;
    private final int lastPlace;
    private final List<Integer> byHolders;

    private PanelSection(Panel panel, Texts texts) {
        this.panel = panel;
        this.counts = PanelCounts.of(panel);
        this.out = new SectionWriter(texts);
        this.months = panel.snapshots().stream().map(this::month).toList();
        this.lastPlace = months.size() - 1;
        this.byHolders = IntStream.range(0, panel.catalogue().size())
                .boxed()
                .sorted(Comparator.comparingLong(item -> -counts.holders(lastPlace, item)))
                .limit(SHOWN)
                .toList();
    }

    static Section of(Panel panel, List<FeatureView> views, Map<String, Long> rejected, long accepted, Texts texts) {
        PanelSection section = new PanelSection(panel, texts);
        section.customers();
        section.products();
        new FeatureCharts(panel, section.out).add(views);
        section.changes();
        section.times();
        section.together();
        section.missing();
        Rejections.add(section.out, rejected, accepted);
        return section.out.section("data");
    }

    private String month(Snapshot snapshot) {
        String date = snapshot.date().toString();
        return panel.period() == Period.MONTH ? date.substring(0, 7) : date;
    }

    private String label(int item) {
        return panel.catalogue().item(item).label();
    }

    private void customers() {
        List<Snapshot> snapshots = panel.snapshots();
        double[] rows = snapshots.stream().mapToDouble(Snapshot::rowCount).toArray();
        double[] entered = new double[rows.length];
        double[] left = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            entered[i] = counts.isStep(i) ? counts.entered(i) : Double.NaN;
            left[i] = counts.isStep(i) ? counts.left(i) : Double.NaN;
        }
        int first = 0;
        String sentence = out.text(
                "customers.says",
                months.get(lastPlace),
                out.numbers.count(rows[lastPlace]),
                months.get(first),
                out.numbers.count(rows[first]),
                out.numbers.count(panel.users().size()));
        if (months.size() == 1) {
            sentence = out.text("customers.once", months.get(0), out.numbers.count(rows[0]));
        }
        List<Series> series = List.of(
                Series.of(out.text("customers.all"), rows),
                Series.of(out.text("customers.entered"), entered),
                Series.of(out.text("customers.left"), left));
        out.chart(
                "customers", Kind.LINES, Measure.COUNT, sentence, months, series.subList(0, months.size() > 1 ? 3 : 1));
    }

    private void products() {
        if (byHolders.isEmpty()) {
            return;
        }
        double customers = panel.last().rowCount();
        double[] shares = byHolders.stream()
                .mapToDouble(item -> counts.holders(lastPlace, item) / customers)
                .toArray();
        String sentence = out.text(
                "products.says",
                label(byHolders.get(0)),
                out.numbers.share(shares[0]),
                label(byHolders.get(byHolders.size() - 1)),
                out.numbers.share(shares[shares.length - 1]));
        out.chart(
                "products",
                Kind.BARS,
                Measure.SHARE,
                sentence,
                byHolders.stream().map(this::label).toList(),
                List.of(Series.of(out.text("products.unit"), shares)));
        int[] sizes = new int[9];
        for (int row = 0; row < panel.last().rowCount(); row++) {
            sizes[Math.min(8, panel.last().holdings().count(row))]++;
        }
        double[] bySize = new double[sizes.length];
        double sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            bySize[i] = sizes[i] / customers;
        }
        for (int item = 0; item < panel.catalogue().size(); item++) {
            sum += counts.holders(lastPlace, item);
        }
        List<String> labels = IntStream.range(0, sizes.length)
                .mapToObj(i -> i == 8 ? "8+" : Integer.toString(i))
                .toList();
        out.chart(
                "perCustomer",
                Kind.COLUMNS,
                Measure.SHARE,
                out.text("perCustomer.says", out.numbers.decimal(sum / customers, 2), out.numbers.share(bySize[0])),
                labels,
                List.of(Series.of(out.text("perCustomer.unit"), bySize)));
    }

    private void changes() {
        List<Integer> steps =
                IntStream.range(0, months.size()).filter(counts::isStep).boxed().toList();
        if (steps.isEmpty() || byHolders.isEmpty()) {
            return;
        }
        List<String> labels = byHolders.stream().map(this::label).toList();
        List<Series> added = new ArrayList<>();
        List<Series> removed = new ArrayList<>();
        for (int place : steps) {
            added.add(Series.of(
                    months.get(place),
                    byHolders.stream()
                            .mapToDouble(item -> counts.added(place, item))
                            .toArray()));
            removed.add(Series.of(
                    months.get(place),
                    byHolders.stream()
                            .mapToDouble(item -> counts.removed(place, item))
                            .toArray()));
        }
        String stops = new StoppedItems(panel, counts, steps, months).sentence(out);
        out.chart(
                "additions",
                Kind.HEAT,
                Measure.COUNT,
                SectionWriter.join(most("additions", added), stops),
                labels,
                added);
        out.chart("removals", Kind.HEAT, Measure.COUNT, most("removals", removed), labels, removed);
    }

    /** Says how many there were in the last step, and of which product the most. */
    private String most(String key, List<Series> steps) {
        Series last = steps.get(steps.size() - 1);
        double sum = last.values().stream().mapToDouble(Double::doubleValue).sum();
        int best = IntStream.range(0, last.values().size())
                .boxed()
                .max(Comparator.comparingDouble(i -> last.values().get(i)))
                .orElseThrow();
        if (sum == 0) {
            return out.text(key + ".none", last.name());
        }
        return out.text(
                key + ".says",
                last.name(),
                out.numbers.count(sum),
                label(byHolders.get(best)),
                out.numbers.count(last.values().get(best)));
    }

    private void times() {
        int periods = 0;
        for (int i = 1; i <= 6; i++) {
            periods = 2 * knownAfter(i) >= Math.max(1, knownAfter(1)) ? i : periods;
        }
        if (periods == 0) {
            return;
        }
        int after = periods;
        List<Integer> known = byHolders.stream()
                .filter(item -> !Double.isNaN(counts.times().share(item, after)))
                .sorted(Comparator.comparingDouble(item -> -counts.times().share(item, after)))
                .toList();
        double[] shares = known.stream()
                .mapToDouble(item -> counts.times().share(item, after))
                .toArray();
        int least = known.size() - 1;
        String sentence = out.text(
                "times.says",
                after,
                out.numbers.share(shares[0]),
                label(known.get(0)),
                out.numbers.share(shares[least]),
                label(known.get(least)));
        out.chart(
                "times",
                Kind.BARS,
                Measure.SHARE,
                sentence,
                known.stream().map(this::label).toList(),
                List.of(Series.of(out.text("times.unit"), shares)));
    }

    /** For how many products it is known how many additions are held after some periods. */
    private long knownAfter(int periods) {
        return byHolders.stream()
                .filter(item -> !Double.isNaN(counts.times().share(item, periods)))
                .count();
    }

    private void together() {
        List<Integer> items = byHolders.stream()
                .filter(item -> counts.holders(lastPlace, item) > 0)
                .limit(TOGETHER)
                .toList();
        if (items.size() < 2) {
            return;
        }
        long[][] both = new long[items.size()][items.size()];
        Snapshot last = panel.last();
        for (int row = 0; row < last.rowCount(); row++) {
            for (int a = 0; a < items.size(); a++) {
                if (last.holdings().holds(row, items.get(a))) {
                    for (int b = 0; b < items.size(); b++) {
                        both[a][b] += last.holdings().holds(row, items.get(b)) ? 1 : 0;
                    }
                }
            }
        }
        List<String> labels = new ArrayList<>();
        List<Series> columns = new ArrayList<>();
        double best = -1;
        int[] pair = {0, 1};
        for (int b = 0; b < items.size(); b++) {
            double[] shares = new double[items.size()];
            for (int a = 0; a < items.size(); a++) {
                shares[a] = a == b ? Double.NaN : (double) both[a][b] / both[a][a];
                if (shares[a] > best) {
                    best = shares[a];
                    pair = new int[] {a, b};
                }
            }
            labels.add((b + 1) + " " + label(items.get(b)));
            columns.add(Series.of(Integer.toString(b + 1), shares));
        }
        String sentence = out.text(
                "together.says", out.numbers.share(best), label(items.get(pair[0])), label(items.get(pair[1])));
        out.chart("together", Kind.HEAT, Measure.SHARE, sentence, labels, columns);
    }

    private void missing() {
        double rows = panel.rowCount();
        List<Integer> columns = IntStream.range(0, panel.schema().size())
                .boxed()
                .sorted(Comparator.comparingLong(column -> -counts.missing(column)))
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        double[] shares =
                columns.stream().mapToDouble(c -> counts.missing(c) / rows).toArray();
        List<String> labels =
                columns.stream().map(c -> panel.schema().feature(c).label()).toList();
        long complete = columns.stream().filter(c -> counts.missing(c) == 0).count();
        String sentence = counts.missing(columns.get(0)) == 0
                ? out.text("missing.none", labels.size())
                : out.text("missing.says", labels.get(0), out.numbers.share(shares[0]), complete, labels.size());
        out.chart(
                "missing",
                Kind.BARS,
                Measure.SHARE,
                sentence,
                labels,
                List.of(Series.of(out.text("missing.unit"), shares)));
    }
}
