package dev.recsys.report;

import dev.recsys.data.Catalogue;
import dev.recsys.eval.Comparison;
import dev.recsys.eval.Difference;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Interval;
import dev.recsys.eval.ModelReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation with what its charts ask alike: which models are best by which metric. Immutable. */
final class Evaluated {
    private static final int MOST_SERIES = 5;
    private static final String ADDERS = "/adders";
    private static final String BASELINE = "popularity";

    private final EvaluationReport report;
    private final @Nullable Catalogue catalogue;
    private final String key;

    Evaluated(EvaluationReport report, @Nullable Catalogue catalogue) {
        this.report = report;
        this.catalogue = catalogue;
        List<String> keys =
                List.copyOf(report.models().values().iterator().next().metrics().keySet());
        this.key = keys.stream()
                .filter(each -> each.endsWith(ADDERS))
                .findFirst()
                .orElse(keys.isEmpty() ? "" : keys.get(0));
    }

    EvaluationReport report() {
        return report;
    }

    ModelReport model(String name) {
        return report.model(name);
    }

    /** The first metric over those who added something, or the first; empty where there is none. */
    String key() {
        return key;
    }

    /** All models that have a figure, the greatest first. */
    List<String> byFigure(String metric) {
        return report.models().keySet().stream()
                .filter(name -> report.model(name).metrics().containsKey(metric))
                .sorted(Comparator.comparingDouble(name -> -report.model(name).metric(metric)))
                .toList();
    }

    /** The models a chart has room for: the best by the key, and the baseline. */
    List<String> best() {
        List<String> order =
                byFigure(key).isEmpty() ? List.copyOf(report.models().keySet()) : byFigure(key);
        List<String> best = new ArrayList<>(order.subList(0, Math.min(MOST_SERIES, order.size())));
        String baseline = baseline();
        if (!best.contains(baseline)) {
            best.set(best.size() - 1, baseline);
        }
        return best;
    }

    /** What models are compared with: popularity, or the first model. */
    String baseline() {
        return report.models().containsKey(BASELINE)
                ? BASELINE
                : report.models().keySet().iterator().next();
    }

    /** How far a model is ahead of another by a metric; null where they were not compared. */
    @Nullable
    Difference difference(String model, String other, String metric) {
        for (Comparison comparison : report.comparisons()) {
            Difference found = comparison.differences().get(metric);
            if (found != null
                    && comparison.model().equals(model)
                    && comparison.other().equals(other)) {
                return found;
            }
            if (found != null
                    && comparison.model().equals(other)
                    && comparison.other().equals(model)) {
                Interval interval =
                        new Interval(-found.interval().high(), -found.interval().low());
                return new Difference(-found.mean(), interval, found.pValue());
            }
        }
        return null;
    }

    /** As {@link #difference}, where many models are compared with one: by a p-value corrected for their number. */
    @Nullable
    Difference lead(String model, String other, String metric) {
        Difference found = difference(model, other, metric);
        return found == null
                ? null
                : new Difference(
                        found.mean(),
                        found.interval(),
                        report.pValuesAgainst(model, metric).getOrDefault(other, found.pValue()));
    }

    String label(String item) {
        Catalogue known = catalogue;
        int index = known == null ? -1 : known.indexOf(item);
        return known == null || index < 0 ? item : known.item(index).label();
    }
}
