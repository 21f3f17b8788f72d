package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.cli.runs.RunArchive.StoredRun;
import dev.recsys.eval.CustomerScores;
import dev.recsys.eval.Difference;
import dev.recsys.eval.internal.TextTable;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.report.ComparedRuns;
import dev.recsys.report.ComparedRuns.Untested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between runs: options, figures, and whether each later run's models differ significantly from the first one's. */
public final class RunComparison {
    private static final List<String> PARTS = List.of("seed", "data", "split", "versions", "config", "policy");

    private final List<StoredRun> runs;
    private final List<Tests> tests = new ArrayList<>(); // of each run after the first

    /** What was tested of a run against the first; or why nothing was. */
    private record Tests(
            Map<String, Map<String, Difference>> byModel,
            @Nullable Untested why,
            String reason) {}

    private RunComparison(List<StoredRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /**
     * Reads runs and tests each against the first.
     *
     * @param folders of the runs, at least two; paths or URIs
     * @return the comparison
     * @throws IOException if a file can't be read
     * @throws IllegalArgumentException if a folder has no run, or a file of it is broken
     */
    public static RunComparison read(List<String> folders) throws IOException {
        List<StoredRun> runs = new ArrayList<>();
        List<RunPlace> places = new ArrayList<>();
        try {
            for (String folder : folders) {
                RunPlace place = RunPlace.of(folder, "RUN");
                places.add(place);
                runs.add(StoredRun.read(place.path()));
            }
            return of(runs);
        } finally {
            for (RunPlace place : places) {
                place.close();
            }
        }
    }

    private static RunComparison of(List<StoredRun> runs) throws IOException {
        RunComparison comparison = new RunComparison(runs);
        CustomerScores first = scores(runs.get(0));
        for (StoredRun run : runs.subList(1, runs.size())) {
            comparison.tests.add(tests(runs.get(0), first, run));
        }
        return comparison;
    }

    private static @Nullable CustomerScores scores(StoredRun run) throws IOException {
        Path file = run.folder().resolve(RunRecord.SCORES);
        return Files.exists(file) ? CustomerScores.read(file) : null;
    }

    private static Tests tests(StoredRun firstRun, @Nullable CustomerScores first, StoredRun run) throws IOException {
        CustomerScores scores = scores(run);
        if (first == null || scores == null) {
            StoredRun without = first == null ? firstRun : run;
            return new Tests(Map.of(), Untested.NO_SCORES, without.id() + " has no " + RunRecord.SCORES);
        }
        if (!scores.hasCustomersOf(first)) {
            return new Tests(
                    Map.of(), Untested.OTHER_CUSTOMERS, "the test customers are others, or added other products");
        }
        Map<String, Map<String, Difference>> byModel = new LinkedHashMap<>();
        for (String model : scores.models()) {
            if (first.models().contains(model)) {
                byModel.put(model, scores.compare(model, first, model));
            }
        }
        return new Tests(byModel, null, "");
    }

    /** Options and facts in which the runs differ, by path, with a value for each run. */
    private Map<String, List<String>> differing() {
        List<Map<String, String>> flat = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        for (StoredRun run : runs) {
            Map<String, String> values = new LinkedHashMap<>();
            PARTS.forEach(part -> flatten(part, run.record().path(part), values));
            flat.add(values);
            paths.addAll(values.keySet());
        }
        Map<String, List<String>> differing = new LinkedHashMap<>();
        for (String path : paths) {
            List<String> values =
                    flat.stream().map(each -> each.getOrDefault(path, "-")).toList();
            if (Set.copyOf(values).size() > 1) {
                differing.put(path, values);
            }
        }
        return differing;
    }

    static void flatten(String path, JsonNode tree, Map<String, String> into) {
        if (tree.isObject()) {
            tree.properties()
                    .forEach(each -> flatten(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), into));
        } else if (!tree.isMissingNode()) {
            into.put(path, tree.isTextual() ? tree.asText() : JsonMappers.text(tree));
        }
    }

