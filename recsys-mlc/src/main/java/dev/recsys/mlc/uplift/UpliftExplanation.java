package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * Why a customer's uplift is what it is: the base and the contributions of the attributes add up to the uplift, but for rounding. Both
 * are differences of probabilities. Names columns, never values.
 *
 * @param prediction what is explained
 * @param base the uplift where each model's margin is the expected one, of a row of which nothing is known
 * @param contributions what each attribute adds, strongest first, without those that add nothing
 */
public record UpliftExplanation(UpliftPrediction prediction, double base, List<Contribution> contributions) {
    /**
     * What one attribute adds to the uplift.
     *
     * @param column the attribute
     * @param value below 0 where it lowers the uplift
     */
    public record Contribution(String column, double value) {
        /**
         * Checks the values.
         *
         * @param column not blank
         * @param value finite
         * @throws IllegalArgumentException if the column is blank or the value not finite
         */
        public Contribution {
            Checks.notBlank(column, "column");
            Checks.that(Double.isFinite(value), "value must be finite, but was %s", value);
        }
    }

    /**
     * Checks and copies the values.
     *
     * @param prediction not null
     * @param base finite
     * @param contributions copied
     * @throws IllegalArgumentException if the base is not finite, or an argument is or holds null
     */
    public UpliftExplanation {
        Checks.notNull(prediction, "prediction");
        Checks.that(Double.isFinite(base), "base must be finite, but was %s", base);
        contributions = Checks.copyOf(contributions, "contributions");
    }
}
