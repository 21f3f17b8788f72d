package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.util.regex.Pattern;

/**
 * A place in a log: a record's number and hash. Kept in another place than the log, it shows later that nothing up to that
 * record was changed or cut off. A value.
 *
 * @param number of the record, from 1; 0 before the first
 * @param hash its SHA-256, 64 hexadecimal digits in lower case
 */
public record LogHead(long number, String hash) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Before the first record. */
    static final LogHead START = new LogHead(0, "0".repeat(64));

    /**
     * Checks the values.
     *
     * @param number at least 0
     * @param hash 64 hexadecimal digits in lower case
     * @throws IllegalArgumentException if the number is negative or the hash is none
     */
    public LogHead {
        Checks.that(number >= 0, "number must be at least 0, but was %d", number);
        checkHash(hash, "hash");
    }

    static void checkHash(String hash, String name) {
        Checks.that(
                HASH.matcher(Checks.notNull(hash, name)).matches(),
                "%s must be 64 hexadecimal digits in lower case, but has %d characters or others",
                name,
                hash.length());
    }
}
