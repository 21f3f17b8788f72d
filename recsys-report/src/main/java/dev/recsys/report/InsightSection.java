package dev.recsys.report;

import dev.recsys.Explanation;
import dev.recsys.ReasonTexts;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What models learned: segments, what they look at, and which items lie close together. For one report and one thread. */
final class InsightSection {
    private static final int FEATURES = 30;
    private static final int PRODUCTS = 24;

    private final Insights insights;
    private final @Nullable Catalogue catalogue;
    private final FeatureSchema schema;
    private final SectionWriter out;

    private InsightSection(Insights insights, @Nullable Catalogue catalogue, FeatureSchema schema, Texts texts) {
        this.insights = insights;
        this.catalogue = catalogue;
        this.schema = schema;
        this.out = new SectionWriter(texts);
    }

    static Section of(Insights insights, @Nullable Catalogue catalogue, FeatureSchema schema, Texts texts) {
        InsightSection section = new InsightSection(insights, catalogue, schema, texts);
        SegmentStudy segments = insights.segments();
        if (segments != null) {
            new SegmentCharts(segments, section.out).add();
        }
        section.additionLifts();
        section.importance();
        section.contributions();
        section.dependences();
        section.itemMap();
        boolean alone = insights.importance() == null
                && insights.explanations().isEmpty()
                && insights.similarities().isEmpty();
        return section.out.section(alone ? "segmentation" : "insights");
    }

    private String feature(String name) {
        int column = schema.indexOf(name);
        return column < 0 ? name : schema.feature(column).label();
    }

    private String item(String id) {
        int index = catalogue == null ? -1 : catalogue.indexOf(id);
        return catalogue == null || index < 0 ? id : catalogue.item(index).label();
    }

    /** How much more often segments take products. */
    private void additionLifts() {
        Map<String, Map<String, Double>> lifts = insights.additionLifts();
        if (lifts.isEmpty()) {
            return;
        }
        List<String> items = lifts.values().iterator().next().keySet().stream()
                .limit(PRODUCTS)
                .toList();
        if (items.isEmpty()) {
            return;
        }
        List<Series> series = new ArrayList<>();
        double best = -1;
        String says = "";
        for (Map.Entry<String, Map<String, Double>> segment : lifts.entrySet()) {
            double[] values = new double[items.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.rint(segment.getValue().getOrDefault(items.get(i), Double.NaN) * 100) / 100;
                if (values[i] > best) {
                    best = values[i];
                    says = out.text("takes.says", segment.getKey(), item(items.get(i)), out.decimal(best));
                }
            }
            series.add(Series.of(segment.getKey(), values));
        }
        List<String> labels = items.stream().map(this::item).toList();
        out.chart("takes", Kind.HEAT, Measure.DECIMAL, says, labels, series);
    }

    private void importance() {
        Insights.Importance found = insights.importance();
        if (found == null || found.falls().isEmpty()) {
            return;
        }
        List<String> names = found.falls().keySet().stream().limit(FEATURES).toList();
        double[] falls = names.stream()
                .mapToDouble(name -> found.falls().getOrDefault(name, 0.0))
                .toArray();
        Chart.Words words = new Chart.Words(
                "importance",
                out.text("importance.title", found.model()),
                out.text(
                        "importance.says",
                        found.model(),
                        found.metric(),
                        out.decimal(falls[0]),
                        feature(names.get(0)),
                        out.numbers.count(found.customers())),
                out.text("importance.unit", found.metric()),
                out.text("importance.axis"));
        List<String> labels = names.stream().map(this::feature).toList();
        out.chart(words, Kind.BARS, Measure.DECIMAL, labels, List.of(Series.of(words.unit(), falls)));
    }

