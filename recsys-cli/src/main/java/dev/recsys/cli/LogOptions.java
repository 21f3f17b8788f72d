package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that join a decision log with what customers answered. */
final class LogOptions {
    @Option(names = "--log", required = true, paramLabel = "DIR", description = "Folder of the log.")
    private @Nullable Path log;

    @Option(
            names = "--within-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long after an offer an answer may come (default: ${DEFAULT-VALUE}).")
    private int withinDays;

    /** The folder. */
    Path log() {
        return Folders.requireFolder("--log", Checks.notNull(log, "--log"));
    }

    /**
     * How long after an offer an answer may come.
     *
     * @throws IllegalArgumentException if it is negative or longer than a century
     */
    Duration within() {
        return Duration.ofDays(Checks.inRange(withinDays, 0, 36_525, "--within-days"));
    }
}
