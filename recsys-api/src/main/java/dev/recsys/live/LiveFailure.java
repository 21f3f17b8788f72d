package dev.recsys.live;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why what is current in a store is not what answers.
 *
 * @param candidate the id of the generation that was not taken, or null if the store could not be asked
 * @param time when it was tried last
 * @param reason one sentence; names no customer but by an id
 */
public record LiveFailure(@Nullable String candidate, Instant time, String reason) {
    /**
     * Checks the values.
     *
     * @param candidate possibly null
     * @param time not null
     * @param reason not null
     * @throws IllegalArgumentException if one is null that must not be
     */
    public LiveFailure {
        Checks.notNull(time, "time");
        Checks.notNull(reason, "reason");
    }

    /**
     * The generation that was not taken.
     *
     * @return its id; empty if the store could not be asked
     */
    public Optional<String> generation() {
        return Optional.ofNullable(candidate);
    }
}
