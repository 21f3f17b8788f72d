package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.uplift.Campaign;
import dev.recsys.mlc.uplift.UpliftEvaluator;
import dev.recsys.mlc.uplift.UpliftFigures;
import dev.recsys.mlc.uplift.UpliftModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model of uplift. */
@Command(
        name = "uplift",
        description = {
            "Measures a model of uplift on a campaign that it was not learned from.",
            "",
            "Prints the effect of treating all, the Qini coefficient (0 for a random order), the area under the uplift curve (half the"
                    + " effect for a random order), and what treating the customers of the greatest predicted uplift gains in outcomes"
                    + " a customer. Intervals resample customers; the model stays.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class UpliftCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "What 'recsys train --table --treatment' wrote.")
    private @Nullable Path model;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file with the model's columns and those of its treatment and target.")
    private @Nullable Path table;

    @Option(
            names = "--propensity",
            paramLabel = "COLUMN",
            description = "Each row's known chance to be treated (default: the column of the training, if any).")
    private @Nullable String propensity;

    @Option(
            names = "--top",
            paramLabel = "SHARE",
            split = ",",
            defaultValue = "0.1,0.2,0.3,0.5",
            description = "Shares of the customers to treat, ascending (default: ${DEFAULT-VALUE}).")
    private List<Double> top = List.of();

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Resamples for the intervals (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "How often an interval holds what it estimates (default: ${DEFAULT-VALUE}).")
    private double confidence;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Seed of the resamples.")
    private long seed;

    @Mixin
    private TableOptions reading = new TableOptions();

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print JSON, with the curves.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Checks.notNull(spec, "spec");
        UpliftEvaluator evaluator = new UpliftEvaluator(top, resamples, confidence, seed, threads);
        Inputs.requireThere(table);
        UpliftModel uplift = UpliftModel.load(Checks.notNull(model, "--model"));
        Campaign campaign =
                propensity == null ? uplift.campaign() : uplift.campaign().withPropensity(propensity);
        List<String> names = Stream.concat(
                        uplift.columns().names().stream(),
                        Stream.of(campaign.outcome(), campaign.treatment(), campaign.propensity())
                                .filter(name -> !name.isEmpty()))
                .toList();
        PrintWriter err = command.commandLine().getErr();
        TableRead read = new Inputs(err, new Progress(err), new InputOptions(), null)
                .table(
                        Checks.notNull(table, "--table"),
                        reading.reader(uplift.columns()).columns(names));
        UpliftFigures figures = evaluator.evaluate(uplift, read.table(), campaign);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JsonMappers.text(json(figures)));
        } else {
            print(out, figures);
        }
        return 0;
    }

    private static String text(UpliftFigures.Estimate estimate) {
        return String.format(Locale.ROOT, "%9.5f (%8.5f .. %8.5f)", estimate.value(), estimate.low(), estimate.high());
    }

    private void print(PrintWriter out, UpliftFigures figures) {
        out.printf(
                Locale.ROOT,
                "%d rows, %d treated; %.1f %% intervals%n%n",
                figures.rows(),
                figures.treated(),
                100 * confidence);
        out.printf("effect of treating all  %s%n", text(figures.effect()));
        out.printf("Qini coefficient        %s%n", text(figures.qini()));
        out.printf("AUUC                    %s%n%n", text(figures.auuc()));
        out.printf("%7s  %-31s  %-31s  %s%n", "treat", "rate of the outcome", "gain over none", "gain over all");
        for (UpliftFigures.Policy policy : figures.policies()) {
            out.printf(
                    Locale.ROOT,
                    "%5.1f %%  %s  %s  %s%n",
                    100 * policy.share(),
                    text(policy.rate()),
                    text(policy.overNone()),
                    text(policy.overAll()));
        }
    }

    private static void put(ObjectNode node, String name, UpliftFigures.Estimate estimate) {
        node.putObject(name)
                .put("value", estimate.value())
                .put("low", estimate.low())
                .put("high", estimate.high());
    }

    private ObjectNode json(UpliftFigures figures) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("rows", figures.rows())
                .put("treated", figures.treated())
                .put("confidence", confidence);
        put(root, "effect", figures.effect());
        put(root, "qini", figures.qini());
        put(root, "auuc", figures.auuc());
        ArrayNode policies = root.putArray("policies");
        for (UpliftFigures.Policy policy : figures.policies()) {
            ObjectNode node = policies.addObject().put("share", policy.share());
            put(node, "rate", policy.rate());
            put(node, "overNone", policy.overNone());
            put(node, "overAll", policy.overAll());
        }
        ArrayNode curve = root.putArray("curve");
        figures.curve()
                .forEach(point -> curve.addObject()
                        .put("share", point.share())
                        .put("qini", point.qini())
                        .put("gain", point.gain()));
        return root;
    }
}
