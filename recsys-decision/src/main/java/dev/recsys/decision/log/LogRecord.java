package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A verified record of a log. A value.
 *
 * @param number its place in the chain, from 1
 * @param time when it was written, to the microsecond
 * @param previousHash the hash of the line before, which for the first record of a file is the file's first line
 * @param hash its own SHA-256, 64 hexadecimal digits
 * @param body what was appended: a JSON object in one line
 * @param file the file it stands in
 * @param line its line in the file, from 2
 */
public record LogRecord(
        long number, Instant time, String previousHash, String hash, String body, Path file, long line) {
    /**
     * Checks the values.
     *
     * @param number at least 1
     * @param time not null
     * @param previousHash 64 hexadecimal digits in lower case
     * @param hash as {@code previousHash}
     * @param body not null
     * @param file not null
     * @param line at least 2
     * @throws IllegalArgumentException if a value is null or out of its range
     */
    public LogRecord {
        Checks.that(number >= 1, "number must be at least 1, but was %d", number);
        Checks.notNull(time, "time");
        LogHead.checkHash(previousHash, "previousHash");
        LogHead.checkHash(hash, "hash");
        Checks.notNull(body, "body");
        Checks.notNull(file, "file");
        Checks.that(line >= 2, "line must be at least 2, but was %d", line);
    }
}
