package dev.recsys.reliability.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of Debian that the tests need; without one a test is skipped and says so. */
final class Tools {
    /** The project's files for whoever operates the service. */
    static final Path OPS = Path.of("..", "ops").toAbsolutePath().normalize();

    private Tools() {}

    /** What a program said, and how it ended. */
    record Said(int code, String words) {}

    static String needed(String program) {
        Path found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(
                found != null, program + " is missing; Debian's package prometheus, which .ci/setup installs, has it");
        return String.valueOf(found);
    }

    static Said run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }
}
