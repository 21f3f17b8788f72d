package dev.recsys.cli.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from rate to rate until the service no longer keeps up.
 *
 * @param from the first rate
 * @param to the last rate
 * @param step by how much the rate grows
 */
record Ramp(double from, double to, double step) {
    private static final int MOST_STEPS = 1000;

    /** Loads at a rate. */
    interface Load {
        LoadReport at(double rate) throws InterruptedException;
    }

    /**
     * What a climb found.
     *
     * @param steps what each rate gave; only the last can have failed
     * @param fault why the last rate failed, or null if none did
     */
    record Found(List<LoadReport> steps, @Nullable String fault) {
        String toText() {
            StringBuilder text = new StringBuilder();
            for (LoadReport step : steps) {
                text.append(String.format(
                        Locale.ROOT,
                        "%,10.1f/s  answered %,10.1f/s  p50 %9.2f  p99 %9.2f  max %9.2f ms  errors %,d%n",
                        step.rate(),
                        step.achieved(),
                        step.millis(50),
                        step.millis(99),
                        step.millis(100),
                        step.errors()));
            }
            return text.append(verdict()).append('\n').toString();
        }

        private String verdict() {
            LoadReport last = steps.get(steps.size() - 1);
            if (last.stopped()) {
                return String.format(Locale.ROOT, "stopped early, at %,.1f/s", last.rate());
            }
            if (fault == null) {
                return String.format(Locale.ROOT, "not saturated: the service kept up with %,.1f/s", last.rate());
            }
            String kept = steps.size() == 1
                    ? "and the first rate was already too much"
                    : String.format(
                            Locale.ROOT,
                            "and kept up with %,.1f/s",
                            steps.get(steps.size() - 2).rate());
            return String.format(Locale.ROOT, "saturated at %,.1f/s (%s), %s", last.rate(), fault, kept);
        }

        ObjectNode toJson() {
            ObjectNode json = JsonMappers.plain().createObjectNode();
            ArrayNode all = json.putArray("steps");
            steps.forEach(step -> all.add(step.toJson()));
            boolean lastKept = fault == null && !steps.get(steps.size() - 1).stopped();
            int kept = lastKept ? steps.size() : steps.size() - 1;
            json.put("keptUpPerSecond", kept == 0 ? 0 : steps.get(kept - 1).rate());
            if (fault == null) {
                return json.putNull("saturatedPerSecond").putNull("fault");
            }
            return json.put("saturatedPerSecond", steps.get(steps.size() - 1).rate())
                    .put("fault", fault);
        }
    }

    static Ramp of(String words) {
        String[] parts = words.split(":", -1);
        Checks.that(parts.length == 3, "--ramp must be FROM:TO:STEP, such as 1000:10000:1000");
        double[] rates = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                rates[i] = Schedule.requireRate(Double.parseDouble(parts[i].strip()), "--ramp");
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--ramp must be three rates, such as 1000:10000:1000", e);
        }
        Checks.that(rates[0] <= rates[1], "--ramp must not end below where it begins");
        Checks.that((rates[1] - rates[0]) / rates[2] < MOST_STEPS, "--ramp must have at most %s steps", MOST_STEPS);
        return new Ramp(rates[0], rates[1], rates[2]);
    }

    Found climb(Load load, double limitMillis) throws InterruptedException {
        List<LoadReport> steps = new ArrayList<>();
        String fault = null;
        for (int i = 0; fault == null && from + i * step <= to; i++) {
            LoadReport report = load.at(from + i * step);
            steps.add(report);
            if (report.stopped()) {
                break;
            }
            fault = fault(report, limitMillis);
        }
        return new Found(List.copyOf(steps), fault);
    }

    private static @Nullable String fault(LoadReport report, double limitMillis) {
        if (report.errors() > 0) {
            return String.format(Locale.ROOT, "%,d of %,d requests failed", report.errors(), report.scheduled());
        }
        if (report.millis(99) <= limitMillis) {
            return null;
        }
        return String.format(Locale.ROOT, "p99 %.2f ms, over %.2f ms", report.millis(99), limitMillis)
                + (report.isGeneratorLate() ? "; the generator itself was late" : "");
    }
}
