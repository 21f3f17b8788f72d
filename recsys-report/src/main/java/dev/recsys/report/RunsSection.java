package dev.recsys.report;

import dev.recsys.eval.Difference;
import dev.recsys.eval.Interval;
import dev.recsys.report.ComparedRuns.Known;
import dev.recsys.report.ComparedRuns.Untested;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Figure;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs side by side. For one report and one thread. */
final class RunsSection {
    private static final int DRAWN = 6; // runs; there are as many colours
    private static final List<String> BY_LENGTH = List.of("map", "recall", "precision", "hit-rate");
    private static final String UNSURE = " ~";

    private final ComparedRuns runs;
    private final SectionWriter out;
    private final List<String> names; // run 1, run 2, …
    private final int drawn;

    private RunsSection(ComparedRuns runs, Texts texts) {
        this.runs = runs;
        this.out = new SectionWriter(texts);
        this.names = IntStream.range(0, runs.ids().size())
                .mapToObj(run -> texts.text("runs.run", run + 1))
                .toList();
        this.drawn = Math.min(DRAWN, names.size());
    }

    static Section of(ComparedRuns runs, Texts texts) {
        RunsSection section = new RunsSection(runs, texts);
        section.list();
        section.differing();
        if (!runs.key().isEmpty()) {
            section.headline();
            section.tests();
            section.lengths();
            runs.models().forEach(section::metrics);
        }
        section.times();
        return section.out.section("runs");
    }

    private void list() {
        List<List<Object>> rows = new ArrayList<>();
        for (int run = 0; run < names.size(); run++) {
            rows.add(List.of(names.get(run), runs.ids().get(run)));
        }
        out.table(
                "compared",
                out.text("compared.title"),
                SectionWriter.join(
                        out.text("compared.says", names.size(), names.get(0)),
                        drawn < names.size() ? out.text("compared.drawn", drawn) : ""),
                Measure.DECIMAL,
                List.of(out.text("runs.name"), out.text("compared.id")),
                rows);
    }

    private void differing() {
        if (runs.differing().isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of(out.text("differing.name")));
        head.addAll(names);
        List<List<Object>> rows = new ArrayList<>();
        runs.differing().forEach((name, values) -> {
            List<Object> row = new ArrayList<>(List.of(name));
            row.addAll(values);
            rows.add(row);
        });
        out.table(
                "differing",
                out.text("differing.title"),
                out.text("differing.says", rows.size()),
                Measure.DECIMAL,
                head,
                rows);
    }

    /** The model and the run of the greatest figure. */
    private record Best(int run, String model, double value) {}

