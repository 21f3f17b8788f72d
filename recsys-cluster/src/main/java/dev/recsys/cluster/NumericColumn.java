package dev.recsys.cluster;

import dev.recsys.internal.check.Checks;

/**
 * How one number becomes a coordinate: winsorised, logged where that halves the skewness, centred at the median and
 * divided by the standard deviation. A missing number is 0 in a fit: the median.
 *
 * @param low the 0.5 % quantile; lower values count as this one
 * @param high the 99.5 % quantile; higher values count as this one
 * @param logged whether log(1 + x) is taken
 * @param centre the median, logged if so
 * @param scale the standard deviation, logged if so, above 0
 */
record NumericColumn(double low, double high, boolean logged, double centre, double scale) {
    /** How many doubles a column is stored as. */
    static final int STORED = 5;

    NumericColumn {
        Checks.that(low <= high, "a column must not have low %s above high %s", low, high);
        Checks.that(!logged || low >= 0, "a logged column must start at 0 or above, but started at %s", low);
        Checks.that(Double.isFinite(centre), "a column's centre must be finite, but was %s", centre);
        Checks.positive(scale, "a column's scale");
    }

    /** The coordinate of a value; NaN for NaN. */
    double coordinate(double value) {
        double kept = Math.max(low, Math.min(value, high));
        return ((logged ? StrictMath.log1p(kept) : kept) - centre) / scale;
    }

    void store(double[] out, int at) {
        out[at] = low;
        out[at + 1] = high;
        out[at + 2] = logged ? 1 : 0;
        out[at + 3] = centre;
        out[at + 4] = scale;
    }

    static NumericColumn restore(double[] in, int at) {
        Checks.that(in[at + 2] == 0 || in[at + 2] == 1, "a column's log must be 0 or 1, but was %s", in[at + 2]);
        return new NumericColumn(in[at], in[at + 1], in[at + 2] == 1, in[at + 3], in[at + 4]);
    }
}
