package dev.recsys.report;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.ProductReport;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good the models are, as far as an evaluation says it. What it does not say is left out. For one report and one thread. */
final class ModelSection {
    private final Evaluated found;
    private final EvaluationReport report;
    private final SectionWriter out;

    private ModelSection(EvaluationReport report, @Nullable Catalogue catalogue, Texts texts) {
        this.report = report;
        this.found = new Evaluated(report, catalogue);
        this.out = new SectionWriter(texts);
    }

    static Section of(
            EvaluationReport report,
            @Nullable EvaluationReport without,
            @Nullable Catalogue catalogue,
            FeatureSchema schema,
            TrainingLog log,
            Texts texts) {
        ModelSection section = new ModelSection(report, catalogue, texts);
        CurveCharts curves = new CurveCharts(section.found, section.out);
        AudienceCharts audiences = new AudienceCharts(section.found, schema, section.out);
        new MetricTables(section.found, section.out).add();
        if (without != null) {
            ComponentCharts.add(section.out, section.found, without);
        }
        curves.byLength();
        section.products();
        curves.ofProducts();
        curves.calibration();
        audiences.audiences();
        audiences.groups();
        section.levels();
        section.speed();
        TrainingCharts.add(section.out, log);
        return section.out.section("models");
    }

    private void products() {
        List<String> models = found.best().stream()
                .filter(name -> !report.model(name).products().isEmpty())
                .toList();
        if (models.isEmpty()) {
            return;
        }
        String best = models.get(0);
        String least = models.contains(found.baseline()) ? found.baseline() : models.get(models.size() - 1);
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
                found.label(weakest),
                out.decimal(report.model(best).product(weakest).auc()));
        out.chart(
                "auc",
                Kind.BARS,
                Measure.DECIMAL,
                says,
                items.stream().map(found::label).toList(),
                auc);
    }

    private void levels() {
        List<Series> series = new ArrayList<>();
        String best = found.best().get(0);
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
                "speed.says",
                models.get(slowest),
                out.numbers.count(speeds[slowest]),
                out.decimal(1e6 / speeds[slowest]));
        out.chart("speed", Kind.BARS, Measure.COUNT, says, models, List.of(Series.of(out.text("speed.unit"), speeds)));
    }
}
