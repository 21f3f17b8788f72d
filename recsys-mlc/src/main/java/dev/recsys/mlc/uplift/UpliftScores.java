package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import java.util.OptionalDouble;

/** What a model predicts of the rows of a table. Immutable and thread-safe. */
public final class UpliftScores {
    private final UpliftScale scale;
    private final double[] margins; // rows × outputs
    private final int outputs;
    private final int rowCount;

    UpliftScores(UpliftScale scale, double[] margins, int outputs, int rowCount) {
        this.scale = scale;
        this.margins = margins;
        this.outputs = outputs;
        this.rowCount = rowCount;
    }

    /**
     * How many rows there are.
     *
     * @return at least 0
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * A row's uplift.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return in -1..1
     * @throws IllegalArgumentException if there is no such row
     */
    public double uplift(int row) {
        int first = Checks.index(row, rowCount, "row") * outputs;
        double[] some = new double[outputs];
        System.arraycopy(margins, first, some, 0, outputs);
        return bounded(scale.uplift(some), -1);
    }

    /**
     * A row's probability of the outcome if treated.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return in 0..1; empty for the class transformation
     * @throws IllegalArgumentException if there is no such row
     */
    public OptionalDouble treated(int row) {
        return chance(row, 0);
    }

    /**
     * A row's probability of the outcome if not treated.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return in 0..1; empty for the class transformation
     * @throws IllegalArgumentException if there is no such row
     */
    public OptionalDouble control(int row) {
        return chance(row, 1);
    }

    private OptionalDouble chance(int row, int output) {
        Checks.index(row, rowCount, "row");
        return outputs == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(bounded(scale.chance(margins[row * outputs + output]), 0));
    }

    private static double bounded(double value, double least) {
        return Math.max(least, Math.min(1, value)); // sums of a forest's shares round
    }
}
