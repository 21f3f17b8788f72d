package dev.recsys.io;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds real data that lies beside the project and is no part of it. */
final class SharedData {
    private SharedData() {}

    /**
     * A file of the folder that the system property or environment variable {@code RECSYS_DATA} names, or else of
     * {@code ../shared/data} seen from the project's root. Skips the test where it is missing.
     */
    static Path file(String name) {
        Path file = folder().resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "SKIPPED: there is no real data at " + file);
        return file;
    }

    private static Path folder() {
        String named = System.getProperty("RECSYS_DATA", System.getenv("RECSYS_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root.resolve("../shared/data").normalize();
    }
}
