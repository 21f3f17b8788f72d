package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;

/**
 * What one attribute adds to what an explanation is of: a raw score or an uplift.
 *
 * @param column the attribute
 * @param value below 0 where it lowers the sum
 */
public record ColumnContribution(String column, double value) {
    /**
     * Checks the values.
     *
     * @param column not blank
     * @param value finite
     * @throws IllegalArgumentException if the column is blank or the value not finite
     */
    public ColumnContribution {
        Checks.notBlank(column, "column");
        Checks.that(Double.isFinite(value), "value must be finite, but was %s", value);
    }
}
