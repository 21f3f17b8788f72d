package dev.recsys.report.internal.chart;

/**
 * A number of a table with how sure it is.
 *
 * @param value NaN for none
 * @param low where its interval begins, NaN for none
 * @param high where its interval ends, NaN for none
 * @param mark what stands behind the number, possibly empty
 */
public record Figure(double value, double low, double high, String mark) {
    /**
     * Whether there is an interval.
     *
     * @return whether both ends are there
     */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
