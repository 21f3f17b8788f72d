package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * A scorecard as data.
 *
 * @param target the column foretold
 * @param positive its positive value, empty where the two values say so themselves
 * @param scale how a probability becomes points
 * @param intercept the log-odds of good where all evidence is 0
 * @param attributes the highest information value first
 */
public record CardTable(
        String target, String positive, PointsScale scale, double intercept, List<CardAttribute> attributes) {
    /**
     * Checks and copies the values.
     *
     * @param target not blank
     * @param positive not null
     * @param scale not null
     * @param intercept finite
     * @param attributes copied
     * @throws IllegalArgumentException if a value is null or out of range
     */
    public CardTable {
        Checks.notBlank(target, "target");
        Checks.notNull(positive, "positive");
        Checks.notNull(scale, "scale");
        Checks.that(Double.isFinite(intercept), "intercept must be finite, but was %s", intercept);
        attributes = Checks.copyOf(attributes, "attributes");
    }
}
