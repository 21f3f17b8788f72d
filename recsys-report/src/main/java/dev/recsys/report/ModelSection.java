package dev.recsys.report;

import dev.recsys.data.Catalogue;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.ModelReport;
import dev.recsys.eval.ProductReport;
import dev.recsys.eval.Reliability;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Points;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How good the models are, as far as an evaluation says it. What it does not say is left out. For one report and one thread. */
final class ModelSection {
    private static final int MOST_SERIES = 5;
    private static final String ADDERS = "/adders";

    private final EvaluationReport report;
    private final SectionWriter out;
    private final @Nullable Catalogue catalogue;

    private ModelSection(EvaluationReport report, @Nullable Catalogue catalogue, Texts texts) {
        this.report = report;
        this.catalogue = catalogue;
        this.out = new SectionWriter(texts);
    }

    static Section of(EvaluationReport report, @Nullable Catalogue catalogue, TrainingLog log, Texts texts) {
        ModelSection section = new ModelSection(report, catalogue, texts);
        section.metrics();
        section.headline();
        section.byCutoff();
        section.products();
        section.calibration();
        section.levels();
        section.speed();
        TrainingCharts.add(section.out, log);
        return section.out.section("models");
    }

    private void metrics() {
        Set<String> keys = new LinkedHashSet<>();
        report.models().values().forEach(model -> keys.addAll(model.metrics().keySet()));
        List<String> head = new ArrayList<>(List.of(out.text("metrics.metric")));
        head.addAll(report.models().keySet());
        head.add(out.text("metrics.ceiling"));
        List<List<Object>> rows = new ArrayList<>();
        for (String key : keys) {
            List<Object> row = new ArrayList<>(List.of(key));
            report.models().values().forEach(model -> row.add(model.metrics().getOrDefault(key, Double.NaN)));
            row.add(report.ceilings().getOrDefault(key, Double.NaN));
            rows.add(row);
        }
        String says = out.text(
                "metrics.says", report.split(), out.numbers.count(report.users()), out.numbers.count(report.adders()));
        out.table("metrics", out.text("metrics.title"), says, Measure.DECIMAL, head, rows);
    }

