package dev.recsys.internal.run;

/**
 * The exponential function and the logarithm in plain arithmetic: the same bits on every Java, and several times as fast
 * as {@link StrictMath}'s; errors of a few units in the last place. exp: x = n ln 2 + r with |r| ≤ ln 2 / 2, then the
 * Taylor polynomial of degree 13 in r. log: x = m · 2^n with m near 1, then the series of 2 artanh((m - 1) / (m + 1)).
 * Thread-safe: no state.
 */
public final class ExpLog {
    /** 1 / ln 2. */
    public static final double LOG2_E = 1.4426950408889634;

    /** The upper part of ln 2; its last bits are zero, so that n · high is exact. */
    public static final double LN2_HIGH = 0.6931471803691238;

    /** What {@link #LN2_HIGH} lacks of ln 2. */
    public static final double LN2_LOW = 1.9082149292705877e-10;

    private ExpLog() {}

    /**
     * e to the x; 0 below -708, infinite above 709, NaN for NaN.
     *
     * @param x any
     * @return at least 0
     */
    public static double exp(double x) {
        if (!(x >= -708)) {
            return Double.isNaN(x) ? x : 0;
        }
        if (x > 709) {
            return Double.POSITIVE_INFINITY;
        }
        double n = Math.rint(x * LOG2_E);
        double r = (x - n * LN2_HIGH) - n * LN2_LOW;
        double p = 1.0 / 6227020800.0;
        p = p * r + 1.0 / 479001600.0;
        p = p * r + 1.0 / 39916800.0;
        p = p * r + 1.0 / 3628800.0;
        p = p * r + 1.0 / 362880.0;
        p = p * r + 1.0 / 40320.0;
        p = p * r + 1.0 / 5040.0;
        p = p * r + 1.0 / 720.0;
        p = p * r + 1.0 / 120.0;
        p = p * r + 1.0 / 24.0;
        p = p * r + 1.0 / 6.0;
        p = p * r + 0.5;
        p = p * r + 1;
        p = p * r + 1;
        return p * Double.longBitsToDouble((long) ((int) n + 1023) << 52);
    }

    /**
     * The natural logarithm of a finite normal number above 0.
     *
     * @param x finite, normal and above 0
     * @return finite
     */
    public static double log(double x) {
        int n = Math.getExponent(x);
        double m = Math.scalb(x, -n);
        if (m > 1.4142135623730951) {
            m *= 0.5;
            n++;
        }
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double p = 1.0 / 21;
        p = p * z + 1.0 / 19;
        p = p * z + 1.0 / 17;
        p = p * z + 1.0 / 15;
        p = p * z + 1.0 / 13;
        p = p * z + 1.0 / 11;
        p = p * z + 1.0 / 9;
        p = p * z + 1.0 / 7;
        p = p * z + 1.0 / 5;
        p = p * z + 1.0 / 3;
        return n * LN2_HIGH + (n * LN2_LOW + (2 * s * z * p + 2 * s));
    }

    /**
     * 1 / (1 + e to the -x), in 0..1.
     *
     * @param x any
     * @return in 0..1
     */
    public static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /**
     * ln(1 + e to the x), finite for every finite x: the logistic loss of the margin -x.
     *
     * @param x any finite number
     * @return at least 0
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + log(1 + exp(-Math.abs(x)));
    }
}
