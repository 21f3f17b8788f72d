package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.eval.Interval;
import dev.recsys.report.ComparedRuns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code metrics.json} of a run says. */
final class Metrics {
    private Metrics() {}

    static List<String> models(JsonNode metrics) {
        List<String> models = new ArrayList<>();
        metrics.path("models").fieldNames().forEachRemaining(models::add);
        return models;
    }

    /** The keys of figures with an interval, in their order. */
    static Set<String> keys(JsonNode metrics) {
        Set<String> keys = new LinkedHashSet<>();
        metrics.path("intervals").forEach(model -> model.fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** The key that comes first, by which runs are listed. */
    static String first(JsonNode metrics) {
        return keys(metrics).stream().findFirst().orElse("map@7");
    }

    /** A figure with its interval, or a dash. */
    static String figure(JsonNode metrics, String model, String key) {
        JsonNode value = metrics.path("models").path(model).path(key);
        if (!value.isNumber()) {
            return "-";
        }
        JsonNode interval = metrics.path("intervals").path(model).path(key);
        String text = String.format(Locale.ROOT, "%.5f", value.asDouble());
        return interval.size() != 2
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                " [%.5f, %.5f]",
                                interval.get(0).asDouble(),
                                interval.get(1).asDouble());
    }

    /** Tells the figures with an interval, and those by length of the list. */
    static void tell(JsonNode metrics, int run, ComparedRuns facts) {
        Set<String> keys = keys(metrics);
        for (String model : models(metrics)) {
            for (String key : keys) {
                JsonNode value = metrics.path("models").path(model).path(key);
                JsonNode ends = metrics.path("intervals").path(model).path(key);
                if (value.isNumber()) {
                    Interval interval = ends.size() == 2
                            ? new Interval(ends.get(0).asDouble(), ends.get(1).asDouble())
                            : null;
                    facts.figure(run, model, key, value.asDouble(), interval);
                }
            }
            metrics.path("byLength").path(model).properties().forEach(metric -> {
                List<Double> means = new ArrayList<>();
                metric.getValue().forEach(mean -> means.add(mean.asDouble()));
                facts.byLength(run, model, metric.getKey(), means);
            });
        }
    }
}
