package dev.recsys.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a harness saw, by outcome; prints one line at its end, and writes it to {@code target/reliability}.
 * Thread-safe.
 */
public final class Tally {
    private final String harness;
    private final Map<String, Long> counts = new TreeMap<>();

    public Tally(String harness) {
        this.harness = harness;
    }

    public synchronized void count(String outcome) {
        count(outcome, 1);
    }

    public synchronized void count(String outcome, long times) {
        counts.merge(outcome, times, Long::sum);
    }

    public synchronized long of(String outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Prints and keeps the counts. */
    public synchronized void close() {
        StringBuilder line = new StringBuilder(harness);
        counts.forEach((outcome, count) ->
                line.append("; ").append(outcome).append(' ').append(count));
        System.out.println(line);
        try {
            Path folder = Files.createDirectories(Path.of("target", "reliability"));
            Files.writeString(folder.resolve(harness + ".txt"), line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
