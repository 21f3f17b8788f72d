package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every training has. */
final class TrainingOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Options of the models as JSON; `recsys config` lists them with their defaults.")
    private @Nullable Path config;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of all random choices (default: 42).")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private @Nullable Integer threads;

    /** The options of the file, with the seed and the threads of the command line where they are given. */
    RunConfig config() throws IOException {
        RunConfig read = RunConfig.read(config);
        if (seed != null) {
            read = read.withSeed(seed);
        }
        return threads == null ? read : read.withThreads(threads());
    }

    @Nullable
    Path configFile() {
        return config;
    }

    /** The seed of the command line, or null. */
    @Nullable
    Long givenSeed() {
        return seed;
    }

    /** For what is not trained, such as a synthetic bank. */
    long seed() {
        return seed == null ? 42 : seed;
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : Checks.atLeast(threads, 1, "--threads");
    }
}
