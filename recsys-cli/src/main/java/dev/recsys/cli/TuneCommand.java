package dev.recsys.cli;

import dev.recsys.Trainer;
import dev.recsys.data.Panel;
import dev.recsys.eval.search.Search;
import dev.recsys.eval.search.SearchConfig;
import dev.recsys.eval.search.SearchResult;
import dev.recsys.eval.search.SearchSpace;
import dev.recsys.eval.search.Validation;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches good options of a model. */
@Command(
        name = "tune",
        description = {
            "Searches the options of a model on a panel, at random or by successive halving.",
            "",
            "Measures each configuration on customers (--folds) or months (--origins) held out of the snapshots before the split"
                    + " date; what comes from that date on is not looked at, so that 'run' with the best configuration and the same"
                    + " --split is a fair test.",
            "",
            "The space is a JSON object of options by the names that 'recsys config' prints; each has a list of values or a"
                    + " range:",
            "  {\"als\": {\"factors\": [4, 8, 16], \"iterations\": {\"from\": 5, \"to\": 30},",
            "    \"loss\": {\"regularization\": {\"from\": 0.001, \"to\": 1, \"scale\": \"log\"}}}}",
            "",
            "Writes trials.jsonl as it goes, from which the same command carries on if it was killed; at the end tune.json with all"
                    + " trials, and best.json for 'run --config'.",
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

    @Option(
            names = "--panel",
            required = true,
            paramLabel = "FILE",
            description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
    private @Nullable Path panel;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "The model: als, graph, cluster, mlc, hybrid, or a baseline of 'train'.")
    private String model = "";

    @Option(names = "--space", required = true, paramLabel = "FILE", description = "The options to search, as JSON.")
    private @Nullable Path space;

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description = "Use snapshots before this date alone (default: the date of the last snapshot).")
    private @Nullable LocalDate split;

    @ArgGroup
    private Held held = new Held();

    private static final class Held {
        @Option(
                names = "--folds",
                paramLabel = "N",
                description = "Measure on N folds of customers, on the last month before the split (default: 5).")
        private @Nullable Integer folds;

        @Option(
                names = "--origins",
                paramLabel = "N",
                description = "Measure on each of the last N months before the split, by what came before it.")
        private @Nullable Integer origins;
    }

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "map@7",
            description =
                    "map, ndcg, precision, recall, hit-rate, mrr, f1 or auc at a k, over all customers, or over those who add,"
                            + " such as map@7/adders (default: ${DEFAULT-VALUE}).")
    private String metric = "";

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "random",
            description =
                    "random, or halving: train all on a share of the customers, the best third on three times as many, and so on"
                            + " up to all (default: ${DEFAULT-VALUE}).")
    private SearchConfig.Method method = SearchConfig.Method.RANDOM;

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
        Path source = Checks.notNull(panel, "--panel");
        Inputs.requireThere(source);
        requireInputsStay(source);
        SearchSpace<RunConfig> searched = space(training.config());
        SearchConfig config = SearchConfig.defaults()
                .withMethod(method)
                .withTrials(trials)
                .withSeed(training.seed())
                .withThreads(training.threads());
        SearchResult<RunConfig> found;
        List<String> files = List.of(TRIALS, RESULT, BEST, OutputFolder.QUARANTINE);
        try (OutputFolder folder = OutputFolder.forFiles(out, files)) {
            Panel all = new Inputs(stderr, new Progress(stderr), input, folder).panel(source);
            Validation validation = validation(before(all));
            found = Search.of(searched, validation, config)
                    .resume(
                            metric,
                            this::trainer,
                            new TuneProgress(stderr, metric, config),
                            Checks.notNull(out, "--out").resolve(TRIALS));
            write(folder.unfinished().resolve(RESULT), found.toJson());
            write(folder.unfinished().resolve(BEST), found.bestJson());
            folder.publishFiles();
        }
        stdout.print(json ? found.toJson() + "\n" : found.toTable());
        if (!json) {
            stdout.println();
            stdout.println("The best of " + found.ranking().size()
                    + " looks better than it is: measure it by 'recsys run --config "
                    + Checks.notNull(out, "--out").resolve(BEST) + "'.");
            stdout.println("Wrote " + TRIALS + ", " + RESULT + " and " + BEST + " to " + out + ".");
        }
        return 0;
    }

    private void requireInputsStay(Path source) throws IOException {
        SameFile inputs = new SameFile()
                .input("--panel", source)
                .input("--space", space)
                .input("--config", training.configFile());
        for (String name : List.of(TRIALS, RESULT, BEST)) {
            inputs.output("--out", Checks.notNull(out, "--out").resolve(name));
        }
    }

    private SearchSpace<RunConfig> space(RunConfig defaults) throws IOException {
        Path file = Checks.notNull(space, "--space");
        List<String> used = ModelSet.optionsOf(model);
        try {
            SearchSpace<RunConfig> read = SearchSpace.of(Files.readString(file), defaults);
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

    private Panel before(Panel all) {
        LocalDate date = split == null ? all.last().date() : split;
        Panel known = all.before(date);
        Checks.that(
                known.snapshots().size() >= 2,
                "--split must leave two snapshots to search on, but the panel has %s before %s",
                known.snapshots().size(),
                date);
        return known;
    }

    private Validation validation(Panel known) {
        if (held.origins != null) {
            return Validation.byTime(known, Checks.atLeast(held.origins, 1, "--origins"));
        }
        int folds = held.folds == null ? 5 : Checks.atLeast(held.folds, 2, "--folds");
        return Validation.byCustomers(known, folds, training.seed());
    }

    private Trainer<Panel> trainer(RunConfig config) {
        return (data, listener) -> model.equals(ModelSet.HYBRID)
                ? Checks.notNull(ModelSet.train(data, config, listener).get(ModelSet.HYBRID), ModelSet.HYBRID)
                : ModelSet.trainOne(model, data, config, listener);
    }

    private static void write(Path file, String content) throws IOException {
        try {
            Files.writeString(file, content + "\n");
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }
}
