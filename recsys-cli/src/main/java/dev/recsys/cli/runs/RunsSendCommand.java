package dev.recsys.cli.runs;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a run that is written to a tracking server. */
@Command(
        name = "send",
        description =
                "Sends a run to an MLflow tracking server, as 'run --mlflow' does; each time as a new run there.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class RunsSendCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private String folder = "";

    @Mixin
    private TrackingOptions tracking = new TrackingOptions();

    /** For the command line parser. */
    public RunsSendCommand() {}

    @Override
    public Integer call() throws IOException {
        Checks.that(tracking.isGiven(), "--mlflow must say where to send the run");
        tracking.requireUsable();
        try (RunPlace place = RunPlace.of(folder, "RUN")) {
            return tracking.send(
                    place.path(), Checks.notNull(spec, "spec").commandLine().getErr());
        }
    }
}
