package dev.recsys.internal.run;

/** The χ² distribution. */
public final class ChiSquare {
    private static final double SERIES_BELOW = 2.5;
    private static final int TERMS = 100;

    private ChiSquare() {}

    /**
     * How likely a value is that is at least as great. O(degrees).
     *
     * @param value a sum of squares; below 0 counts as 0
     * @param degrees of freedom, at least 1
     * @return in 0..1
     */
    public static double beyond(double value, int degrees) {
        double y = Math.max(0, value) / 2;
        boolean isOdd = degrees % 2 == 1;
        // Q(a + 1, y) = Q(a, y) + y^a e^-y / Γ(a + 1), from a = 1/2 or 1.
        double probability = isOdd ? erfc(StrictMath.sqrt(y)) : StrictMath.exp(-y);
        double a = isOdd ? 0.5 : 1;
        double term = isOdd
                ? StrictMath.sqrt(y) * StrictMath.exp(-y) / (StrictMath.sqrt(Math.PI) / 2)
                : y * StrictMath.exp(-y);
        while (a < degrees / 2.0) {
            probability += term;
            a++;
            term *= y / a;
        }
        return Math.min(1, probability);
    }

    /** 1 − erf, for what is at least 0: by its series near 0, by its continued fraction beyond. */
    private static double erfc(double z) {
        if (z < SERIES_BELOW) {
            double sum = 0;
            double power = z;
            for (int n = 0; n < TERMS; n++) {
                sum += power / (2 * n + 1);
                power *= -z * z / (n + 1);
            }
            return 1 - 2 / StrictMath.sqrt(Math.PI) * sum;
        }
        double fraction = 1;
        for (int n = TERMS; n >= 1; n--) {
            fraction = 1 + n / (2 * z * z) / fraction;
        }
        return StrictMath.exp(-z * z) / (z * StrictMath.sqrt(Math.PI) * fraction);
    }
}
