package dev.recsys.decision.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Tails of the distributions the tests need, and Holm's correction. By {@link StrictMath}, so the same everywhere. */
final class Tails {
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };
    private static final int MOST_TERMS = 10_000;
    private static final double ENOUGH = 1e-15;
    private static final double TINY = 1e-300;

    private Tails() {}

    /** The logarithm of the gamma function, of a number above 0. */
    static double logGamma(double x) {
        if (x < 0.5) {
            return StrictMath.log(StrictMath.PI / StrictMath.sin(StrictMath.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * StrictMath.log(2 * StrictMath.PI) + (x - 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    /** The chance that a chi-square of some degrees of freedom, at least 1, is this or more. */
    static double chiSquare(double value, int degrees) {
        return upperGamma(degrees / 2.0, value / 2);
    }

    /** The chance that a standard normal is this or more. */
    static double normal(double z) {
        double half = 0.5 * upperGamma(0.5, z * z / 2);
        return z >= 0 ? half : 1 - half;
    }

    /** The regularised upper incomplete gamma function: a series below a + 1, a continued fraction (Lentz) above. */
    private static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double scale = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
                term *= x / (a + n);
                sum += term;
            }
            return Math.max(0, 1 - sum * scale);
        }
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        double step = 0;
        for (int n = 1; n < MOST_TERMS && Math.abs(step - 1) > ENOUGH; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            step = d * c;
            fraction *= step;
        }
        return fraction * scale;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /**
     * The chance that the distribution functions of two samples of one distribution differ by this or more (Kolmogorov and
     * Smirnov, with Stephens' correction for small samples). Too great, so on the safe side, where values are equal.
     */
    static double kolmogorov(double distance, int first, int second) {
        double root = StrictMath.sqrt((double) first * second / ((double) first + second));
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        if (lambda < 0.2) {
            return 1; // the series hardly converges, and the chance is 1 to twelve digits
        }
        double sum = 0;
        double sign = 2;
        for (int j = 1; j <= 100; j++) {
            double term = StrictMath.exp(-2 * j * j * lambda * lambda);
            sum += sign * term;
            sign = -sign;
            if (term < ENOUGH) {
                break;
            }
        }
        return Math.max(0, Math.min(1, sum));
    }

    /**
     * The chance of at most so many events where {@code mean} are expected whose rate varies with a relative variance of
     * {@code spread}: a negative binomial, which is Poisson's at spread 0.
     */
    static double atMost(long events, double mean, double spread) {
        if (mean <= 0) {
            return 1;
        }
        double size = 1 / Math.max(spread, 1e-9);
        double failure = mean / (size + mean);
        double logTerm = logGamma(size + events)
                - logGamma(size)
                - logGamma(events + 1.0)
                + size * StrictMath.log1p(-failure)
                + events * StrictMath.log(failure);
        double term = StrictMath.exp(logTerm);
        double sum = term;
        for (long k = events; k > 0 && term > sum * ENOUGH; k--) {
            term *= k / ((size + k - 1) * failure);
            sum += term;
        }
        return Math.min(1, sum);
    }

    /** Holm's adjusted chances: one below alpha is significant, with a chance of any false one of at most alpha. */
    static double[] holm(double[] chances) {
        int[] order = IntStream.range(0, chances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> chances[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[chances.length];
        Arrays.fill(adjusted, 1);
        double least = 0;
        for (int rank = 0; rank < order.length; rank++) {
            least = Math.max(least, Math.min(1, (order.length - rank) * chances[order[rank]]));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }
}