    /** The first metric over those who added something: which model is best, and what it adds to the first. */
    private void headline() {
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> keys =
                List.copyOf(report.models().values().iterator().next().metrics().keySet());
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.stream().filter(k -> k.endsWith(ADDERS)).findFirst().orElse(keys.get(0));
        report.models().forEach((name, model) -> {
            if (model.metrics().containsKey(key)) {
                values.put(name, model.metric(key));
            }
        });
        List<Map.Entry<String, Double>> order = values.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()))
                .toList();
        Map.Entry<String, Double> best = order.get(0);
        String says = order.size() == 1
                ? out.text("headline.one", best.getKey(), decimal(best.getValue()), key)
                : out.text(
                        "headline.says",
                        best.getKey(),
                        key,
                        decimal(best.getValue()),
                        order.get(1).getKey(),
                        decimal(order.get(1).getValue()));
        Chart.Words words =
                new Chart.Words("headline", out.text("headline.title"), says, key, out.text("metrics.model"));
        out.chart(
                words,
                Kind.BARS,
                Measure.DECIMAL,
                order.stream().map(Map.Entry::getKey).toList(),
                List.of(Series.of(
                        key, order.stream().mapToDouble(Map.Entry::getValue).toArray())));
    }

    private String decimal(double value) {
        return out.numbers.full(value, Measure.DECIMAL);
    }

    /** A line for each model and metric that was measured at several cutoffs. */
    private void byCutoff() {
        Map<String, TreeMap<Integer, String>> families = new LinkedHashMap<>();
        for (ModelReport model : report.models().values()) {
            for (String key : model.metrics().keySet()) {
                if (key.matches("[a-z-]+@[0-9]{1,6}")) {
                    int at = key.indexOf('@');
                    families.computeIfAbsent(key.substring(0, at), name -> new TreeMap<>())
                            .put(Integer.parseInt(key.substring(at + 1)), key);
                }
            }
        }
        families.forEach((metric, cutoffs) -> {
            if (cutoffs.size() < 3) {
                return;
            }
            List<Series> series = new ArrayList<>();
            best().forEach(name -> series.add(Series.of(
                    name,
                    cutoffs.values().stream()
                            .mapToDouble(key -> report.model(name).metrics().getOrDefault(key, Double.NaN))
                            .toArray())));
            Chart.Words words = new Chart.Words(
                    "cutoff-" + metric,
                    out.text("cutoff.title", metric),
                    out.text(
                            "cutoff.says",
                            series.get(0).name(),
                            metric,
                            decimal(series.get(0).values().get(0)),
                            cutoffs.firstKey(),
                            decimal(series.get(0).values().get(cutoffs.size() - 1)),
                            cutoffs.lastKey()),
                    metric,
                    out.text("cutoff.axis"));
            List<String> labels = cutoffs.keySet().stream().map(String::valueOf).toList();
            out.chart(words, Kind.LINES, Measure.DECIMAL, labels, series);
        });
    }

    /** The models a chart has room for: the best by the first metric, and the first of the report. */
    private List<String> best() {
        String first = report.models().keySet().iterator().next();
        String key = report.models().get(first) == null
                ? ""
                : report.model(first).metrics().keySet().stream().findFirst().orElse("");
        List<String> order = new ArrayList<>(report.models().keySet().stream()
                .sorted(Comparator.comparingDouble(
                        name -> -report.model(name).metrics().getOrDefault(key, 0.0)))
                .limit(MOST_SERIES)
                .toList());
        if (!order.contains(first)) {
            order.set(order.size() - 1, first);
        }
        return order;
    }

    private void products() {
        List<String> models = best().stream()
                .filter(name -> !report.model(name).products().isEmpty())
                .toList();
        if (models.isEmpty()) {
            return;
        }
        String best = models.get(0);
        String least = models.contains("popularity") ? "popularity" : models.get(models.size() - 1);
        List<String> compared = best.equals(least) ? List.of(best) : List.of(best, least);
        Map<String, ProductReport> products = report.model(best).products();
        List<String> items = products.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue().auc()))
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().additions()))
                .map(Map.Entry::getKey)
                .limit(30)
                .toList();
        if (items.isEmpty()) {
            return;
        }
        List<Series> auc = new ArrayList<>();
        for (String name : compared) {
            auc.add(Series.of(
                    name,
                    items.stream()
                            .mapToDouble(
                                    item -> report.model(name).product(item).auc())
                            .toArray()));
        }
        long ahead = items.stream()
                .filter(item -> report.model(best).product(item).auc()
                        > report.model(least).product(item).auc())
                .count();
        String weakest = items.stream()
                .min(Comparator.comparingDouble(
                        item -> report.model(best).product(item).auc()))
                .orElseThrow();
        String says = out.text(
                "auc.says",
                best,
                ahead,
                items.size(),
                least,
                label(weakest),
                decimal(report.model(best).product(weakest).auc()));
        out.chart(
                "auc",
                Kind.BARS,
                Measure.DECIMAL,
                says,
                items.stream().map(this::label).toList(),
                auc);
    }

    private String label(String item) {
        Catalogue known = catalogue;
        int index = known == null ? -1 : known.indexOf(item);
        return known == null || index < 0 ? item : known.item(index).label();
    }

    /** Mean scores against shares of additions, all products together. */
    private void calibration() {
        List<Points> curves = new ArrayList<>();
        double error = 0;
        for (String name : best()) {
            double[] customers = new double[Reliability.DECILES];
            double[] score = new double[Reliability.DECILES];
            double[] taken = new double[Reliability.DECILES];
            for (ProductReport product : report.model(name).products().values()) {
                List<Reliability.Decile> deciles = product.reliability().deciles();
                for (int i = 0; i < deciles.size(); i++) {
                    Reliability.Decile decile = deciles.get(i);
                    customers[i] += decile.customers();
                    score[i] += decile.customers() * decile.meanScore();
                    taken[i] += decile.customers() * decile.additionShare();
                }
            }
            List<Points.Point> points = new ArrayList<>();
            double sum = 0;
            double gaps = 0;
            for (int i = 0; i < customers.length; i++) {
                if (customers[i] > 0) {
                    points.add(new Points.Point(score[i] / customers[i], taken[i] / customers[i], ""));
                    sum += customers[i];
                    gaps += Math.abs(score[i] - taken[i]);
                }
            }
            if (!points.isEmpty()) {
                error = curves.isEmpty() ? gaps / sum : error;
                curves.add(new Points(name, points));
            }
        }
        if (!curves.isEmpty()) {
            Chart.Words words = new Chart.Words(
                    "calibration",
                    out.text("calibration.title"),
                    out.text("calibration.says", curves.get(0).name(), out.numbers.share(error)),
                    out.text("calibration.unit"),
                    out.text("calibration.axis"));
            out.points(words, Kind.CURVE, Measure.SHARE, curves);
        }
    }

    private void levels() {
        List<Series> series = new ArrayList<>();
        String best = best().get(0);
        List<String> models = List.copyOf(report.models().keySet());
        for (var level : report.model(best).levels().keySet()) {
            double[] counts = models.stream()
                    .mapToDouble(name -> report.model(name).levels().getOrDefault(level, 0L))
                    .toArray();
            if (java.util.Arrays.stream(counts).sum() > 0) {
                String name = level.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
                series.add(Series.of(out.texts.textOr("level." + level.name(), name), counts));
            }
        }
        if (!series.isEmpty()) {
            Map<String, Long> failures = new LinkedHashMap<>();
            report.models().forEach((name, model) -> failures.put(name, model.failures()));
            long failed = failures.values().stream().mapToLong(Long::longValue).sum();
            int place = models.indexOf(best);
            String most = series.stream()
                    .max(Comparator.comparingDouble(each -> each.values().get(place)))
                    .orElseThrow()
                    .name();
            String says = out.text("levels.says", best, most, out.numbers.count(failed));
            out.chart("levels", Kind.BARS, Measure.COUNT, says, models, series);
        }
    }

    private void speed() {
        List<String> models = report.models().keySet().stream()
                .filter(name -> report.model(name).answersPerSecond() > 0)
                .toList();
        if (models.isEmpty()) {
            return;
        }
        double[] speeds = models.stream()
                .mapToDouble(name -> report.model(name).answersPerSecond())
                .toArray();
        int slowest = 0;
        for (int i = 1; i < speeds.length; i++) {
            slowest = speeds[i] < speeds[slowest] ? i : slowest;
        }
        String says = out.text(
                "speed.says", models.get(slowest), out.numbers.count(speeds[slowest]), decimal(1e6 / speeds[slowest]));
        out.chart("speed", Kind.BARS, Measure.COUNT, says, models, List.of(Series.of(out.text("speed.unit"), speeds)));
    }
}
