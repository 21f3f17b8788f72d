package dev.recsys.cli;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.eval.search.Search;
import dev.recsys.eval.search.SearchConfig;
import dev.recsys.eval.search.SearchResult;
import dev.recsys.eval.search.SearchSpace;
import dev.recsys.eval.search.Validation;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.options.Options.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches good options of a model. */
@Command(
        name = "tune",
        description = {
            "Searches the options of a model on a panel or events, at random or by successive halving.",
            "",
            "Measures each configuration on customers (--folds) or months (--origins) held out of the snapshots before the split"
                    + " date; what comes from that date on is not looked at, so that 'run' with the best configuration and the same"
                    + " --split is a fair test. Of events, the last stretch of time is held out, and measured is what customers"
                    + " turn to in it for the first time.",
            "",
            "The space is a JSON object of options by the names that 'recsys config' prints; each has a list of values or a"
                    + " range:",
            "  {\"als\": {\"factors\": [4, 8, 16], \"iterations\": {\"from\": 5, \"to\": 30},",
            "    \"loss\": {\"regularization\": {\"from\": 0.001, \"to\": 1, \"scale\": \"log\"}}}}",
            "",
            "Writes trials.jsonl as it goes, from which the same command carries on if it was killed; at the end tune.json with all"
                    + " trials, and best.json for 'run --config' or 'train --config'.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    static final String TRIALS = "trials.jsonl";
    static final String RESULT = "tune.json";
    static final String BEST = "best.json";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TuneData data = new TuneData();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description =
                    "The model: als, graph, cluster, mlc, hybrid, or a baseline of 'train'; cluster, mlc and segment need"
                            + " a panel.")
    private String model = "";

    @Option(names = "--space", required = true, paramLabel = "FILE", description = "The options to search, as JSON.")
    private @Nullable Path space;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description =
                    "map, ndcg, precision, recall, hit-rate, mrr, f1 or auc at a k, over all customers, or over those who add,"
                            + " such as map@7/adders (default: map@7, of events ndcg@10).")
    private @Nullable String metric;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "random",
            description =
                    "random, or halving: train all with a share of the resource, the best third with three times as much, and so"
                            + " on up to all (default: ${DEFAULT-VALUE}).")
    private SearchConfig.Method method = SearchConfig.Method.RANDOM;

    @Option(
            names = "--resource",
            paramLabel = "WHAT",
            description =
                    "With --method halving, what grows: customers, or effort, the model's own: rounds of mlc, iterations of als"
                            + " and features, epochs of bpr, sweeps of slim, which the space then must not name (default: effort"
                            + " where the model has it and the space does not name it).")
    private @Nullable Resource resource;

    private enum Resource {
        CUSTOMERS,
        EFFORT
    }

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "50",
            description = "Configurations to try (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print tune.json instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        Checks.inRange(trials, 1, 100_000, "--trials");
        Checks.that(
                resource == null || method == SearchConfig.Method.HALVING,
                "--resource needs --method halving: by random, all are trained in full");
        data.requireUsable(model);
        requireInputsStay();
        List<String> effort = effort();
        SearchSpace<RunConfig> searched = space(training.config());
        boolean grows = method == SearchConfig.Method.HALVING
                && resource != Resource.CUSTOMERS
                && !effort.isEmpty()
                && (resource == Resource.EFFORT || effort.stream().noneMatch(searched.options()::contains));
        SearchConfig config = SearchConfig.defaults()
                .withMethod(method)
                .withTrials(trials)
                .withResource(grows ? String.join(",", effort) : SearchConfig.CUSTOMERS)
                .withSeed(training.seed())
                .withThreads(training.threads());
        SearchResult<RunConfig> found;
        List<String> files = List.of(TRIALS, RESULT, BEST, OutputFolder.QUARANTINE);
        try (OutputFolder folder = OutputFolder.forFiles(out, files)) {
            Inputs inputs = new Inputs(stderr, new Progress(stderr), input, folder);
            found = search(searched, data.validation(inputs, training.seed()), config, stderr);
            write(folder.unfinished().resolve(RESULT), found.toJson());
            write(folder.unfinished().resolve(BEST), found.bestJson());
            folder.publishFiles();
        }
        stdout.print(json ? found.toJson() + "\n" : found.toTable());
        if (!json) {
            stdout.println();
            stdout.println("The best of " + found.ranking().size()
                    + " looks better than it is: measure it by 'recsys " + (data.ofPanel() ? "run" : "train")
                    + " --config "
                    + Checks.notNull(out, "--out").resolve(BEST)
                    + (data.ofPanel() ? "'." : "' and 'recsys evaluate' on later events."));
            stdout.println("Wrote " + TRIALS + ", " + RESULT + " and " + BEST + " to " + out + ".");
        }
        return 0;
    }

    /** The options that say how long the model trains; refused where there are none and they are to grow. */
    private List<String> effort() {
        List<String> effort = ModelSet.effortOf(model, data.ofPanel() ? Kind.PANEL : Kind.EVENTS);
        Checks.that(
                resource != Resource.EFFORT || !effort.isEmpty(),
                "--resource must be customers for --model %s, which has no option that says how long it trains",
                model);
        return effort;
    }

    private <D extends Dataset> SearchResult<RunConfig> search(
            SearchSpace<RunConfig> searched, Validation<D> validation, SearchConfig config, PrintWriter stderr)
            throws IOException {
        String measured = metric != null ? metric : data.ofPanel() ? "map@7" : "ndcg@10";
        return Search.of(searched, validation, config)
                .resume(
                        measured,
                        this::trainer,
                        new TuneProgress(stderr, measured, config),
                        Checks.notNull(out, "--out").resolve(TRIALS));
    }

    private void requireInputsStay() throws IOException {
        SameFile inputs = data.inputs().input("--space", space).input("--config", training.configFile());
        for (String name : List.of(TRIALS, RESULT, BEST)) {
            inputs.output("--out", Checks.notNull(out, "--out").resolve(name));
        }
    }

    private SearchSpace<RunConfig> space(RunConfig defaults) throws IOException {
        Path file = Checks.notNull(space, "--space");
        List<String> used = data.ofPanel() ? ModelSet.optionsOf(model) : ModelSet.optionsOnEvents(model);
        String json = TextFile.read(file);
        try {
            SearchSpace<RunConfig> read = SearchSpace.of(json, defaults);
            for (String option : read.options()) {
                Checks.that(
                        used.stream().anyMatch(prefix -> option.startsWith(prefix + ".")),
                        "space: --model %s has options under %s, but not %s",
                        model,
                        used,
                        option);
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private Trainer<Dataset> trainer(RunConfig config) {
        return (train, listener) -> model.equals(ModelSet.HYBRID)
                ? Checks.notNull(ModelSet.train(train, config, listener).get(ModelSet.HYBRID), ModelSet.HYBRID)
                : ModelSet.trainOne(model, train, config, listener);
    }

    private static void write(Path file, String content) throws IOException {
        try {
            Files.writeString(file, content + "\n");
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }
}
