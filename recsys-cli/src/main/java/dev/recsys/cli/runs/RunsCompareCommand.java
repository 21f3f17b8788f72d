package dev.recsys.cli.runs;

import dev.recsys.cli.runs.RunArchive.StoredRun;
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

/** Runs side by side. */
@Command(
        name = "compare",
        description = {
            "Compares runs: the options that differ, their figures with intervals, and for each model whether the difference to the"
                    + " first run is significant.",
            "",
            "The test is the paired permutation test of 'evaluate', on the scores of each customer in scores.csv.gz; it needs the same"
                    + " test customers.",
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

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        List<StoredRun> runs = new ArrayList<>();
        List<RunPlace> places = new ArrayList<>();
        try {
            for (String folder : folders) {
                RunPlace place = RunPlace.of(folder, "RUN");
                places.add(place);
                runs.add(StoredRun.read(place.path()));
            }
            RunComparison comparison = RunComparison.of(runs);
            out.print(json ? JsonMappers.text(comparison.toJson()) + "\n" : comparison.toTable(metrics));
        } finally {
            for (RunPlace place : places) {
                place.close();
            }
        }
        return 0;
    }
}
