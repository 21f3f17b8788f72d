package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * Why a row's prediction is what it is: the base and the contributions of its attributes add up to the raw score, but for
 * rounding. Names columns, never values.
 *
 * @param prediction what is explained
 * @param base the raw score expected of a row of which nothing is known
 * @param contributions what each attribute adds, the exact Shapley value; strongest first, without those that add nothing
 */
public record TargetExplanation(TargetPrediction prediction, double base, List<ColumnContribution> contributions) {
    /**
     * Checks and copies the values.
     *
     * @param prediction not null
     * @param base finite
     * @param contributions copied
     * @throws IllegalArgumentException if the base is not finite, or an argument is or holds null
     */
    public TargetExplanation {
        Checks.notNull(prediction, "prediction");
        Checks.that(Double.isFinite(base), "base must be finite, but was %s", base);
        contributions = Checks.copyOf(contributions, "contributions");
    }
}
