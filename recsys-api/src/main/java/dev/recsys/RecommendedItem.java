package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One item of an answer.
 *
 * @param itemId the item
 * @param score finite; a probability where {@link Recommender#scoreMeaning} says so, else comparable within one answer
 *     only
 * @param reason why the item is offered; {@link ReasonTexts} puts it into words
 * @param contributions what each component put into the score, by its name, in the order of the components; they sum to
 *     the score up to rounding
 */
public record RecommendedItem(String itemId, double score, Reason reason, Map<String, Double> contributions) {
    /**
     * Checks and copies the values.
     *
     * @param itemId not blank
     * @param score finite
     * @param reason not null
     * @param contributions finite, copied
     * @throws IllegalArgumentException if the id is blank, the score or a contribution is not finite, or if
     *     {@code contributions} is or holds null
     */
    public RecommendedItem {
        Checks.noNulls(contributions, "contributions");
        Checks.notBlank(itemId, "itemId");
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("the score of item " + itemId + " must be finite, but was " + score);
        }
        Checks.notNull(reason, "reason");
        contributions = contributions.size() == 1
                ? Map.copyOf(contributions)
                : Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
        for (Map.Entry<String, Double> part : contributions.entrySet()) {
            if (!Double.isFinite(part.getValue())) {
                throw new IllegalArgumentException("contributions: that of " + part.getKey() + " to item " + itemId
                        + " must be finite, but was " + part.getValue());
            }
        }
    }

    ObjectNode toTree() {
        ObjectNode json = Json.object().put("item", itemId).put("score", score);
        json.set("reason", reason.toTree());
        ObjectNode parts = json.putObject("contributions");
        contributions.forEach(parts::put);
        return json;
    }

    static RecommendedItem fromTree(JsonNode json) {
        Map<String, Double> contributions = new LinkedHashMap<>();
        json.path("contributions")
                .properties()
                .forEach(part -> contributions.put(part.getKey(), Json.number(part.getValue(), part.getKey())));
        return new RecommendedItem(
                Json.text(json, "item"),
                Json.number(json.path("score"), "score"),
                Reason.fromTree(json.path("reason")),
                contributions);
    }
}
