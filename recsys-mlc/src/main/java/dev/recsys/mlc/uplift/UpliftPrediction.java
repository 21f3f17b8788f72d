package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a treatment moves a customer.
 *
 * @param uplift the probability of the outcome if treated less that if not, in -1..1; below 0 where the treatment does harm
 * @param treated the probability if treated; empty for the class transformation, which does not know it
 * @param control the probability if not treated; empty for the class transformation
 * @param ignored attributes given that the model does not look at, sorted
 */
public record UpliftPrediction(double uplift, OptionalDouble treated, OptionalDouble control, List<String> ignored) {
    /**
     * Checks and copies the values.
     *
     * @param uplift in -1..1
     * @param treated in 0..1 or empty
     * @param control in 0..1 or empty
     * @param ignored copied
     * @throws IllegalArgumentException if a number is out of range, or an argument is or holds null
     */
    public UpliftPrediction {
        Checks.inRange(uplift, -1, 1, "uplift");
        Checks.notNull(treated, "treated").ifPresent(value -> Checks.inRange(value, 0, 1, "treated"));
        Checks.notNull(control, "control").ifPresent(value -> Checks.inRange(value, 0, 1, "control"));
        ignored = Checks.copyOf(ignored, "ignored");
    }
}
