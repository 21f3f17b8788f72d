package dev.recsys.reliability.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all targets do: run, and tell a refusal from a fault. */
final class Target {
    /** What is tried. */
    interface Work {
        void run() throws IOException;
    }

    private Target() {}

    /** Runs; lets the refusals pass that the documentation names, and throws everything else. */
    static void run(Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            // What a reader says of bytes it cannot read.
        } catch (IllegalArgumentException | IllegalStateException e) {
            boolean ours = e.getStackTrace().length == 0
                    || e.getStackTrace()[0].getClassName().startsWith("dev.recsys.");
            boolean plain =
                    e.getClass() == IllegalArgumentException.class || e.getClass() == IllegalStateException.class;
            if (!ours || !plain || e.getMessage() == null) {
                throw e;
            }
        }
    }

    /** A file of the bytes, the same one each time: a target runs on one thread. */
    static Path file(String name, byte[] bytes) throws IOException {
        return Files.write(FOLDER.resolve(name), bytes);
    }

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("recsys-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