    private Best best() {
        Best best = null;
        for (String model : runs.models()) {
            for (int run = 0; run < names.size(); run++) {
                Known known = runs.known(run, model, runs.key());
                if (known != null && (best == null || known.value() > best.value)) {
                    best = new Best(run, model, known.value());
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("there is no figure of " + runs.key());
        }
        return best;
    }

    private void headline() {
        String key = runs.key();
        Best best = best();
        List<String> labels = new ArrayList<>();
        List<Known> values = new ArrayList<>();
        for (String model : runs.models()) {
            for (int run = 0; run < drawn; run++) {
                Known known = runs.known(run, model, key);
                if (known != null) {
                    labels.add(out.text("runs.model", model, names.get(run)));
                    values.add(known);
                }
            }
        }
        String says = SectionWriter.join(
                out.text("runsHeadline.says", key, best.model, names.get(best.run), out.decimal(best.value)),
                sureness(best.model));
        Chart.Words words =
                new Chart.Words("runsHeadline", out.text("runsHeadline.title", key), says, key, out.text("runs.axis"));
        double[] means = values.stream().mapToDouble(Known::value).toArray();
        if (values.stream().anyMatch(known -> known.interval() == null)) {
            out.chart(words, Kind.BARS, Measure.DECIMAL, labels, List.of(Series.of(key, means)));
            return;
        }
        double[] lows = values.stream()
                .mapToDouble(known -> end(known.interval(), true))
                .toArray();
        double[] highs = values.stream()
                .mapToDouble(known -> end(known.interval(), false))
                .toArray();
        out.intervals(words, Measure.DECIMAL, labels, means, lows, highs);
    }

    private static double end(@Nullable Interval interval, boolean isLow) {
        return interval == null ? Double.NaN : isLow ? interval.low() : interval.high();
    }

    /** How far a model of each later run is from that of the first. */
    private String sureness(String model) {
        List<String> said = new ArrayList<>();
        for (int run = 1; run < names.size(); run++) {
            Difference lead = runs.difference(run, model, runs.key());
            if (lead != null) {
                said.add(out.text(
                        lead.isSignificant() ? "runsHeadline.sure" : "runsHeadline.unsure",
                        model,
                        names.get(run),
                        names.get(0),
                        out.decimal(lead.mean()),
                        out.decimal(lead.interval().low()),
                        out.decimal(lead.interval().high()),
                        out.chance(lead.pValue())));
            }
        }
        return String.join(" ", said);
    }

    private void tests() {
        List<List<Object>> rows = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int run = 1; run < names.size(); run++) {
            long all = 0;
            long sure = 0;
            for (String metric : runs.metrics()) {
                for (String model : runs.models()) {
                    Difference lead = runs.difference(run, model, metric);
                    if (lead == null) {
                        continue;
                    }
                    boolean judged = metric.equals(runs.key());
                    all += judged ? 1 : 0;
                    sure += judged && lead.isSignificant() ? 1 : 0;
                    rows.add(List.of(
                            names.get(run),
                            model,
                            metric,
                            lead.mean(),
                            lead.interval().low(),
                            lead.interval().high(),
                            lead.pValue()));
                }
            }
            Untested reason = runs.untested(run);
            said.add(
                    reason == null
                            ? out.text("runTests.says", names.get(run), names.get(0), sure, all, runs.key())
                            : out.text("runTests." + reason.name(), names.get(run), names.get(0)));
        }
        out.table(
                "runTests",
                out.text("runTests.title", names.get(0)),
                String.join(" ", said),
                Measure.DECIMAL,
                List.of(
                        out.text("runs.name"),
                        out.text("metrics.model"),
                        out.text("metrics.metric"),
                        out.text("runTests.difference"),
                        out.text("interval.low"),
                        out.text("interval.high"),
                        out.text("differences.p")),
                rows);
    }

    /** The metrics by length of the list, of the best model in each run. */
    private void lengths() {
        String model = best().model;
        for (String metric : BY_LENGTH) {
            int longest = IntStream.range(0, drawn)
                    .map(run -> runs.byLength(run, model, metric).size())
                    .max()
                    .orElse(0);
            if (longest < 2) {
                continue;
            }
            List<Series> series = new ArrayList<>();
            List<String> said = new ArrayList<>();
            for (int run = 0; run < drawn; run++) {
                List<Double> means = runs.byLength(run, model, metric);
                double[] padded = new double[longest];
                Arrays.fill(padded, Double.NaN);
                for (int i = 0; i < means.size(); i++) {
                    padded[i] = means.get(i);
                }
                series.add(Series.of(names.get(run), padded));
                said.add(names.get(run) + ": " + out.decimal(padded[longest - 1]));
            }
            Chart.Words words = new Chart.Words(
                    "runLength-" + metric,
                    out.text("runLength.title", metric, model),
                    out.text("runLength.says", metric, longest, String.join("; ", said)),
                    out.text("cutoff.unit", metric),
                    out.text("cutoff.axis"));
            List<String> labels = IntStream.rangeClosed(1, longest)
                    .mapToObj(Integer::toString)
                    .toList();
            out.chart(words, Kind.LINES, Measure.DECIMAL, labels, series);
        }
    }

    private void metrics(String model) {
        List<String> head = new ArrayList<>(List.of(out.text("metrics.metric")));
        head.addAll(names);
        List<List<Object>> rows = new ArrayList<>();
        boolean marked = false;
        for (String metric : runs.metrics()) {
            List<Object> row = new ArrayList<>(List.of(metric));
            for (int run = 0; run < names.size(); run++) {
                Known known = runs.known(run, model, metric);
                Difference lead = runs.difference(run, model, metric);
                boolean unsure = known != null && lead != null && !lead.isSignificant();
                marked |= unsure;
                row.add(
                        known == null
                                ? Double.NaN
                                : new Figure(
                                        known.value(),
                                        end(known.interval(), true),
                                        end(known.interval(), false),
                                        unsure ? UNSURE : ""));
            }
            rows.add(row);
        }
        String id = model.matches("[a-zA-Z0-9-]+")
                ? model
                : Integer.toString(runs.models().indexOf(model));
        out.table(
                "runMetrics-" + id,
                out.text("runMetrics.title", model),
                SectionWriter.join(
                        out.text("metrics.bounds"), marked ? out.text("runMetrics.marks", names.get(0)) : ""),
                Measure.DECIMAL,
                head,
                rows);
    }

    private void times() {
        if (runs.seconds().isEmpty()) {
            return;
        }
        List<String> steps = runs.seconds().keySet().stream()
                .map(step -> step.equals(ComparedRuns.WHOLE)
                        ? out.text("runTimes.whole")
                        : out.text("runTimes.training", step))
                .toList();
        List<Series> series = new ArrayList<>();
        for (int run = 0; run < drawn; run++) {
            int place = run;
            series.add(Series.of(
                    names.get(run),
                    runs.seconds().values().stream()
                            .mapToDouble(seconds -> seconds[place])
                            .toArray()));
        }
        List<String> said = new ArrayList<>();
        for (Series each : series) {
            said.add(each.name() + ": " + out.decimal(each.values().get(0)));
        }
        out.chart(
                "runTimes",
                Kind.BARS,
                Measure.DECIMAL,
                out.text("runTimes.says", steps.get(0), String.join("; ", said)),
                steps,
                series);
    }
}
