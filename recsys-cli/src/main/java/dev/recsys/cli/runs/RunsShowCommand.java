package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.cli.runs.RunArchive.StoredRun;
import dev.recsys.eval.internal.TextTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One run. */
@Command(
        name = "show",
        description = "Shows one run: its command, versions, data, figures with intervals, and files.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class RunsShowCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private String folder = "";

    @Option(names = "--json", description = "Print run.json and metrics.json as one JSON object.")
    private boolean json;

    /** For the command line parser. */
    public RunsShowCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        try (RunPlace place = RunPlace.of(folder, "RUN")) {
            StoredRun run = StoredRun.read(place.path());
            if (json) {
                ObjectNode root = JsonNodeFactory.instance.objectNode();
                root.set("run", run.record());
                root.set("metrics", run.metrics());
                out.println(JsonMappers.text(root));
            } else {
                print(run, out);
            }
        }
        return 0;
    }

    private static void print(StoredRun run, PrintWriter out) {
        JsonNode record = run.record();
        List<String> words = new ArrayList<>(List.of("recsys"));
        record.path("command").forEach(word -> words.add(word.asText()));
        TextTable facts = new TextTable();
        facts.row(List.of("run", run.id()));
        facts.row(List.of("command", String.join(" ", words)));
        facts.row(List.of("started", record.path("started").asText()));
        facts.row(List.of("seconds", record.path("seconds").asText()));
        facts.row(List.of("seed", record.path("seed").asText("of each model, in its options")));
        for (String part : List.of("versions", "data", "split")) {
            record.path(part)
                    .properties()
                    .forEach(each -> facts.row(
                            List.of(part + "." + each.getKey(), each.getValue().asText())));
        }
        record.path("models")
                .properties()
                .forEach(model -> facts.row(List.of(
                        "models." + model.getKey(),
                        model.getValue().path("modelHash").asText())));
        record.path("files")
                .properties()
                .forEach(file -> facts.row(
                        List.of(file.getKey(), file.getValue().path("bytes").asText() + " bytes")));
        out.print(TextTable.render(List.of(facts)));
        List<String> models = Metrics.models(run.metrics());
        List<String> head = new ArrayList<>(List.of("metric"));
        head.addAll(models);
        TextTable figures = new TextTable().row(head);
        for (String key : Metrics.keys(run.metrics())) {
            List<String> row = new ArrayList<>(List.of(key));
            models.forEach(model -> row.add(Metrics.figure(run.metrics(), model, key)));
            figures.row(row);
        }
        out.print("\n" + TextTable.render(List.of(figures)));
    }
}
