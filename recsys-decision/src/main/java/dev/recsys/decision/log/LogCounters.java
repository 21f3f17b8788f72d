package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What a log has done since it was opened. A value.
 *
 * @param appended records taken
 * @param written records of these that the operating system has: a killed process does not lose them
 * @param forced records of these that are on the disk: a failing machine does not lose them
 * @param queued records that wait to be written
 * @param bytes bytes written
 * @param waits how often a thread had to wait for room in the queue
 * @param failure why the log takes no more records; null while it does
 */
public record LogCounters(
        long appended,
        long written,
        long forced,
        long queued,
        long bytes,
        long waits,
        @Nullable String failure) {
    /**
     * Checks the values.
     *
     * @param appended at least 0, and so are the other counts
     * @param written at least 0
     * @param forced at least 0
     * @param queued at least 0
     * @param bytes at least 0
     * @param waits at least 0
     * @param failure null or a sentence
     * @throws IllegalArgumentException if a count is negative
     */
    public LogCounters {
        notNegative(appended, "appended");
        notNegative(written, "written");
        notNegative(forced, "forced");
        notNegative(queued, "queued");
        notNegative(bytes, "bytes");
        notNegative(waits, "waits");
    }

    private static void notNegative(long count, String name) {
        Checks.that(count >= 0, "%s must be at least 0, but was %d", name, count);
    }
}
