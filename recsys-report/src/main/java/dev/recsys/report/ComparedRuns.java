package dev.recsys.report;

import dev.recsys.eval.Difference;
import dev.recsys.eval.Interval;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of runs that a report compares with the first of them: in what they differ, their figures, how far each is from
 * the first, and how long they took. Runs are named by their place, from 0. Not thread-safe.
 */
public final class ComparedRuns {
    /** Why a run is not tested against the first one. */
    public enum Untested {
        /** The scores of each customer are missing in one of them. */
        NO_SCORES,
        /** The test customers are others, or added other products. */
        OTHER_CUSTOMERS
    }

    /** The step that is the whole run. */
    static final String WHOLE = "";

    private final List<String> ids;
    private final Map<String, List<String>> differing = new LinkedHashMap<>();
    private final Set<String> models = new LinkedHashSet<>();
    private final Set<String> metrics = new LinkedHashSet<>();
    private final Map<Place, Known> figures = new HashMap<>();
    private final Map<Place, Difference> differences = new HashMap<>();
    private final Map<Place, List<Double>> lengths = new HashMap<>();
    private final Map<Integer, Untested> untested = new HashMap<>();
    private final Map<String, double[]> seconds = new LinkedHashMap<>();

    /** Whose figure it is. */
    private record Place(int run, String model, String metric) {}

    /** A figure and its interval; null where there is none. */
    record Known(double value, @Nullable Interval interval) {}

    /**
     * Runs of which nothing is known yet.
     *
     * @param ids what they are called, at least two; the first is the one that the others are compared with
     * @throws IllegalArgumentException if there are fewer than two, or {@code ids} is or holds null
     */
    public ComparedRuns(List<String> ids) {
        this.ids = Checks.copyOf(ids, "ids");
        Checks.that(this.ids.size() >= 2, "ids must have at least 2 runs, but has %s", this.ids.size());
    }

    /**
     * Adds an option or a fact in which the runs differ.
     *
     * @param name such as {@code config.als.iterations}
     * @param values one for each run
     * @throws IllegalArgumentException if the name is blank, or {@code values} is or holds null or has not one for each run
     */
    public void differs(String name, List<String> values) {
        Checks.notBlank(name, "name");
        List<String> copy = Checks.copyOf(values, "values");
        Checks.that(copy.size() == ids.size(), "values must have %s texts, but has %s", ids.size(), copy.size());
        differing.put(name, copy);
    }

    /**
     * Adds a figure. The first metric whose name ends in {@code /adders}, or the first one, is what the runs are judged by.
     *
     * @param run whose it is
     * @param model whose it is
     * @param metric such as {@code map@7}
     * @param value finite
     * @param interval 95 % over customers, or null for none
     * @throws IllegalArgumentException if there is no such run, a name is blank or the value is not finite
     */
    public void figure(int run, String model, String metric, double value, @Nullable Interval interval) {
        Place place = place(run, model, metric);
        Checks.inRange(value, -Double.MAX_VALUE, Double.MAX_VALUE, "value");
        models.add(model);
        metrics.add(metric);
        figures.put(place, new Known(value, interval));
    }

    /**
     * Adds how far a model of a later run is ahead of the model of that name in the first run.
     *
     * @param run not the first
     * @param model whose difference it is
     * @param metric such as {@code map@7}
     * @param difference the later run's less the first one's, by a paired test
     * @throws IllegalArgumentException if there is no such later run, a name is blank or {@code difference} is null
     */
    public void difference(int run, String model, String metric, Difference difference) {
        Checks.inRange(run, 1, ids.size() - 1, "run");
        differences.put(place(run, model, metric), Checks.notNull(difference, "difference"));
    }

    /**
     * Says why a later run is not tested against the first one.
     *
     * @param run not the first
     * @param reason why
     * @throws IllegalArgumentException if there is no such later run, or {@code reason} is null
     */
    public void untested(int run, Untested reason) {
        Checks.inRange(run, 1, ids.size() - 1, "run");
        untested.put(run, Checks.notNull(reason, "reason"));
    }

    /**
     * Adds means for lists of 1, 2, … items.
     *
     * @param run whose they are
     * @param model whose they are
     * @param metric without a length, such as {@code map}
     * @param means over those who added something
     * @throws IllegalArgumentException if there is no such run, a name is blank, or {@code means} is or holds null
     */
    public void byLength(int run, String model, String metric, List<Double> means) {
        Place place = place(run, model, metric);
        lengths.put(place, Checks.copyOf(means, "means"));
    }

    /**
     * Adds how long a run took.
     *
     * @param run which
     * @param seconds at least 0
     * @throws IllegalArgumentException if there is no such run, or the time is negative or not finite
     */
    public void took(int run, double seconds) {
        time(run, WHOLE, seconds);
    }

    /**
     * Adds how long the training of a model took.
     *
     * @param run whose model
     * @param model which
     * @param seconds at least 0
     * @throws IllegalArgumentException if there is no such run, the model is blank or the time negative or not finite
     */
    public void trained(int run, String model, double seconds) {
        time(run, Checks.notBlank(model, "model"), seconds);
    }

    private void time(int run, String step, double took) {
        Checks.inRange(run, 0, ids.size() - 1, "run");
        Checks.inRange(took, 0, Double.MAX_VALUE, "seconds");
        seconds.computeIfAbsent(step, key -> {
            double[] unknown = new double[ids.size()];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        })[run] = took;
    }

    private Place place(int run, String model, String metric) {
        Checks.inRange(run, 0, ids.size() - 1, "run");
        return new Place(run, Checks.notBlank(model, "model"), Checks.notBlank(metric, "metric"));
    }

    List<String> ids() {
        return ids;
    }

    Map<String, List<String>> differing() {
        return differing;
    }

    List<String> models() {
        return List.copyOf(models);
    }

    List<String> metrics() {
        return List.copyOf(metrics);
    }

    /** What the runs are judged by; empty where there is no figure. */
    String key() {
        return metrics.stream()
                .filter(metric -> metric.endsWith("/adders"))
                .findFirst()
                .orElse(metrics.isEmpty() ? "" : metrics.iterator().next());
    }

    @Nullable
    Known known(int run, String model, String metric) {
        return figures.get(new Place(run, model, metric));
    }

    @Nullable
    Difference difference(int run, String model, String metric) {
        return differences.get(new Place(run, model, metric));
    }

    List<Double> byLength(int run, String model, String metric) {
        return lengths.getOrDefault(new Place(run, model, metric), List.of());
    }

    @Nullable
    Untested untested(int run) {
        return untested.get(run);
    }

    /** Seconds of each run, by model, or {@link #WHOLE}; NaN where they are unknown. */
    Map<String, double[]> seconds() {
        return seconds;
    }
}
