package dev.recsys.cli;

import dev.recsys.Recommender;
import dev.recsys.als.AlsConfig;
import dev.recsys.check.Checks;
import dev.recsys.data.Panel;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job from end to end. */
@Command(
        name = "run",
        description = {
            "Trains all models on a panel, scores what came after, and writes models and recommendations.",
            "",
            "Learns from every month before the split; the additions of the first month from it on are the truth. Prints"
                    + " the table and writes metrics.json, recommendations.csv and models/ into the output folder.",
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

        @Option(names = "--synthetic", paramLabel = "N", description = "An invented bank of N customers.")
        private int synthetic;
    }

    @Option(
            names = "--months",
            paramLabel = "M",
            defaultValue = "17",
            description = "Months of the invented bank, 3 to 17 (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description = "The first day that is not learned from (default: the day of the last month).")
    private @Nullable LocalDate split;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers a customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private @Nullable Path out;

    @Option(names = "--products", description = "Print the figures of each product as well.")
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
        Panel panel = read(new Inputs(stderr, progress, folder));
        TimeSplit timeSplit = TimeSplit.at(panel, splitDate(panel));
        Files.createDirectories(folder);

        AlsConfig als = new AlsOptions().configure(training);
        Map<String, Recommender> models = new LinkedHashMap<>(ModelSet.train(
                ModelSet.panelTrainers(als, training.seed(), training.threads()), timeSplit.train(), progress));
        models.put(ModelSet.HYBRID, ModelSet.hybrid(models));
        ModelSet.save(folder.resolve("models"), models);

        EvaluationReport report =
                Evaluator.defaults(limit).withThreads(training.threads()).evaluate(models, timeSplit, progress);
        Files.writeString(folder.resolve("metrics.json"), report.toJson() + "\n");
        Recommender hybrid = Checks.notNull(models.get(ModelSet.HYBRID), ModelSet.HYBRID);
        RecommendationsCsv.write(
                folder.resolve("recommendations.csv"), hybrid, (Panel) timeSplit.train(), limit, progress);
        stdout.print(json ? report.toJson() + "\n" : report.toTable());
        if (products && !json) {
            stdout.print("\n" + report.toProductTable() + "\n");
        }
        if (!json) {
            if (source.panel == null) {
                stdout.println("The bank is synthetic: its figures say nothing of a real one.");
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
