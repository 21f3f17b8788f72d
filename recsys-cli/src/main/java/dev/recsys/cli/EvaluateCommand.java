package dev.recsys.cli;

import dev.recsys.Recommender;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.check.Checks;
import dev.recsys.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures saved models. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates saved models, or saved recommendations, on what came after.",
            "",
            "With a panel, the month of DATE and those before it are known, and the additions of the next month are the truth;"
                    + " customers and categories that the models never saw are included. With events, the truth is the pairs"
                    + " of the truth file that are not in the events file.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--models", paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(
            names = "--recommendations",
            paramLabel = "FILE",
            description =
                    "Recommendations in the shape of recommendations.csv, without the model that made them; named after"
                            + " the file. May be given again.")
    private List<Path> recommendations = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @ArgGroup(exclusive = false)
        private @Nullable PanelSource panel;

        @ArgGroup(exclusive = false)
        private @Nullable EventSource events;
    }

    private static final class PanelSource {
        @Option(names = "--panel", required = true, paramLabel = "FILE", description = "A monthly panel.")
        private @Nullable Path file;

        @Option(
                names = "--at",
                required = true,
                paramLabel = "DATE",
                description = "The last month that is known, by the date of its snapshot.")
        private @Nullable LocalDate at;
    }

    private static final class EventSource {
        @Option(names = "--events", required = true, paramLabel = "FILE", description = "The events that are known.")
        private @Nullable Path file;

        @Option(names = "--truth", required = true, paramLabel = "FILE", description = "The events that came after.")
        private @Nullable Path truth;
    }

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers per customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--allow-trained-periods",
            description = "Evaluate on a month that the models were trained on; the figures are too good then.")
    private boolean trainedAllowed;

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private GroupOptions groups = new GroupOptions();

    @Mixin
    private ReportOptions page = new ReportOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for report.html and report.json (default: none).")
    private @Nullable Path out;

    @Option(names = "--products", description = "Print figures per product too.")
    private boolean products;

    @Option(names = "--json", description = "Print JSON in the shape of metrics.json.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        Progress progress = new Progress(stderr);
        Evaluator evaluator = Evaluator.defaults(k).withThreads(threads).groupedBy(groups.groupings());
        if (trainedAllowed) {
            evaluator = evaluator.allowingTrainedPeriods();
        }
        Checks.that(
                models != null || !recommendations.isEmpty(),
                "--models or --recommendations must say what to evaluate");
        items.requireUsable(source.events == null ? null : source.events.file);
        Map<String, Recommender> loaded = new LinkedHashMap<>();
        if (models != null) {
            ModelSet.noteIgnored(models, stderr);
            loaded.putAll(ModelSet.load(models));
        }
        Report.Builder builder = page.report();
        Inputs inputs = new Inputs(stderr, progress, input, null);
        TimeSplit split = input.checked(split(inputs));
        StoredRankings.addTo(loaded, recommendations, split.train().vocabulary().catalogue(), stderr);
        EvaluationReport report = evaluator.allowingThinSplits().evaluate(loaded, split, progress);
        if (out != null) {
            try (OutputFolder results = OutputFolder.forFiles(out, ReportFolder.FILES)) {
                inputs.tell(builder);
                loaded.forEach((name, model) -> builder.model(name, model.info()));
                builder.data(split.train()).evaluation(report);
                ReportFolder.writePage(results.unfinished(), builder.build());
                results.publishFiles();
            }
        }
        stdout.print(json ? report.toJson() + "\n" : report.toTable());
        if (products && !json) {
            stdout.print("\n" + report.toProductTable());
        }
        if (!json && !report.toGroupTable().isEmpty()) {
            stdout.print("\n" + report.toGroupTable());
        }
        return 0;
    }

    private TimeSplit split(Inputs inputs) throws IOException {
        if (source.panel != null) {
            return TimeSplit.known(
                    inputs.panel(Checks.notNull(source.panel.file, "--panel")),
                    Checks.notNull(source.panel.at, "--at"));
        }
        EventSource events = Checks.notNull(source.events, "--events");
        return TimeSplit.of(
                inputs.events(Checks.notNull(events.file, "--events"), items),
                inputs.truth(Checks.notNull(events.truth, "--truth"), items.columns()));
    }
}
