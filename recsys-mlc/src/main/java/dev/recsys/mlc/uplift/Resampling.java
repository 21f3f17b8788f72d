package dev.recsys.mlc.uplift;

import dev.recsys.internal.run.ChiSquare;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals by the bootstrap of customers, each arm by itself: value ± z · the standard deviation of the figure over the resamples. The
 * order of predicted uplift is drawn with the customers; the model is fixed.
 */
final class Resampling {
    private static final double MOST_Z = 40;

    private final UpliftCurve curve;
    private final double[] shares;
    private final double[] values;
    private final double[] errors;

    Resampling(UpliftCurve curve, double[] shares, int resamples, long seed, Workers workers) {
        this.curve = curve;
        this.shares = shares;
        int[] once = new int[curve.size()];
        Arrays.fill(once, 1);
        this.values = curve.figures(once, shares);
        SplittableRandom seeds = new SplittableRandom(seed);
        SplittableRandom[] randoms = new SplittableRandom[resamples];
        Arrays.setAll(randoms, r -> seeds.split());
        double[][] drawn = new double[resamples][];
        workers.forRanges(resamples, 1, (r, from, to) -> drawn[r] = resample(randoms[r]));
        this.errors = new double[values.length];
        for (int figure = 0; figure < errors.length; figure++) {
            errors[figure] = deviation(drawn, figure);
        }
    }

    private double[] resample(SplittableRandom random) {
        int[] times = new int[curve.size()];
        draw(curve.treatedRanks(), times, random);
        draw(curve.controlRanks(), times, random);
        return curve.figures(times, shares);
    }

    private static void draw(int[] ranks, int[] times, SplittableRandom random) {
        for (int i = 0; i < ranks.length; i++) {
            times[ranks[random.nextInt(ranks.length)]]++;
        }
    }

    private static double deviation(double[][] drawn, int figure) {
        double mean = 0;
        for (double[] figures : drawn) {
            mean += figures[figure] / drawn.length;
        }
        double sum = 0;
        for (double[] figures : drawn) {
            sum += (figures[figure] - mean) * (figures[figure] - mean);
        }
        return Math.sqrt(sum / (drawn.length - 1));
    }

    UpliftFigures.Estimate estimate(int figure, double z) {
        double value = values[figure];
        return new UpliftFigures.Estimate(value, value - z * errors[figure], value + z * errors[figure]);
    }

    /** The z whose interval holds a standard normal number so often. */
    static double z(double confidence) {
        double low = 0;
        double high = MOST_Z;
        for (int step = 0; step < 100; step++) {
            double middle = (low + high) / 2;
            if (ChiSquare.beyond(middle * middle, 1) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
