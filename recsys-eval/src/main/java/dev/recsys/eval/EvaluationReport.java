package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Evaluator} found. Immutable and thread-safe.
 *
 * @param split the name of the split, such as {@code "2016-04-01"}
 * @param users how many users were asked about
 * @param adders how many of them added something
 * @param ceilings the best value that anyone could reach over all users, by metric: adders ÷ users for each
 *     {@link MapAtK}
 * @param models what was found, by recommender, in the order of the evaluation
 * @param comparisons every two of the models on the same users, in their order
 */
public record EvaluationReport(
        String split,
        int users,
        int adders,
        Map<String, Double> ceilings,
        Map<String, ModelReport> models,
        List<Comparison> comparisons) {
    /**
     * Checks and copies.
     *
     * @param split not blank
     * @param users at least 1
     * @param adders in 0..users
     * @param ceilings copied
     * @param models copied, at least one
     * @param comparisons copied, of these models
     * @throws IllegalArgumentException if the split's name is blank, there is no user, there are more adders than
     *     users, or no model, a comparison names another model, or if {@code ceilings}, {@code models} or
     *     {@code comparisons} is null
     */
    public EvaluationReport {
        Checks.noNulls(ceilings, "ceilings");
        Checks.noNulls(models, "models");
        Checks.notBlank(split, "split");
        Checks.atLeast(users, 1, "users");
        Checks.that(adders >= 0 && adders <= users, "adders must be in 0..users, %s, but was %s", users, adders);
        ceilings = Collections.unmodifiableMap(new LinkedHashMap<>(ceilings));
        Checks.that(!models.isEmpty(), "models must not be empty: a report needs at least one model");
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        comparisons = Checks.copyOf(comparisons, "comparisons");
        for (Comparison comparison : comparisons) {
            Checks.that(
                    models.containsKey(comparison.model()) && models.containsKey(comparison.other()),
                    "comparisons must be of the models %s, but one is of \"%s\" and \"%s\"",
                    models.keySet(),
                    comparison.model(),
                    comparison.other());
        }
    }

    /**
     * A report without comparisons.
     *
     * @param split not blank
     * @param users at least 1
     * @param adders in 0..users
     * @param ceilings copied
     * @param models copied, at least one
     * @throws IllegalArgumentException if the split's name is blank, there is no user, there are more adders than
     *     users, or no model, or if {@code ceilings} or {@code models} is null
     */
    public EvaluationReport(
            String split, int users, int adders, Map<String, Double> ceilings, Map<String, ModelReport> models) {
        this(split, users, adders, ceilings, models, List.of());
    }

    /**
     * What was found of one recommender.
     *
     * @param name its name in the evaluation
     * @return its figures
     * @throws IllegalArgumentException if there is none of that name
     */
    public ModelReport model(String name) {
        ModelReport model = models.get(name);
        Checks.that(model != null, "name must be one of %s, but the report has no model \"%s\"", models.keySet(), name);
        return Checks.notNull(model, name);
    }

    /**
     * How likely it is by chance alone that one model differs from the others as it does: the p-values of {@link Difference},
     * corrected for the number of models it is compared with (Holm 1979), so that in 19 of 20 reports no model of the same quality
     * is said to differ. Figures are not corrected for their number, as they measure much the same. That the best model was found
     * by looking is in neither. A p-value is at least the number of comparisons ÷ 1001.
     *
     * @param model the model that the others are compared with, such as the best
     * @param metric a key, such as {@code "map@7"}
     * @return the p-value of each other model, in 0..1; without those that were not compared by the figure
     * @throws IllegalArgumentException if there is no model of that name, or {@code metric} is null
     */
    public Map<String, Double> pValuesAgainst(String model, String metric) {
        Checks.notNull(metric, "metric");
        model(model);
        return Collections.unmodifiableMap(Holm.against(model, metric, comparisons));
    }

    /**
     * The report as aligned text for a terminal: means over all users with their ceiling, means over adders, the
     * other figures, then what the answers were built on. Popularity, if it is there, stands first. A {@code ~} marks a figure
     * that does not differ significantly from the best one of its column ({@link #pValuesAgainst}).
     *
     * @return lines, each with its end
     */
    public String toTable() {
        return "split " + split + ": " + users + " users, " + adders + " added something\n\n"
                + ReportTable.of(models, ceilings, comparisons);
    }

    /**
     * What was found product by product as aligned text for a terminal: additions and the customers without the product,
     * then a table of NDCG@3, AUC and the best F1, each with a column for each model, popularity first. For models whose scores
     * are probabilities follow the expected calibration error, and the mean score and the share of additions by decile of each
     * product, over all products.
     *
     * @return lines, each with its end; empty for an event log
     */
    public String toProductTable() {
        return ProductTable.of(models);
    }

    /**
     * The groups of users apart as aligned text for a terminal: figures with their intervals, a line a group, how far the
     * groups lie apart, and the items that they are offered unequally: by the four-fifths rule, and significantly.
     *
     * @return lines, each with its end; empty where no {@link Grouping} was asked for
     */
    public String toGroupTable() {
        return GroupTable.of(models);
    }

    /**
     * The report as JSON, numbers at full precision:
     *
     * <pre>{@code
     * {"split":"2016-04-01","users":92627,"adders":2706,"ceiling":{"map@7":0.0292…},
     *  "models":{"popularity":{"map@7":…,"map@7/adders":…,…},…},
     *  "serving":{"popularity":{"answers":…,"failures":…,"answersPerSecond":…,"levels":{…},"skipped":{…}},…},
     *  "products":{"popularity":{"cco":{"customers":…,"additions":…,"ndcg@3":…,"auc":…,"f1@0.5":…,"f1@best":…,
     *  "bestThreshold":…,"ece":…,"eceByChance":…,
     *  "reliability":[{"customers":…,"meanScore":…,"additionShare":…,"chanceGap":…},…],
     *  "pr-auc":…,"log-loss":…,"brier":…},…},…},
     *  "byLength":{"popularity":{"map":[…],"recall":[…],"precision":[…],"hit-rate":[…]},…},
     *  "intervals":{"popularity":{"map@7":[…,…],…},…},
     *  "comparisons":[{"model":"als","other":"hybrid","agreement":…,
     *  "differences":{"map@7":{"mean":…,"interval":[…,…],"p":…},…}},…],
     *  "groups":{"popularity":{"segmento":{"groups":{"01 - TOP":{"users":…,"adders":…,"metrics":{…},"intervals":{…},
     *  "offerRates":{"cco":…,…}},…},"gaps":{"map@7":{"lowest":"01 - TOP","low":…,"highest":…,"high":…,"ratio":…,"p":…},…},
     *  "offerGaps":{"cco":{…},…}},…},…}}
     * }</pre>
     *
     * <p>A figure that a product does not have is left out, and so is {@code products} on an event log, and whatever of
     * {@code byLength}, {@code intervals}, {@code comparisons} and {@code groups} would be empty. The curves of products are left
     * out.
     *
     * @return one JSON object on one line
     */
    public String toJson() {
        return ReportJson.of(split, users, adders, ceilings, models, comparisons);
    }
}
