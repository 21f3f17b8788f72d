package dev.recsys.synthetic;

/** Places drawn in proportion to weights; immutable. */
final class Weights {
    private final double[] cumulative;

    /** Weights need not sum to anything, but one must be above zero. Not modified. */
    Weights(double... weights) {
        cumulative = weights.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
    }

    /** The place that a uniform number in [0, 1) falls on; O(log places). */
    int pick(double uniform) {
        double target = uniform * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