    private Set<String> models() {
        Set<String> models = new LinkedHashSet<>();
        runs.forEach(run -> models.addAll(Metrics.models(run.metrics())));
        return models;
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(Metrics.keys(run.metrics())));
        return keys;
    }

    /**
     * The comparison as text.
     *
     * @param wanted metrics; none for the first one, over all customers and over those who add
     * @return tables
     */
    public String toTable(List<String> wanted) {
        String first = Metrics.first(runs.get(0).metrics());
        List<String> shown = wanted.isEmpty() ? List.of(first, first + "/adders") : wanted;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            names.add(i + 1 + ": " + runs.get(i).id());
        }
        List<TextTable> tables = new ArrayList<>();
        TextTable options = new TextTable().row(row("differs in", names));
        differing().forEach((path, values) -> options.row(row(path, values)));
        tables.add(options);
        for (String key : shown) {
            TextTable figures = new TextTable().row(row(key, names));
            for (String model : models()) {
                figures.row(row(
                        model,
                        runs.stream()
                                .map(run -> Metrics.figure(run.metrics(), model, key))
                                .toList()));
            }
            tables.add(figures);
        }
        StringBuilder text = new StringBuilder(TextTable.render(tables));
        for (int i = 0; i < tests.size(); i++) {
            text.append('\n').append(toText(i + 2, tests.get(i), shown));
        }
        return text.toString();
    }

    private static List<String> row(String head, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(head));
        row.addAll(cells);
        return row;
    }

    private static String toText(int run, Tests tested, List<String> shown) {
        if (!tested.reason().isEmpty()) {
            return "run " + run + " less run 1 is not tested: " + tested.reason() + "\n";
        }
        TextTable table = new TextTable()
                .row(List.of("run " + run + " less run 1", "metric", "difference", "low", "high", "p", "significant"));
        tested.byModel()
                .forEach((model, differences) -> shown.forEach(key -> {
                    Difference difference = differences.get(key);
                    if (difference != null) {
                        table.row(List.of(
                                model,
                                key,
                                number(difference.mean()),
                                number(difference.interval().low()),
                                number(difference.interval().high()),
                                String.format(Locale.ROOT, "%.3f", difference.pValue()),
                                difference.isSignificant() ? "yes" : "no"));
                    }
                }));
        return TextTable.render(List.of(table));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%+.5f", value);
    }

    /**
     * What is compared, for a report.
     *
     * @return options, figures, tests and times
     */
    public ComparedRuns facts() {
        ComparedRuns facts = new ComparedRuns(runs.stream().map(StoredRun::id).toList());
        differing().forEach(facts::differs);
        for (int run = 0; run < runs.size(); run++) {
            int place = run;
            StoredRun stored = runs.get(run);
            facts.took(run, stored.record().path("seconds").asDouble());
            stored.record()
                    .path("models")
                    .properties()
                    .forEach(model -> facts.trained(
                            place,
                            model.getKey(),
                            model.getValue().path("trainMillis").asDouble() / 1e3));
            Metrics.tell(stored.metrics(), run, facts);
            if (run > 0) {
                Tests tested = tests.get(run - 1);
                tested.byModel()
                        .forEach((model, differences) -> differences.forEach(
                                (key, difference) -> facts.difference(place, model, key, difference)));
                if (tested.why() != null) {
                    facts.untested(run, tested.why());
                }
            }
        }
        return facts;
    }

    /**
     * The comparison as JSON; its shape is a promise to those who read it by program.
     *
     * @return one object
     */
    public String toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = root.putArray("runs");
        runs.forEach(run -> ids.add(run.id()));
        ObjectNode differs = root.putObject("differs");
        differing().forEach((path, values) -> values.forEach(differs.putArray(path)::add));
        ObjectNode metrics = root.putObject("metrics");
        for (String model : models()) {
            ObjectNode ofModel = metrics.putObject(model);
            for (String key : keys()) {
                ArrayNode ofKey = ofModel.putArray(key);
                for (StoredRun run : runs) {
                    ObjectNode one = ofKey.addObject();
                    put(one, "value", run.metrics().path("models").path(model).path(key));
                    put(
                            one,
                            "interval",
                            run.metrics().path("intervals").path(model).path(key));
                }
            }
        }
        ArrayNode all = root.putArray("tests");
        for (int i = 0; i < tests.size(); i++) {
            ObjectNode one = all.addObject()
                    .put("run", runs.get(i + 1).id())
                    .put("against", runs.get(0).id());
            if (!tests.get(i).reason().isEmpty()) {
                one.put("notTested", tests.get(i).reason());
                continue;
            }
            ObjectNode models = one.putObject("models");
            tests.get(i).byModel().forEach((model, differences) -> put(models.putObject(model), differences));
        }
        return JsonMappers.text(root);
    }

    private static void put(ObjectNode node, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            node.set(name, value);
        }
    }

    private static void put(ObjectNode node, Map<String, Difference> differences) {
        differences.forEach((key, difference) -> {
            ObjectNode one = node.putObject(key).put("mean", difference.mean());
            one.putArray("interval")
                    .add(difference.interval().low())
                    .add(difference.interval().high());
            one.put("p", difference.pValue());
        });
    }
}
