package dev.recsys.report;

import dev.recsys.eval.OperatingPoint;
import dev.recsys.eval.ProductReport;
import dev.recsys.eval.Reliability;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Points;
import dev.recsys.report.internal.chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Metrics over the length of the list, ROC and precision-recall curves, calibration. For one report and one thread. */
final class CurveCharts {
    private static final List<String> METRICS = List.of("map", "recall", "precision");
    private static final int PRODUCTS = 5;

    private final Evaluated found;
    private final SectionWriter out;

    CurveCharts(Evaluated found, SectionWriter out) {
        this.found = found;
        this.out = out;
    }

    /** A line for each model, over lists of 1, 2, … items. */
    void byLength() {
        List<String> models = found.best();
        for (String metric : METRICS) {
            int longest = models.stream()
                    .mapToInt(name -> means(name, metric).size())
                    .min()
                    .orElse(0);
            if (longest < 3) {
                continue;
            }
            List<Series> series = models.stream()
                    .map(name -> new Series(name, means(name, metric).subList(0, longest)))
                    .toList();
            List<Double> best = series.get(0).values();
            String says = out.text(
                    "cutoff.says",
                    series.get(0).name(),
                    metric,
                    out.decimal(best.get(0)),
                    1,
                    out.decimal(best.get(longest - 1)),
                    longest);
            Chart.Words words = new Chart.Words(
                    "cutoff-" + metric,
                    out.text("cutoff.title", metric),
                    says,
                    out.text("cutoff.unit", metric),
                    out.text("cutoff.axis"));
            List<String> labels = IntStream.rangeClosed(1, longest)
                    .mapToObj(Integer::toString)
                    .toList();
            out.chart(words, Kind.LINES, Measure.DECIMAL, labels, series);
        }
    }

    private List<Double> means(String model, String metric) {
        return found.model(model).byLength().getOrDefault(metric, List.of());
    }

    /** The curves of the best model for the products that are added most. */
    void ofProducts() {
        String model = found.best().get(0);
        List<Map.Entry<String, ProductReport>> products = found.model(model).products().entrySet().stream()
                .filter(entry -> !entry.getValue().curve().isEmpty())
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().additions()))
                .limit(PRODUCTS)
                .toList();
        if (products.isEmpty()) {
            return;
        }
        String first = found.label(products.get(0).getKey());
        OperatingPoint half = products.get(0).getValue().curve().stream()
                .filter(point -> point.recall() >= 0.5)
                .findFirst()
                .orElseThrow();
        Chart.Words roc = new Chart.Words(
                "roc",
                out.text("roc.title", model),
                out.text(
                        "roc.says",
                        model,
                        first,
                        out.numbers.share(half.recall()),
                        out.numbers.share(half.falsePositiveRate())),
                out.text("roc.unit"),
                out.text("roc.axis"));
        out.points(
                roc,
                Kind.CURVE,
                Measure.SHARE,
                curves(products, OperatingPoint::falsePositiveRate, OperatingPoint::recall));
        double rate = (double) products.get(0).getValue().additions()
                / products.get(0).getValue().customers();
        Chart.Words pr = new Chart.Words(
                "pr",
                out.text("pr.title", model),
                out.text(
                        "pr.says",
                        first,
                        out.numbers.share(half.recall()),
                        out.numbers.share(half.precision()),
                        out.numbers.share(rate)),
                out.text("pr.unit"),
                out.text("pr.axis"));
        out.points(pr, Kind.PATH, Measure.SHARE, curves(products, OperatingPoint::recall, OperatingPoint::precision));
    }

    private List<Points> curves(
            List<Map.Entry<String, ProductReport>> products,
            ToDoubleFunction<OperatingPoint> across,
            ToDoubleFunction<OperatingPoint> up) {
        List<Points> curves = new ArrayList<>();
        for (Map.Entry<String, ProductReport> product : products) {
            List<OperatingPoint> points = product.getValue().curve();
            // Where nobody is offered anything, precision is what one takes it for: that point is left out.
            boolean undefined = up.applyAsDouble(points.get(0)) == 1;
            curves.add(new Points(
                    found.label(product.getKey()),
                    points.subList(undefined ? 1 : 0, points.size()).stream()
                            .map(point -> new Points.Point(across.applyAsDouble(point), up.applyAsDouble(point), ""))
                            .toList()));
        }
        return curves;
    }

    /** Mean scores against shares of additions, all products together. */
    void calibration() {
        List<Points> curves = new ArrayList<>();
        double error = 0;
        for (String name : found.best()) {
            double[] customers = new double[Reliability.DECILES];
            double[] score = new double[Reliability.DECILES];
            double[] taken = new double[Reliability.DECILES];
            for (ProductReport product : found.model(name).products().values()) {
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
}
