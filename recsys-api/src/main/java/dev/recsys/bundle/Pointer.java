package dev.recsys.bundle;

import dev.recsys.internal.check.Checks;
import java.time.Instant;

/**
 * Which generation of a store is current.
 *
 * @param id its id
 * @param number its number
 * @param since when it was made current
 */
public record Pointer(String id, long number, Instant since) {
    /**
     * Checks the values.
     *
     * @param id not blank
     * @param number at least 0
     * @param since not null
     * @throws IllegalArgumentException if a value is not of that kind
     */
    public Pointer {
        Checks.notBlank(id, "id");
        Checks.that(number >= 0, "number must be at least 0, but was %d", number);
        Checks.notNull(since, "since");
    }
}
