package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.cli.runs.RunArchive.StoredRun;
import dev.recsys.eval.internal.TextTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The runs of a folder. */
@Command(
        name = "list",
        description = "Lists the runs of a folder, oldest first, each with its best model by the first metric.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class RunsListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "What --runs of 'run' named.")
    private String folder = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** For the command line parser. */
    public RunsListCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        try (RunPlace place = RunPlace.of(folder, "DIR")) {
            List<StoredRun> runs = RunArchive.list(place.path());
            if (json) {
                out.println(JsonMappers.text(tree(runs)));
                return 0;
            }
            TextTable table = new TextTable()
                    .row(List.of("run", "started", "split", "data", "customers", "model", "metric", "value"));
            runs.forEach(run -> table.row(row(run)));
            out.print(TextTable.render(List.of(table)));
        }
        return 0;
    }

    private static String best(StoredRun run) {
        String key = Metrics.first(run.metrics());
        String best = "-";
        double most = Double.NEGATIVE_INFINITY;
        for (String model : Metrics.models(run.metrics())) {
            double value = run.metrics().path("models").path(model).path(key).asDouble(Double.NEGATIVE_INFINITY);
            if (value > most) {
                most = value;
                best = model;
            }
        }
        return best;
    }

    private static List<String> row(StoredRun run) {
        JsonNode data = run.record().path("data");
        String key = Metrics.first(run.metrics());
        String hash = data.path("hash").asText();
        return List.of(
                run.id(),
                run.record().path("started").asText(),
                run.record().path("split").path("date").asText(),
                hash.substring(0, Math.min(12, hash.length())),
                data.path("customers").asText(),
                best(run),
                key,
                Metrics.figure(run.metrics(), best(run), key));
    }

    private static ObjectNode tree(List<StoredRun> runs) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("runs");
        for (StoredRun run : runs) {
            ObjectNode node =
                    list.addObject().put("folder", run.folder().toString()).put("best", best(run));
            for (String name : List.of("id", "started", "seconds", "versions", "data", "split")) {
                node.set(name, run.record().path(name));
            }
            node.set("models", run.metrics().path("models"));
            node.set("intervals", run.metrics().path("intervals"));
        }
        return root;
    }
}
