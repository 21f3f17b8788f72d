package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that read a decision log. */
@Command(
        name = "log",
        description = "Verifies, shows, replays, exports and evaluates by a decision log.%n",
        subcommands = {
            LogVerifyCommand.class,
            LogShowCommand.class,
            LogReplayCommand.class,
            LogExportCommand.class,
            LogEvaluateCommand.class
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                Checks.notNull(spec, "spec").commandLine(), "log needs a command, such as 'log verify --log DIR'");
    }
}
