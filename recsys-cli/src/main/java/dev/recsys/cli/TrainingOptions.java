package dev.recsys.cli;

import dev.recsys.check.Checks;
import picocli.CommandLine.Option;

/** The options every training has. */
final class TrainingOptions {
    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    long seed() {
        return seed;
    }

    int threads() {
        return Checks.atLeast(threads, 1, "--threads");
    }
}
