package dev.recsys.cli;

import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.report.Report;
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

/** A look at data before anything is trained. */
@Command(
        name = "explore",
        description = {
            "Shows what is in a panel or in events: report.html and report.json.",
            "",
            "Customers and events by month, products, features, additions and removals, what is held together and for how"
                    + " long, missing values and rows that cannot be read.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(names = "--panel", paramLabel = "FILE", description = "A monthly panel; plain, gzip or zip.")
        private @Nullable Path panel;

        @Option(names = "--events", paramLabel = "FILE", description = "Events: user, item, weight and time.")
        private @Nullable Path events;
    }

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ReportOptions options = new ReportOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the report.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        Report.Builder report = options.report();
        Inputs.requireThere(source.panel == null ? source.events : source.panel);
        items.requireUsable(source.events);
        try (OutputFolder folder = OutputFolder.forFiles(out, ReportFolder.FILES)) {
            Inputs inputs = new Inputs(stderr, new Progress(stderr), input, folder);
            Dataset data = source.panel != null
                    ? inputs.panel(source.panel)
                    : inputs.events(Checks.notNull(source.events, "--events"), items);
            inputs.tell(report);
            ReportFolder.writePage(folder.unfinished(), report.data(data).build());
            folder.publishFiles();
        }
        stdout.println("Wrote " + ReportFolder.PAGE + " and " + ReportFolder.FIGURES + " to " + out + ".");
        return 0;
    }
}
