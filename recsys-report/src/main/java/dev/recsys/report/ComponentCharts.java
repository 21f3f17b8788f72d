package dev.recsys.report;

import dev.recsys.eval.Comparison;
import dev.recsys.eval.Difference;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each component adds to a hybrid: how far it falls without it, and what the component reaches alone. */
final class ComponentCharts {
    private ComponentCharts() {}

    /**
     * Adds a chart and its table.
     *
     * @param without the whole hybrid first, then what is left without each component, named after the component
     */
    static void add(SectionWriter out, Evaluated all, EvaluationReport without) {
        String whole = without.models().keySet().iterator().next();
        Evaluated found = new Evaluated(without, null);
        String key = found.key();
        List<String> components = new ArrayList<>();
        List<Difference> losses = new ArrayList<>();
        for (Comparison comparison : without.comparisons()) {
            Difference loss = comparison.differences().get(key);
            if (comparison.model().equals(whole) && loss != null) {
                components.add(comparison.other());
                losses.add(loss);
            }
        }
        if (components.isEmpty()) {
            return;
        }
        int most = 0;
        List<String> useless = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            Difference loss = losses.get(i);
            most = loss.mean() > losses.get(most).mean() ? i : most;
            if (!loss.isSignificant() || loss.mean() <= 0) {
                useless.add(components.get(i));
            }
            Map<String, Double> alone = all.report().models().containsKey(components.get(i))
                    ? all.model(components.get(i)).metrics()
                    : Map.of();
            rows.add(List.of(
                    components.get(i),
                    alone.getOrDefault(key, Double.NaN),
                    without.model(components.get(i)).metrics().getOrDefault(key, Double.NaN),
                    loss.mean(),
                    loss.interval().low(),
                    loss.interval().high(),
                    loss.pValue()));
        }
        String says = SectionWriter.join(
                out.text(
                        "components.says",
                        components.get(most),
                        whole,
                        out.decimal(losses.get(most).mean()),
                        key,
                        out.decimal(without.model(whole).metric(key))),
                useless.isEmpty() ? "" : out.text("components.useless", String.join(", ", useless)),
                out.text("components.sample", out.numbers.count(without.users())));
        Chart.Words words = new Chart.Words(
                "components",
                out.text("components.title", whole),
                says,
                out.text("components.unit", key),
                out.text("components.axis"));
        out.intervals(
                words,
                Measure.DECIMAL,
                components,
                losses.stream().mapToDouble(Difference::mean).toArray(),
                losses.stream().mapToDouble(loss -> loss.interval().low()).toArray(),
                losses.stream().mapToDouble(loss -> loss.interval().high()).toArray());
        out.table(
                "componentTable",
                out.text("components.table"),
                out.text("components.tableSays", key),
                Measure.DECIMAL,
                List.of(
                        out.text("components.axis"),
                        out.text("components.alone"),
                        out.text("components.without", whole),
                        out.text("components.loss"),
                        out.text("interval.low"),
                        out.text("interval.high"),
                        out.text("differences.p")),
                rows);
    }
}
