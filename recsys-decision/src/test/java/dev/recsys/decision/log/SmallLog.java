package dev.recsys.decision.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small logs, and their lines. */
final class SmallLog {
    static final LogConfig CONFIG = LogConfig.defaults().withMaxFileBytes(4096);
    static final Instant START = Instant.parse("2026-11-21T23:59:58.5Z");

    private SmallLog() {}

    /** A clock that tells one time. */
    static InstantSource at(Instant time) {
        return InstantSource.fixed(time);
    }

    /** Appends bodies whose files hold about eight each, flushing after each. */
    static List<String> write(Path folder, int count) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (DecisionLog log = DecisionLog.open(folder, CONFIG, at(START))) {
            for (int i = 0; i < count; i++) {
                bodies.add(body(i));
                log.append(bodies.get(i));
                log.flush();
            }
        }
        return bodies;
    }

    static String body(int i) {
        return "{\"user\":\"u" + i + "\",\"text\":\"é?" + "x".repeat(200 + i % 3) + "\"}";
    }

    static List<Path> files(Path folder) throws IOException {
        return LogFile.list(folder).stream().map(LogFile::path).toList();
    }

    static List<String> bodies(Path folder) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (LogReader reader = LogReader.open(folder)) {
            for (Optional<LogRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
                bodies.add(record.get().body());
            }
        }
        return bodies;
    }

    static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    static void put(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** A clock that goes on by a step each time it is asked. */
    static InstantSource every(Duration step) {
        Instant[] now = {START};
        return () -> {
            synchronized (now) {
                now[0] = now[0].plus(step);
                return now[0];
            }
        };
    }
}
