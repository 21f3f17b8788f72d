package dev.recsys.decision;

import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;

/**
 * An item that got as far as a score.
 *
 * @param item the item
 * @param score the recommender's score; a calibrated probability where the recommender promises one
 * @param value what it is worth; 1 net where the policy has no values
 * @param worth score × context weight × value × lever
 */
public record Candidate(Item item, double score, Value value, double worth) {
    /**
     * Checks the values.
     *
     * @param item not null
     * @param score finite
     * @param value not null
     * @param worth finite
     * @throws IllegalArgumentException if a number is not finite or a value null
     */
    public Candidate {
        Checks.notNull(item, "item");
        Checks.inRange(score, -Double.MAX_VALUE, Double.MAX_VALUE, "score");
        Checks.notNull(value, "value");
        Checks.inRange(worth, -Double.MAX_VALUE, Double.MAX_VALUE, "worth");
    }
}
