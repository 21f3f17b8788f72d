package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.targets.ColumnContribution;
import java.util.List;

/**
 * Why a customer's uplift is what it is: the base and the contributions of the attributes add up to the uplift, but for rounding. Both
 * are differences of probabilities. Names columns, never values.
 *
 * @param prediction what is explained
 * @param base the uplift where each model's margin is the expected one, of a row of which nothing is known
 * @param contributions what each attribute adds, strongest first, without those that add nothing
 */
public record UpliftExplanation(UpliftPrediction prediction, double base, List<ColumnContribution> contributions) {
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
