package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import java.util.List;

/** What a model predicts of the rows of a table. Immutable and thread-safe. */
public final class TargetScores {
    private final List<Target> targets;
    private final double[] raw; // rows × targets
    private final int rowCount;

    TargetScores(List<Target> targets, double[] raw, int rowCount) {
        this.targets = targets;
        this.raw = raw;
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
     * A row's prediction, as {@link TargetPrediction#value}.
     *
     * @param row in {@code 0..rowCount()-1}
     * @param target place of the target in {@link TargetModel#targets}
     * @return finite
     * @throws IllegalArgumentException if an index is out of range
     */
    public double value(int row, int target) {
        return targets.get(Checks.index(target, targets.size(), "target")).value(rawScore(row, target));
    }

    /**
     * A row's raw score, as {@link TargetPrediction#rawScore}.
     *
     * @param row in {@code 0..rowCount()-1}
     * @param target place of the target in {@link TargetModel#targets}
     * @return finite
     * @throws IllegalArgumentException if an index is out of range
     */
    public double rawScore(int row, int target) {
        Checks.index(row, rowCount, "row");
        Checks.index(target, targets.size(), "target");
        return raw[row * targets.size() + target];
    }
}
