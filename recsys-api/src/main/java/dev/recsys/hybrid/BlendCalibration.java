package dev.recsys.hybrid;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;
import java.util.Arrays;

/**
 * Corrects the probabilities of a learned blend, each item's by a rising line of pieces from log-odds to log-odds; beyond
 * its ends the shift is that of the end. Fitted by {@link CalibrationLearner}. Immutable and thread-safe.
 */
final class BlendCalibration {
    private static final double MOST = 100; // of log-odds, further than any sigmoid tells apart
    private static final double LEAST = 1e-12; // probability that is told from 0, and from 1

    private final int[] starts; // the first knot of each item, and the number of knots
    private final double[] from;
    private final double[] to;

    /**
     * A calibration.
     *
     * @param counts how many knots each item has, 0 for an item that is not corrected. Not modified.
     * @param from log-odds of all knots, rising within an item. Not modified.
     * @param to what they become, rising within an item. Not modified.
     * @throws IllegalArgumentException if a count is negative, the counts do not sum to the number of knots, or log-odds
     *     do not rise or are beyond a hundred
     */
    BlendCalibration(int[] counts, double[] from, double[] to) {
        this.starts = new int[counts.length + 1];
        this.from = from.clone();
        this.to = to.clone();
        for (int item = 0; item < counts.length; item++) {
            Checks.that(counts[item] >= 0, "a count of knots must be at least 0, but was %d", counts[item]);
            starts[item + 1] = Math.addExact(starts[item], counts[item]);
            Checks.that(
                    starts[item + 1] <= from.length && from.length == to.length,
                    "the calibration has %d and %d knots, which its counts do not sum to",
                    from.length,
                    to.length);
            for (int knot = starts[item]; knot < starts[item + 1]; knot++) {
                Checks.inRange(from[knot], -MOST, MOST, "a knot of the calibration");
                Checks.inRange(to[knot], -MOST, MOST, "a knot of the calibration");
                Checks.that(
                        knot == starts[item] || (from[knot] > from[knot - 1] && to[knot] > to[knot - 1]),
                        "the knots of a calibration must rise");
            }
        }
        Checks.that(starts[counts.length] == from.length, "the calibration has knots of no item");
    }

    /** One that corrects nothing. */
    static BlendCalibration none(int items) {
        return new BlendCalibration(new int[items], new double[0], new double[0]);
    }

    /** Whether no item is corrected. */
    boolean isNone() {
        return from.length == 0;
    }

    boolean corrects(int item) {
        return starts[item] < starts[item + 1];
    }

    int itemCount() {
        return starts.length - 1;
    }

    int[] counts() {
        int[] counts = new int[itemCount()];
        Arrays.setAll(counts, item -> starts[item + 1] - starts[item]);
        return counts;
    }

    /** The log-odds of all knots. */
    double[] from() {
        return from.clone();
    }

    /** What the knots become. */
    double[] to() {
        return to.clone();
    }

    /** The probability that a blended one stands for; the same for an item that is not corrected. */
    double correct(int item, double probability) {
        if (!corrects(item)) {
            return probability;
        }
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return ExpLog.sigmoid(correctLogOdds(item, ExpLog.log(p / (1 - p))));
    }

    /** The same in log-odds. */
    double correctLogOdds(int item, double logOdds) {
        int first = starts[item];
        int end = starts[item + 1];
        if (first == end) {
            return logOdds;
        }
        if (logOdds <= from[first]) {
            return logOdds + (to[first] - from[first]);
        }
        if (logOdds >= from[end - 1]) {
            return logOdds + (to[end - 1] - from[end - 1]);
        }
        int found = Arrays.binarySearch(from, first, end, logOdds);
        int below = found >= 0 ? found : -found - 2;
        if (below == end - 1) {
            return to[below];
        }
        double share = (logOdds - from[below]) / (from[below + 1] - from[below]);
        return to[below] + share * (to[below + 1] - to[below]);
    }
}
