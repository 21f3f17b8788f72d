package dev.recsys.eval;

import dev.recsys.internal.check.Checks;

/**
 * How far one model is ahead of another by one metric, on the same customers.
 *
 * @param mean the first model's figure less the other's
 * @param interval where the difference would lie in 95 of 100 samples of customers
 * @param pValue how likely a difference at least as great, in either direction, would be if it made no difference which model
 *     answered a customer: the share of 1,000 random exchanges of the two models' scores, customer by customer, that give one (a
 *     paired permutation test), the found one counted in, so at least 1/1001. Not corrected for the number
 *     of comparisons, as {@link EvaluationReport#pValuesAgainst} is.
 */
public record Difference(double mean, Interval interval, double pValue) {
    /** The level below which {@link #isSignificant} holds. */
    public static final double LEVEL = 0.05;

    /**
     * Checks.
     *
     * @param mean finite
     * @param interval not null
     * @param pValue in 0..1
     * @throws IllegalArgumentException if the mean is not finite, the interval is null or the p-value is outside 0..1
     */
    public Difference {
        Checks.that(Double.isFinite(mean), "mean must be finite, but was %s", mean);
        Checks.notNull(interval, "interval");
        Checks.inRange(pValue, 0, 1, "pValue");
    }

    /**
     * Whether the p-value lies below {@link #LEVEL}.
     *
     * @return whether chance is an unlikely cause
     */
    public boolean isSignificant() {
        return pValue < LEVEL;
    }
}
