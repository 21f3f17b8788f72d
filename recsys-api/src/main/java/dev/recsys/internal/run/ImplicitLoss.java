package dev.recsys.internal.run;

import dev.recsys.data.InteractionMatrix;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Constants of a weighted squared loss of implicit feedback by the shape of the data, for factors whose ridge grows with α₀·N + n. In
 * three digits, so that the order of rows does not matter. Thread-safe: no state.
 */
public final class ImplicitLoss {
    /** How much more all unobserved cells weigh than the observed. */
    private static final double UNOBSERVED = 10;

    /** λ of rows and columns of two cells each, about. */
    private static final double REGULARIZATION = 0.05;

    private static final double LEAST = 1e-6;
    private static final double MOST = 1e6;
    private static final MathContext DIGITS = new MathContext(3);

    private ImplicitLoss() {}

    /**
     * α₀, so that all unobserved cells weigh {@value #UNOBSERVED} times the observed, and each at most as much as one of them.
     *
     * @param weighted users × items, of at least one cell. Not modified.
     * @param alpha what weights are multiplied by
     * @return in 1e-6..1e6
     */
    public static double unobservedWeight(InteractionMatrix weighted, double alpha) {
        double sum = 0;
        for (int cell = 0; cell < weighted.cellCount(); cell++) {
            sum += weighted.weightAt(cell);
        }
        double mean = alpha * sum / weighted.cellCount();
        double full = weighted.cellCount() / ((double) weighted.rowCount() * weighted.columnCount());
        return rounded(mean * Math.min(1, UNOBSERVED * full));
    }

    /**
     * λ: the fewer cells rows and columns have, the more of them is chance, whose part falls with the root of their number.
     *
     * @param weighted users × items, of at least one cell. Not modified.
     * @return in 1e-6..1e6
     */
    public static double regularization(InteractionMatrix weighted) {
        boolean[] taken = new boolean[weighted.columnCount()];
        int rows = 0;
        int columns = 0;
        for (int row = 0; row < weighted.rowCount(); row++) {
            rows += weighted.rowSize(row) > 0 ? 1 : 0;
        }
        for (int cell = 0; cell < weighted.cellCount(); cell++) {
            columns += taken[weighted.columnAt(cell)] ? 0 : 1;
            taken[weighted.columnAt(cell)] = true;
        }
        double cells = weighted.cellCount();
        return rounded(REGULARIZATION * (Math.sqrt(rows / cells) + Math.sqrt(columns / cells)));
    }

    private static double rounded(double value) {
        double within = Math.max(LEAST, Math.min(value, MOST));
        return BigDecimal.valueOf(within).round(DIGITS).doubleValue();
    }
}
