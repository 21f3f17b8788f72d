package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the options of a run. */
@Command(
        name = "config",
        description = {
            "Prints all options of training with their defaults and ranges.",
            "",
            "`recsys config --json > options.json` writes a file to change; `recsys run --config options.json` uses it. A file may"
                    + " leave options out; they have their defaults.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Check this file and print all options with it.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print the options as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        if (json || config != null) {
            out.println(ConfigJson.writePretty(RunConfig.read(config)));
            return 0;
        }
        for (Options.Line line : Options.describe(RunConfig.class)) {
            out.printf("%-34s %-18s %-22s %s%n", line.path(), line.byDefault(), line.range(), line.what());
        }
        return 0;
    }
}
