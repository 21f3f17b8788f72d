package dev.recsys.cli;

import dev.recsys.cli.runs.RunsListCommand;
import dev.recsys.cli.runs.RunsSendCommand;
import dev.recsys.cli.runs.RunsShowCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Earlier runs. */
@Command(
        name = "runs",
        description = {
            "Lists, shows and compares the runs of 'run', and sends them to an MLflow tracking server.",
            "",
            "A run is a folder with run.json: --out of 'run', or a folder in its --runs. Folders may be URIs of any file-system"
                    + " provider on the class path.",
            ""
        },
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsCompareCommand.class, RunsSendCommand.class},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "Missing a command: list, show, compare or send");
    }
}
