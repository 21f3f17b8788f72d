package dev.recsys.cli;

import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole pipeline from end to end. */
@Command(
        name = "run",
        description = {
            "Trains all models on a panel, evaluates them on the next month, and writes models and recommendations.",
            "",
            "Trains on the snapshots before the split date and evaluates on the additions of the first month from it on."
                    + " Prints the table and writes metrics.json, recommendations.csv and models/ into the output folder.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--panel",
                paramLabel = "FILE",
                description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
        private @Nullable Path panel;

        @Option(names = "--synthetic", paramLabel = "N", description = "Generate a synthetic bank of N customers.")
        private int synthetic;
    }

    @Option(
            names = "--months",
            paramLabel = "M",
            defaultValue = "17",
            description = "Months of the synthetic bank, 3 to 17 (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description = "Train on snapshots before this date (default: the date of the last snapshot).")
    private @Nullable LocalDate split;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers per customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private @Nullable Path out;

    @Option(names = "--products", description = "Print figures per product too.")
    private boolean products;

    @Option(names = "--json", description = "Print metrics.json instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        Path folder = Inputs.outputFolder(out);
        int limit = Checks.atLeast(k, 1, "--k");
        Progress progress = new Progress(stderr);
        RunConfig config = training.config();
        Panel panel = read(new Inputs(stderr, progress, input, folder));
        TimeSplit timeSplit = input.checked(TimeSplit.at(panel, splitDate(panel)));
        Files.createDirectories(folder);

        Map<String, ScoringModel> models = ModelSet.train(timeSplit.train(), config, progress);
        ModelSet.save(folder.resolve("models"), models, timeSplit.train(), ModelSet.Memory.CUSTOMERS);

        EvaluationReport report = Evaluator.defaults(limit)
                .withThreads(training.threads())
                .allowingThinSplits()
                .evaluate(models, timeSplit, progress);
        Files.writeString(folder.resolve("metrics.json"), report.toJson() + "\n");
        Bundle hybrid = Bundle.of(Checks.notNull(models.get(ModelSet.HYBRID), ModelSet.HYBRID))
                .remembering(timeSplit.train());
        RecommendationsCsv.write(
                folder.resolve("recommendations.csv"), hybrid, (Panel) timeSplit.train(), limit, progress);
        stdout.print(json ? report.toJson() + "\n" : report.toTable());
        if (products && !json) {
            stdout.print("\n" + report.toProductTable() + "\n");
        }
        if (!json) {
            if (source.panel == null) {
                stdout.println("The bank is synthetic: its figures say nothing about a real bank.");
            }
            stdout.println("Wrote metrics.json, recommendations.csv and models/ to " + folder + ".");
        }
        return 0;
    }

    private Panel read(Inputs inputs) throws IOException {
        if (source.panel != null) {
            return inputs.panel(source.panel);
        }
        Checks.inRange(months, 3, 17, "--months");
        return inputs.synthetic(Checks.atLeast(source.synthetic, 1, "--synthetic"), months, training.seed());
    }

    private LocalDate splitDate(Panel panel) {
        if (split != null) {
            return split;
        }
        return panel.last().date();
    }
}
