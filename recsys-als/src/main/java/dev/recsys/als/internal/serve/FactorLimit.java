package dev.recsys.als.internal.serve;

/** How great a factor may be, so that no product of two nor a sum of them leaves the range of floats. */
final class FactorLimit {
    private static final double MOST = 1e15;

    private FactorLimit() {}

    /**
     * Refuses a factor that can't be served.
     *
     * @throws IllegalStateException if it is too great or not finite
     */
    static void check(double factor) {
        if (!(Math.abs(factor) <= MOST)) {
            throw new IllegalStateException(
                    "a factor is " + factor + "; smaller weights or a greater regularization help");
        }
    }
}
