package dev.recsys.report;

import dev.recsys.Explanation;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models learned, collected for the report: segments, what a model looks at, how its scores follow a feature, items that lie
 * close together. What is not given is left out. Not thread-safe.
 */
public final class Insights {
    private @Nullable SegmentStudy segments;
    private @Nullable Importance importance;
    private String explained = "";
    private final List<Explanation> explanations = new ArrayList<>();
    private final List<Dependence> dependences = new ArrayList<>();
    private final Map<String, Map<String, Double>> additionLifts = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> similarities = new LinkedHashMap<>();

    /** Nothing yet. */
    public Insights() {}

    /** How far a metric of a model falls, by feature. */
    record Importance(String model, String metric, long customers, Map<String, Double> falls) {}

    /** Mean scores of items over the values of a feature. */
    record Dependence(
            String model, String feature, List<String> values, Map<String, List<Double>> means, long customers) {}

    /**
     * Segments of customers or of the rows of a table.
     *
     * @param study what was found
     * @throws IllegalArgumentException if {@code study} is null
     */
    public void segments(SegmentStudy study) {
        segments = Checks.notNull(study, "study");
    }

    /**
     * How much more often the customers of a segment take an item than all customers do.
     *
     * @param lifts by segment and item; 1 is no difference
     * @throws IllegalArgumentException if {@code lifts} or a map in it is or holds null, or a number is negative or not finite
     */
    public void additionLifts(Map<String, Map<String, Double>> lifts) {
        Checks.noNulls(lifts, "lifts").forEach((segment, ofItem) -> {
            Map<String, Double> copy = new LinkedHashMap<>(Checks.noNulls(ofItem, "each of lifts"));
            copy.forEach((item, lift) -> Checks.notNegative(lift, "each of lifts"));
            additionLifts.put(segment, copy);
        });
    }

    /**
     * The permutation importance of features.
     *
     * @param model whose, not blank
     * @param metric what falls, not blank
     * @param customers how many were asked about, at least 1
     * @param falls how far it falls when a feature's values are shuffled, by the feature's name, most first
     * @throws IllegalArgumentException if a name is blank, the count is below 1 or {@code falls} is or holds null
     */
    public void importance(String model, String metric, long customers, Map<String, Double> falls) {
        Checks.notBlank(model, "model");
        Checks.notBlank(metric, "metric");
        Checks.that(customers >= 1, "customers must be at least 1, but was %s", customers);
        Checks.noNulls(falls, "falls");
        importance = new Importance(model, metric, customers, Collections.unmodifiableMap(new LinkedHashMap<>(falls)));
    }

    /**
     * One score explained; all of them together show what a model looks at.
     *
     * @param model whose, not blank; the last one given names the chart
     * @param explanation of a customer's score of an item
     * @throws IllegalArgumentException if the name is blank or {@code explanation} is null
     */
    public void explanation(String model, Explanation explanation) {
        explained = Checks.notBlank(model, "model");
        explanations.add(Checks.notNull(explanation, "explanation"));
    }

    /**
     * How scores follow a feature: the same customers are asked about with each of its values (partial dependence; Friedman,
     * 2001).
     *
     * @param model whose scores, not blank
     * @param feature what was changed, not blank
     * @param values of the feature, in their order
     * @param means mean scores by item, one for each value
     * @param customers how many were asked about, at least 1
     * @throws IllegalArgumentException if a name is blank, the count is below 1, {@code values} or {@code means} is or holds null,
     *     or an item has not one mean for each value
     */
    public void dependence(
            String model, String feature, List<String> values, Map<String, List<Double>> means, long customers) {
        Checks.notBlank(model, "model");
        Checks.notBlank(feature, "feature");
        List<String> steps = Checks.copyOf(values, "values");
        Checks.that(customers >= 1, "customers must be at least 1, but was %s", customers);
        Map<String, List<Double>> copies = new LinkedHashMap<>();
        Checks.noNulls(means, "means").forEach((item, scores) -> {
            List<Double> copy = Checks.copyOf(scores, "each of means");
            Checks.that(
                    copy.size() == steps.size(),
                    "means of %s must be one for each of %s values, but are %s",
                    item,
                    steps.size(),
                    copy.size());
            copies.put(item, copy);
        });
        dependences.add(new Dependence(model, feature, steps, copies, customers));
    }

    /**
     * How alike items are to a model, for a map of them.
     *
     * @param cosines cosine similarities of any two items, in −1..1, by item and other item; those left out count as 0
     * @throws IllegalArgumentException if {@code cosines} or a map in it is or holds null, or a number is not finite
     */
    public void itemMap(Map<String, Map<String, Double>> cosines) {
        Checks.noNulls(cosines, "cosines").forEach((item, others) -> {
            Map<String, Double> copy = new LinkedHashMap<>(Checks.noNulls(others, "each of cosines"));
            copy.forEach((other, cosine) ->
                    Checks.that(Double.isFinite(cosine), "each of cosines must be finite, but was %s", cosine));
            similarities.put(item, copy);
        });
    }

    @Nullable
    SegmentStudy segments() {
        return segments;
    }

    Map<String, Map<String, Double>> additionLifts() {
        return Collections.unmodifiableMap(additionLifts);
    }

    @Nullable
    Importance importance() {
        return importance;
    }

    String explained() {
        return explained;
    }

    List<Explanation> explanations() {
        return List.copyOf(explanations);
    }

    List<Dependence> dependences() {
        return List.copyOf(dependences);
    }

    Map<String, Map<String, Double>> similarities() {
        return Collections.unmodifiableMap(similarities);
    }
}
