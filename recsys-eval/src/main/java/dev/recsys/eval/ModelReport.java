package dev.recsys.eval;

import dev.recsys.FallbackLevel;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@link Evaluator} found of one recommender. Immutable and thread-safe.
 *
 * @param metrics means by key, such as {@code "map@7"} and {@code "map@7/adders"}, in the order of the evaluator; a mean
 *     over nobody is left out
 * @param answers how many requests were answered
 * @param failures how many requests ended in an exception; each counts as an empty answer
 * @param answersPerSecond answers ÷ the time spent inside the recommender, so the speed of one thread
 * @param levels how many users were answered on what; all levels are named
 * @param skipped how many users were answered without a component, by its name; empty for a single model
 * @param products what was found product by product, in the order of the catalogue; empty for an event log
 * @param intervals how sure the means are, by key; those of {@link Evaluator} over users, not over products
 * @param groups what was found of groups of users apart, by {@linkplain Grouping#name grouping}; empty unless asked for
 * @param byLength means over those who added something for lists of 1, 2, … items up to the length of the first metric on
 *     additions, by metric without its length, such as {@code "map"}; empty where nobody added anything
 */
public record ModelReport(
        Map<String, Double> metrics,
        long answers,
        long failures,
        double answersPerSecond,
        Map<FallbackLevel, Long> levels,
        Map<String, Long> skipped,
        Map<String, ProductReport> products,
        Map<String, Interval> intervals,
        Map<String, GroupsReport> groups,
        Map<String, List<Double>> byLength) {
    /**
     * Checks and copies.
     *
     * @param metrics copied, finite
     * @param answers at least 0
     * @param failures at least 0
     * @param answersPerSecond finite, at least 0
     * @param levels copied; a level left out counts 0
     * @param skipped copied
     * @param products copied
     * @param intervals copied
     * @param groups copied
     * @param byLength copied
     * @throws IllegalArgumentException if a mean or the speed is not finite, or if {@code metrics}, {@code levels},
     *     {@code skipped}, {@code products}, {@code intervals}, {@code groups} or {@code byLength} is null
     */
    public ModelReport {
        Checks.noNulls(metrics, "metrics");
        Checks.noNulls(levels, "levels");
        Checks.noNulls(skipped, "skipped");
        Checks.noNulls(products, "products");
        Checks.noNulls(intervals, "intervals");
        Checks.noNulls(groups, "groups");
        metrics.forEach((key, mean) ->
                Checks.that(Double.isFinite(mean), "metrics: the mean of %s must be finite, but was %s", key, mean));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Checks.notNegative(answersPerSecond, "answersPerSecond");
        Map<FallbackLevel, Long> counts = new EnumMap<>(FallbackLevel.class);
        for (FallbackLevel level : FallbackLevel.values()) {
            counts.put(level, levels.getOrDefault(level, 0L));
        }
        levels = Collections.unmodifiableMap(counts);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
        products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        Map<String, List<Double>> lengths = new LinkedHashMap<>();
        Checks.noNulls(byLength, "byLength")
                .forEach((name, means) -> lengths.put(name, Checks.copyOf(means, "each of byLength")));
        byLength = Collections.unmodifiableMap(lengths);
    }

    /**
     * A report without intervals, groups and means by length.
     *
     * @param metrics copied, finite
     * @param answers at least 0
     * @param failures at least 0
     * @param answersPerSecond finite, at least 0
     * @param levels copied; a level left out counts 0
     * @param skipped copied
     * @param products copied
     * @throws IllegalArgumentException if a mean or the speed is not finite, or if {@code metrics}, {@code levels},
     *     {@code skipped} or {@code products} is null
     */
    public ModelReport(
            Map<String, Double> metrics,
            long answers,
            long failures,
            double answersPerSecond,
            Map<FallbackLevel, Long> levels,
            Map<String, Long> skipped,
            Map<String, ProductReport> products) {
        this(metrics, answers, failures, answersPerSecond, levels, skipped, products, Map.of(), Map.of(), Map.of());
    }

    /**
     * One mean.
     *
     * @param key the metric's name, with {@code /adders} and the like where wanted
     * @return the mean
     * @throws IllegalArgumentException if the report has none under that key
     */
    public double metric(String key) {
        Double mean = metrics.get(key);
        Checks.that(mean != null, "key must be one of %s, but the report has no metric \"%s\"", metrics.keySet(), key);
        return Checks.notNull(mean, key);
    }

    /**
     * The figures of one product.
     *
     * @param itemId the product
     * @return its figures
     * @throws IllegalArgumentException if the report has no such product
     */
    public ProductReport product(String itemId) {
        ProductReport product = products.get(itemId);
        Checks.that(
                product != null,
                "itemId must be one of %s, but the report has no product \"%s\"",
                products.keySet(),
                itemId);
        return Checks.notNull(product, itemId);
    }
}
