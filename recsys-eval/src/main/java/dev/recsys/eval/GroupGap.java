package dev.recsys.eval;

import dev.recsys.internal.check.Checks;

/**
 * How far apart the groups of users lie in one figure. Groups of fewer than 30 users of the figure do not count.
 *
 * @param lowest the group with the least figure
 * @param low that figure
 * @param highest the group with the greatest figure
 * @param high that figure
 * @param pValue how likely figures at least as far apart would be if groups did not differ: the χ² test of homogeneity, for a
 *     mean over users the sum over groups of users · (mean − mean of all)² ÷ variance; for large groups. NaN where all users
 *     have the same score
 */
public record GroupGap(String lowest, double low, String highest, double high, double pValue) {
    private static final double FOUR_FIFTHS = 0.8;

    /**
     * Checks.
     *
     * @param lowest not blank
     * @param low finite
     * @param highest not blank
     * @param high finite, at least {@code low}
     * @param pValue in 0..1 or NaN
     * @throws IllegalArgumentException if a name is blank, a figure is not finite, {@code high} is below {@code low} or
     *     {@code pValue} is outside 0..1 and not NaN
     */
    public GroupGap {
        Checks.notBlank(lowest, "lowest");
        Checks.notBlank(highest, "highest");
        Checks.that(Double.isFinite(low), "low must be finite, but was %s", low);
        Checks.that(
                Double.isFinite(high) && high >= low,
                "high must be finite and at least low, %s, but was %s",
                low,
                high);
        Checks.that(!(pValue < 0 || pValue > 1), "pValue must be in 0..1 or NaN, but was %s", pValue);
    }

    /**
     * The least figure ÷ the greatest.
     *
     * @return in 0..1 for figures that are not negative; NaN where the greatest is 0
     */
    public double ratio() {
        return high == 0 ? Double.NaN : low / high;
    }

    /**
     * Whether the four-fifths rule holds: the least figure is at least 80 % of the greatest. A rule of thumb of the US
     * guidelines on selection (29 CFR 1607.4 D), no proof of fairness.
     *
     * @return whether it holds; it does where all figures are 0
     */
    public boolean isWithinFourFifths() {
        return high == 0 || ratio() >= FOUR_FIFTHS;
    }
}