    /** The mean size of the contributions of each fact over all explanations: for the score and against it. */
    private void contributions() {
        if (insights.explanations().isEmpty()) {
            return;
        }
        Catalogue items = catalogue == null ? Catalogue.of(List.of()) : catalogue;
        ReasonTexts texts = ReasonTexts.of(out.texts.locale(), items, schema);
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Explanation explanation : insights.explanations()) {
            for (Explanation.Contribution contribution : explanation.contributions()) {
                double[] sum = sums.computeIfAbsent(texts.column(contribution.about()), key -> new double[2]);
                sum[contribution.value() >= 0 ? 0 : 1] += Math.abs(contribution.value());
            }
        }
        List<String> facts = sums.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()[0] - entry.getValue()[1]))
                .map(Map.Entry::getKey)
                .limit(FEATURES)
                .toList();
        if (facts.isEmpty()) {
            return;
        }
        int count = insights.explanations().size();
        double[] up =
                facts.stream().mapToDouble(fact -> mean(sums, fact, 0, count)).toArray();
        double[] down =
                facts.stream().mapToDouble(fact -> mean(sums, fact, 1, count)).toArray();
        boolean logOdds = insights.explanations().get(0).unit() == Explanation.Unit.LOG_ODDS;
        Chart.Words words = new Chart.Words(
                "contributions",
                out.text("contributions.title", insights.explained()),
                out.text(
                        "contributions.says",
                        out.numbers.count(count),
                        insights.explained(),
                        facts.get(0),
                        out.decimal(up[0] + down[0])),
                out.text(logOdds ? "contributions.logOdds" : "contributions.score"),
                out.text("contributions.axis"));
        out.chart(
                words,
                Kind.BARS,
                Measure.DECIMAL,
                facts,
                List.of(Series.of(out.text("contributions.up"), up), Series.of(out.text("contributions.down"), down)));
    }

    private static double mean(Map<String, double[]> sums, String fact, int side, int count) {
        return sums.getOrDefault(fact, new double[2])[side] / count;
    }

    private void dependences() {
        int number = 0;
        for (Insights.Dependence found : insights.dependences()) {
            if (found.values().size() < 2 || found.means().isEmpty()) {
                continue;
            }
            List<Series> series = new ArrayList<>();
            found.means().forEach((item, means) -> series.add(new Series(item(item), means)));
            List<Double> first = series.get(0).values();
            int most = IntStream.range(0, first.size())
                    .boxed()
                    .max(Comparator.comparingDouble(first::get))
                    .orElseThrow();
            int least = IntStream.range(0, first.size())
                    .boxed()
                    .min(Comparator.comparingDouble(first::get))
                    .orElseThrow();
            String label = feature(found.feature());
            Chart.Words words = new Chart.Words(
                    "dependence-" + ++number,
                    out.text("dependence.title", found.model(), label),
                    out.text(
                            "dependence.says",
                            series.get(0).name(),
                            out.numbers.share(first.get(most)),
                            label,
                            found.values().get(most),
                            out.numbers.share(first.get(least)),
                            found.values().get(least),
                            out.numbers.count(found.customers())),
                    out.text("dependence.unit"),
                    label);
            int column = schema.indexOf(found.feature());
            boolean ordered = column < 0 || schema.isNumeric(column);
            out.chart(words, ordered ? Kind.LINES : Kind.BARS, Measure.SHARE, found.values(), series);
        }
    }

    private void itemMap() {
        List<String> items = List.copyOf(insights.similarities().keySet());
        if (items.size() < 3) {
            return;
        }
        ItemPlane plane = ItemPlane.of(items, insights.similarities());
        List<Points.Point> points = new ArrayList<>();
        String pair = "";
        double closest = -2;
        for (int i = 0; i < items.size(); i++) {
            points.add(new Points.Point(plane.x(i), plane.y(i), item(items.get(i))));
            for (Map.Entry<String, Double> other :
                    insights.similarities().getOrDefault(items.get(i), Map.of()).entrySet()) {
                if (other.getValue() > closest && !other.getKey().equals(items.get(i))) {
                    closest = other.getValue();
                    pair = out.text("items.pair", item(items.get(i)), item(other.getKey()));
                }
            }
        }
        Chart.Words words = new Chart.Words(
                "itemMap",
                out.text("itemMap.title"),
                out.text(
                        "itemMap.says", pair, out.decimal(closest), out.numbers.share(plane.share(0) + plane.share(1))),
                out.text("itemMap.unit", out.numbers.share(plane.share(1))),
                out.text("itemMap.axis", out.numbers.share(plane.share(0))));
        out.points(words, Kind.POINTS, Measure.DECIMAL, List.of(new Points(out.text("products.axis"), points)));
    }
}
