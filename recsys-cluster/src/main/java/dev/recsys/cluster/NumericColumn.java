package dev.recsys.cluster;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.Optional;

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

    private static final double TAIL = 0.005;
    private static final double CONSTANT = 1e-6; // a spread below this part of the values is rounding

    NumericColumn {
        Checks.that(low <= high, "a column must not have low %s above high %s", low, high);
        Checks.that(!logged || low >= 0, "a logged column must start at 0 or above, but started at %s", low);
        Checks.that(Double.isFinite(centre), "a column's centre must be finite, but was %s", centre);
        Checks.positive(scale, "a column's scale");
    }

    /** Learns a column; empty if it is constant or all missing. */
    static Optional<NumericColumn> learn(FeatureTable table, int column) {
        double[] values = new double[table.rowCount()];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            float value = table.number(row, column);
            if (!Float.isNaN(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        values = Arrays.copyOf(values, count);
        Arrays.sort(values); // so that sums do not depend on the order of rows
        int cut = (int) (TAIL * count);
        double low = values[cut];
        double high = values[count - 1 - cut];
        double[] plain = new double[count];
        double[] log = new double[count];
        for (int i = 0; i < count; i++) {
            plain[i] = Math.max(low, Math.min(values[i], high));
            log[i] = low >= 0 ? StrictMath.log1p(plain[i]) : 0;
        }
        Moments moments = Moments.of(plain);
        if (moments.deviation() <= CONSTANT * Math.max(Math.abs(low), Math.abs(high))) {
            return Optional.empty();
        }
        double median = plain[count / 2];
        if (low >= 0) {
            Moments logMoments = Moments.of(log);
            if (Math.abs(logMoments.skewness()) < 0.5 * moments.skewness()) {
                return Optional.of(
                        new NumericColumn(low, high, true, StrictMath.log1p(median), logMoments.deviation()));
            }
        }
        return Optional.of(new NumericColumn(low, high, false, median, moments.deviation()));
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

    private record Moments(double deviation, double skewness) {
        static Moments of(double[] values) {
            double mean = Arrays.stream(values).reduce(0, Double::sum) / values.length;
            double second = 0;
            double third = 0;
            for (double value : values) {
                double off = value - mean;
                second += off * off;
                third += off * off * off;
            }
            second /= values.length;
            third /= values.length;
            double deviation = Math.sqrt(second);
            return new Moments(deviation, deviation == 0 ? 0 : third / (second * deviation));
        }
    }
}
