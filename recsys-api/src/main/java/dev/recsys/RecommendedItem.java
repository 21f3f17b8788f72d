package dev.recsys;

import dev.recsys.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One item of an answer.
 *
 * @param itemId the item
 * @param score finite; comparable within one answer only
 * @param reason why the item is offered, in one sentence for a person
 * @param contributions what each component put into the score, by its name, in the order of the components; they sum to
 *     the score up to rounding
 */
public record RecommendedItem(String itemId, double score, String reason, Map<String, Double> contributions) {
    /**
     * Checks and copies.
     *
     * @param itemId as the component
     * @param score as the component
     * @param reason as the component
     * @param contributions as the component
     * @throws IllegalArgumentException if the id is blank, the score or a contribution is not finite
     */
    public RecommendedItem {
        Checks.notBlank(itemId, "itemId");
        Checks.that(Double.isFinite(score), "the score of item %s must be finite, but was %s", itemId, score);
        Checks.notNull(reason, "reason");
        contributions = contributions.size() == 1
                ? Map.copyOf(contributions)
                : Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
        for (Map.Entry<String, Double> part : contributions.entrySet()) {
            Checks.that(
                    Double.isFinite(part.getValue()),
                    "the contribution of %s to item %s must be finite, but was %s",
                    part.getKey(),
                    itemId,
                    part.getValue());
        }
    }
}
