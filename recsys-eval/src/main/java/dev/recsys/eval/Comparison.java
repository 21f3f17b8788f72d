package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two models on the same customers. Immutable and thread-safe.
 *
 * @param model the first model
 * @param other the second one
 * @param agreement the mean over customers of the items that both offer ÷ the items that either offers (Jaccard); in 0..1, NaN
 *     where there are no offers
 * @param differences first less second, by the key of the figure
 */
public record Comparison(String model, String other, double agreement, Map<String, Difference> differences) {
    /**
     * Checks and copies.
     *
     * @param model not blank
     * @param other not blank
     * @param agreement in 0..1 or NaN
     * @param differences copied
     * @throws IllegalArgumentException if a name is blank, the agreement is outside 0..1 and not NaN, or
     *     {@code differences} is or holds null
     */
    public Comparison {
        Checks.notBlank(model, "model");
        Checks.notBlank(other, "other");
        Checks.that(!(agreement < 0 || agreement > 1), "agreement must be in 0..1 or NaN, but was %s", agreement);
        Checks.noNulls(differences, "differences");
        differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }
}
