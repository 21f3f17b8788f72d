package dev.recsys.cli;

import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.EventReader;
import dev.recsys.io.SantanderReader;
import picocli.CommandLine.Option;

/** What a command that reads data puts up with. */
final class InputOptions {
    @Option(
            names = "--max-rejected",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description =
                    "Stop if more than this share of the rows cannot be read, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double maxRejected;

    @Option(
            names = "--allow-outlying-periods",
            description = "Take a panel with a month that is far away from the others or has far fewer customers, and a"
                    + " truth of few customers or without additions.")
    private boolean outlyingAllowed;

    SantanderReader.Builder panels() {
        SantanderReader.Builder reader = SantanderReader.builder().maxRejected(share());
        return outlyingAllowed ? reader.allowOutlyingPeriods() : reader;
    }

    EventReader.Builder events() {
        return EventReader.builder().maxRejected(share());
    }

    private double share() {
        return Checks.inRange(maxRejected, 0, 1, "--max-rejected");
    }

    /** Refuses a split of which the figures would say nothing, unless that is allowed. */
    TimeSplit checked(TimeSplit split) {
        return outlyingAllowed ? split : split.requireSound();
    }
}
