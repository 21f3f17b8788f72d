package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * What a model predicts of one row.
 *
 * @param target the column foretold
 * @param value a probability in 0..1 of a binary target, a mean or median of a number
 * @param rawScore what the trees add up to: the log-odds of a probability, the logarithm of a Poisson or Tweedie mean, else the value
 * @param ignored attributes given that the model does not look at, sorted
 */
public record TargetPrediction(String target, double value, double rawScore, List<String> ignored) {
    /**
     * Checks and copies the values.
     *
     * @param target not blank
     * @param value finite
     * @param rawScore finite
     * @param ignored copied
     * @throws IllegalArgumentException if the target is blank, a number not finite, or {@code ignored} is or holds null
     */
    public TargetPrediction {
        Checks.notBlank(target, "target");
        Checks.that(Double.isFinite(value), "value must be finite, but was %s", value);
        Checks.that(Double.isFinite(rawScore), "rawScore must be finite, but was %s", rawScore);
        ignored = Checks.copyOf(ignored, "ignored");
    }
}
