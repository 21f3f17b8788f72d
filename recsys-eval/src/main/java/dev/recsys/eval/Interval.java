package dev.recsys.eval;

import dev.recsys.internal.check.Checks;

/**
 * Where a figure would lie in 95 of 100 samples of customers like those of the evaluation: from the 2.5 % to the 97.5 % quantile
 * of 1,000 bootstrap samples, in each of which every customer counts as often as a Poisson variable of mean 1 says.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
    /**
     * Checks.
     *
     * @param low finite
     * @param high finite, at least {@code low}
     * @throws IllegalArgumentException if an end is not finite or {@code low} is above {@code high}
     */
    public Interval {
        Checks.that(Double.isFinite(low), "low must be finite, but was %s", low);
        Checks.that(
                Double.isFinite(high) && high >= low,
                "high must be finite and at least low, %s, but was %s",
                low,
                high);
    }
}
