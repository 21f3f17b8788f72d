package dev.recsys.cli;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.decision.drift.DriftConfig;
import dev.recsys.decision.drift.DriftMonitor;
import dev.recsys.decision.drift.DriftReport;
import dev.recsys.decision.drift.Verdict;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether the data have moved away from a model. */
@Command(
        name = "drift",
        description = {
            "Tells whether newer data have moved away from what a saved model was trained on, and whether to train again.",
            "",
            "Each month of the panel after the model's last one is compared with it: features and scores by PSI and a"
                    + " two-sample test, products whose additions stopped, missing shares, unknown categories and row counts,"
                    + " and how the model's answers turned out. A panel that also has the model's last month and some before"
                    + " it tells more: what is usual is learned from those. The verdict, QUIET, WATCH or RETRAIN, is that of"
                    + " the latest month.",
            ""
        },
        footer = {"", "Exit codes: 0 whatever the verdict; 3 if --fail-on names it or a weaker one."},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    private static final int FOUND = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model to examine (default: hybrid, or the only one there is).")
    private @Nullable String model;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(names = "--panel", paramLabel = "FILE", description = "A monthly panel with later months.")
        private @Nullable Path panel;

        @Option(names = "--events", hidden = true, description = "Refused: there is no drift of events.")
        private @Nullable Path events;
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Thresholds and sample sizes that differ from the defaults, as JSON:"
                    + " {\"rule\":{\"watchPsi\":0.2},\"scoredCustomers\":20000}.")
    private @Nullable Path config;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            description = "Exit with code 3 on this verdict or a stronger one: watch or retrain.")
    private @Nullable Verdict failOn;

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        Checks.that(
                source.events == null,
                "--events cannot be examined: drift is measured on the months of a panel; give --panel FILE");
        Checks.that(failOn != Verdict.QUIET, "--fail-on must be watch or retrain, but was quiet");
        Path file = Checks.notNull(source.panel, "--panel");
        Inputs.requireThere(file);
        DriftConfig options = options().withThreads(threads);
        Path given = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(given, err);
        Path folder = ModelSet.resolved(given);
        Bundle bundle = ModelFolder.at(folder).load(ModelSet.chosen(folder, model));
        Progress progress = new Progress(err);
        DriftReport report =
                DriftMonitor.of(bundle, options).examine(new Inputs(err, progress, input, null).panel(file), progress);
        out.print(json ? report.toJson() + "\n" : report.toTable());
        return failOn != null && report.verdict().compareTo(failOn) >= 0 ? FOUND : 0;
    }

    private DriftConfig options() throws IOException {
        return ConfigFile.read(config, DriftConfig.defaults());
    }
}
