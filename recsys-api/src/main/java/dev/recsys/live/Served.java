package dev.recsys.live;

import dev.recsys.bundle.GenerationInfo;
import dev.recsys.internal.check.Checks;
import java.time.Instant;

/**
 * What answers now, and the generation it was made of: one value, so that both are of one generation.
 *
 * @param <T> what answers
 * @param value what answers
 * @param generation the generation it was made of
 * @param published when the generation was made current in its store
 * @param since when it began to answer here
 */
public record Served<T>(T value, GenerationInfo generation, Instant published, Instant since) {
    /**
     * Checks the values.
     *
     * @param value not null
     * @param generation not null
     * @param published not null
     * @param since not null
     * @throws IllegalArgumentException if one is null
     */
    public Served {
        Checks.notNull(value, "value");
        Checks.notNull(generation, "generation");
        Checks.notNull(published, "published");
        Checks.notNull(since, "since");
    }
}
