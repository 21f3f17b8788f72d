package dev.recsys.report;

import dev.recsys.eval.Difference;
import dev.recsys.eval.Interval;
import dev.recsys.eval.ModelReport;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Figure;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All metrics of all models, how sure they are, and which models differ. For one report and one thread. */
final class MetricTables {
    private static final String UNSURE = " ~";

    private final Evaluated found;
    private final SectionWriter out;

    MetricTables(Evaluated found, SectionWriter out) {
        this.found = found;
        this.out = out;
    }

    void add() {
        metrics();
        if (!found.key().isEmpty()) {
            headline();
            differences();
        }
    }

    private void metrics() {
        Set<String> keys = new LinkedHashSet<>();
        found.report()
                .models()
                .values()
                .forEach(model -> keys.addAll(model.metrics().keySet()));
        List<String> head = new ArrayList<>(List.of(out.text("metrics.metric")));
        head.addAll(found.report().models().keySet());
        head.add(out.text("metrics.ceiling"));
        List<List<Object>> rows = new ArrayList<>();
        boolean marked = false;
        for (String key : keys) {
            List<Object> row = new ArrayList<>(List.of(key));
            String best = found.byFigure(key).get(0);
            for (String name : found.report().models().keySet()) {
                Difference lead = found.lead(best, name, key);
                boolean unsure = lead != null && !lead.isSignificant();
                marked |= unsure;
                row.add(figure(found.model(name), key, unsure ? UNSURE : ""));
            }
            row.add(found.report().ceilings().getOrDefault(key, Double.NaN));
            rows.add(row);
        }
        String says = out.text(
                "metrics.says",
                found.report().split(),
                out.numbers.count(found.report().users()),
                out.numbers.count(found.report().adders()));
        boolean bounded = found.report().models().values().stream()
                .anyMatch(model -> !model.intervals().isEmpty());
        String all = SectionWriter.join(
                says, bounded ? out.text("metrics.bounds") : "", marked ? out.text("metrics.marks") : "");
        out.table("metrics", out.text("metrics.title"), all, Measure.DECIMAL, head, rows);
    }

    private static Object figure(ModelReport model, String key, String mark) {
        double value = model.metrics().getOrDefault(key, Double.NaN);
        Interval interval = model.intervals().get(key);
        if (interval == null && mark.isEmpty()) {
            return value;
        }
        return new Figure(
                value,
                interval == null ? Double.NaN : interval.low(),
                interval == null ? Double.NaN : interval.high(),
                mark);
    }

    /** Which model is best, how sure that is, and which follows. */
    private void headline() {
        String key = found.key();
        List<String> order = found.byFigure(key);
        String best = order.get(0);
        String says = order.size() == 1
                ? out.text("headline.one", best, out.decimal(found.model(best).metric(key)), key)
                : SectionWriter.join(
                        out.text(
                                "headline.says",
                                best,
                                key,
                                out.decimal(found.model(best).metric(key)),
                                order.get(1),
                                out.decimal(found.model(order.get(1)).metric(key))),
                        sureness(best, order.get(1), key));
        Chart.Words words =
                new Chart.Words("headline", out.text("headline.title"), says, key, out.text("metrics.model"));
        double[] values = order.stream()
                .mapToDouble(name -> found.model(name).metric(key))
                .toArray();
        if (order.stream().allMatch(name -> found.model(name).intervals().containsKey(key))) {
            double[] lows = new double[values.length];
            double[] highs = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                Interval interval = found.model(order.get(i)).intervals().getOrDefault(key, new Interval(0, 0));
                lows[i] = interval.low();
                highs[i] = interval.high();
            }
            out.intervals(words, Measure.DECIMAL, order, values, lows, highs);
        } else {
            out.chart(words, Kind.BARS, Measure.DECIMAL, order, List.of(Series.of(key, values)));
        }
    }

    private String sureness(String best, String second, String key) {
        Difference lead = found.lead(best, second, key);
        if (lead == null) {
            return "";
        }
        return out.text(
                lead.isSignificant() ? "headline.sure" : "headline.unsure",
                out.decimal(lead.mean()),
                out.decimal(lead.interval().low()),
                out.decimal(lead.interval().high()),
                out.chance(lead.pValue()));
    }

    /** The best model by the key against each other one. */
    private void differences() {
        String best = found.byFigure(found.key()).get(0);
        List<List<Object>> rows = new ArrayList<>();
        long sure = 0;
        long all = 0;
        for (String key : found.model(best).metrics().keySet()) {
            for (String other : found.byFigure(key)) {
                Difference lead = other.equals(best) ? null : found.lead(best, other, key);
                if (lead != null) {
                    rows.add(List.of(
                            key,
                            other,
                            lead.mean(),
                            lead.interval().low(),
                            lead.interval().high(),
                            lead.pValue()));
                    all += key.equals(found.key()) ? 1 : 0;
                    sure += key.equals(found.key()) && lead.mean() > 0 && lead.isSignificant() ? 1 : 0;
                }
            }
        }
        if (!rows.isEmpty()) {
            out.table(
                    "differences",
                    out.text("differences.title", best),
                    out.text("differences.says", found.key(), best, sure, all),
                    Measure.DECIMAL,
                    List.of(
                            out.text("metrics.metric"),
                            out.text("differences.other"),
                            out.text("differences.lead"),
                            out.text("interval.low"),
                            out.text("interval.high"),
                            out.text("differences.p")),
                    rows);
        }
    }
}
