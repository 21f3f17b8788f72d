package dev.recsys.eval;

import dev.recsys.eval.internal.TextTable;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@link CustomerFolds} found: one report a fold. Two settings are best compared fold by fold, since folds differ more
 * from one another than settings do. Immutable and thread-safe.
 *
 * @param folds the folds' reports, in their order, all of the same models
 */
public record FoldsReport(List<EvaluationReport> folds) {
    /**
     * Checks and copies.
     *
     * @param folds copied, at least one
     * @throws IllegalArgumentException if there is no fold, or folds differ in their models, or if {@code folds} is
     *     or holds null
     */
    public FoldsReport {
        folds = Checks.copyOf(folds, "folds");
        Checks.that(!folds.isEmpty(), "folds must not be empty: a report needs at least one fold");
        Set<String> names = folds.get(0).models().keySet();
        for (EvaluationReport fold : folds) {
            Checks.that(
                    fold.models().keySet().equals(names),
                    "all folds must have the models %s, but one has %s",
                    names,
                    fold.models().keySet());
        }
    }

    /**
     * The figures of one model.
     *
     * @param name its name in the evaluation
     * @return mean and standard error by key, such as {@code "map@7/adders"}, in the order of the evaluator; over the folds
     *     that have the figure
     * @throws IllegalArgumentException if there is no model of that name
     */
    public Map<String, Estimate> model(String name) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (EvaluationReport fold : folds) {
            fold.model(name)
                    .metrics()
                    .forEach((key, value) ->
                            values.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
        }
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        values.forEach((key, list) -> estimates.put(key, Estimate.of(list)));
        return estimates;
    }

    /**
     * The report as aligned text for a terminal, a line for each model and a column for each figure, popularity first.
     *
     * @return lines, each with its end
     */
    public String toTable() {
        Map<String, Map<String, Estimate>> models = new LinkedHashMap<>();
        folds.get(0).models().keySet().forEach(name -> models.put(name, model(name)));
        Map<String, Map<String, Estimate>> ordered = ReportTable.popularityFirst(models);
        Set<String> keys = new LinkedHashSet<>();
        ordered.values().forEach(estimates -> keys.addAll(estimates.keySet()));
        List<String> head = new ArrayList<>(List.of("mean of " + folds.size() + " folds"));
        head.addAll(keys);
        TextTable table = new TextTable().row(head);
        ordered.forEach((name, estimates) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (String key : keys) {
                Estimate estimate = estimates.get(key);
                row.add(
                        estimate == null
                                ? "-"
                                : String.format(Locale.ROOT, "%.5f ± %.5f", estimate.mean(), estimate.standardError()));
            }
            table.row(row);
        });
        return TextTable.render(List.of(table));
    }
}
