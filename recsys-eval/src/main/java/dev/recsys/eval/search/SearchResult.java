package dev.recsys.eval.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recsys.eval.Interval;
import dev.recsys.eval.internal.TextTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@link Search} found. The best of many trials looks better than it is: measure it on a period that no trial saw. Immutable
 * and thread-safe.
 *
 * @param <C> the configuration
 * @param validation what the trials were measured on
 * @param metric what was measured
 * @param ranking the last trial of each configuration: those that came farthest first, of these the greatest value first, then the
 *     lower number; those that failed last
 * @param best the configuration of the first one
 */
public record SearchResult<C extends Record>(String validation, String metric, List<SearchTrial> ranking, C best) {
    /**
     * Checks and copies.
     *
     * @param validation not blank
     * @param metric not blank
     * @param ranking copied, at least one, the first one without a failure
     * @param best not null
     * @throws IllegalArgumentException if a value is null or blank, there is no trial, or the first one failed
     */
    public SearchResult {
        Checks.notBlank(validation, "validation");
        Checks.notBlank(metric, "metric");
        ranking = Checks.copyOf(ranking, "ranking");
        Checks.that(
                !ranking.isEmpty() && !ranking.get(0).isFailed(), "ranking must begin with a trial that did not fail");
        Checks.notNull(best, "best");
    }

    /**
     * The ranking as aligned text for a terminal, with the options in which trials differ, and the share of the resource and the
     * effort where they differ in these.
     *
     * @return lines, each with its end
     */
    public String toTable() {
        boolean shares = ranking.stream().anyMatch(trial -> trial.share() < 1);
        List<String> head = new ArrayList<>(List.of("rank", "trial", metric, "low", "high"));
        if (shares) {
            head.add("share");
        }
        List<String> efforts = shares ? List.copyOf(ranking.get(0).effort().keySet()) : List.of();
        head.addAll(efforts);
        List<String> options = varied();
        head.addAll(options);
        TextTable table = new TextTable().row(head);
        StringBuilder failures = new StringBuilder();
        for (int i = 0; i < ranking.size(); i++) {
            SearchTrial trial = ranking.get(i);
            Interval interval = trial.interval();
            List<String> row = new ArrayList<>(List.of(
                    Integer.toString(i + 1),
                    Integer.toString(trial.number()),
                    trial.isFailed() ? "failed" : number(trial.value()),
                    interval == null ? "-" : number(interval.low()),
                    interval == null ? "-" : number(interval.high())));
            if (shares) {
                row.add(String.format(Locale.ROOT, "%.4f", trial.share()));
            }
            efforts.forEach(path -> row.add(String.valueOf(trial.effort().get(path))));
            options.forEach(
                    path -> row.add(trial.options().getOrDefault(path, "-").replace("\"", "")));
            table.row(row);
            if (trial.isFailed()) {
                failures.append("trial ")
                        .append(trial.number())
                        .append(" failed: ")
                        .append(trial.failure())
                        .append('\n');
            }
        }
        return "validation: " + validation + "\n\n" + TextTable.render(List.of(table))
                + (failures.isEmpty() ? "" : "\n" + failures);
    }

    private List<String> varied() {
        Map<String, String> first = ranking.get(0).options();
        return first.keySet().stream()
                .filter(path -> ranking.stream()
                        .anyMatch(trial ->
                                !Objects.equals(first.get(path), trial.options().get(path))))
                .toList();
    }

    /**
     * The result as JSON, numbers at full precision:
     *
     * <pre>{@code
     * {"validation":"5 customer folds of 2016-03-28, seed 42","metric":"map@7",
     *  "trials":[{"trial":17,"rung":1,"share":1.0,"value":…,"low":…,"high":…,"options":{"als.factors":8,…}},…]}
     * }</pre>
     *
     * <p>A trial whose resource was the model's effort has {@code "effort":{"als.iterations":5}} after its share. A trial that failed has {@code failure} in place of {@code value}, {@code low} and {@code high}. Two searches for the same
     * give the same text.
     *
     * @return one JSON object on one line
     */
    public String toJson() {
        ObjectMapper mapper = JsonMappers.plain();
        ObjectNode root =
                mapper.createObjectNode().put("validation", validation).put("metric", metric);
        ArrayNode trials = root.putArray("trials");
        for (SearchTrial trial : ranking) {
            ObjectNode node = trials.addObject()
                    .put("trial", trial.number())
                    .put("rung", trial.rung())
                    .put("share", trial.share());
            if (!trial.effort().isEmpty()) {
                ObjectNode effort = node.putObject("effort");
                trial.effort().forEach(effort::put);
            }
            Interval interval = trial.interval();
            if (trial.isFailed()) {
                node.put("failure", trial.failure());
            } else {
                node.put("value", trial.value());
            }
            if (interval != null) {
                node.put("low", interval.low()).put("high", interval.high());
            }
            ObjectNode options = node.putObject("options");
            trial.options().forEach((path, value) -> options.putRawValue(path, new RawValue(value)));
        }
        return JsonMappers.text(root);
    }

    /**
     * The best configuration as JSON for people and programs to read, without its numbers of threads, which suit one machine.
     *
     * @return one JSON object, of several lines
     */
    public String bestJson() {
        try {
            return JsonMappers.plain()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(WithoutThreads.of(ConfigJson.write(best)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
