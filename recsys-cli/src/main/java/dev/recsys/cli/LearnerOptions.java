package dev.recsys.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How targets are learned: what all of {@code recsys train} share that learns them. */
final class LearnerOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Other options as JSON, such as {\"trees\":{\"rounds\":400}}.")
    private @Nullable Path file;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the sampling.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private @Nullable Integer threads;

    @Nullable
    Path file() {
        return file;
    }

    /** Whether the command line says a seed or threads. */
    boolean hasSeedOrThreads() {
        return seed != null || threads != null;
    }

    long seed(long otherwise) {
        return seed == null ? otherwise : seed;
    }

    int threads(int otherwise) {
        return threads == null ? otherwise : threads;
    }

    /** The file's configuration over the defaults; its seed and threads may be overruled. */
    <C extends Record> C read(C defaults) throws IOException {
        return ConfigFile.read(file, defaults);
    }
}
