package dev.recsys.cli;

import dev.recsys.cli.runs.RunComparison;
import dev.recsys.internal.check.Checks;
import dev.recsys.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs side by side. */
@Command(
        name = "compare",
        description = {
            "Compares runs: the options that differ, their figures with intervals, and for each model whether the difference to the"
                    + " first run is significant.",
            "",
            "The test is the paired permutation test of 'evaluate', on the scores of each customer in scores.csv.gz; it needs the same"
                    + " test customers.",
            "",
            "--out writes a page of it, with charts.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunsCompareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "2..*", description = "The folders of two runs or more.")
    private List<String> folders = List.of();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            description =
                    "Metrics to show, such as map@7,ndcg@3/adders (default: the first one, over all and over those who add).")
    private List<String> metrics = List.of();

    @Option(names = "--json", description = "Print JSON, with all metrics.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write report.html and report.json, with all metrics, into this folder.")
    private @Nullable Path out;

    @Mixin
    private ReportOptions page = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        Report.Builder report = Report.builder(page.locale());
        RunComparison comparison = RunComparison.read(folders);
        if (out != null) {
            try (OutputFolder folder = OutputFolder.forFiles(out, ReportFolder.FILES)) {
                ReportFolder.writePage(
                        folder.unfinished(), report.runs(comparison.facts()).build());
                folder.publishFiles();
            }
        }
        stdout.print(json ? comparison.toJson() + "\n" : comparison.toTable(metrics));
        if (out != null) {
            stderr.println("Wrote " + ReportFolder.PAGE + " and " + ReportFolder.FIGURES + " to " + out + ".");
        }
        return 0;
    }
}
