package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;
import java.util.Arrays;

/**
 * The log-loss of each product by itself: −t · log σ(f) − (1 − t) · log(1 − σ(f)) with a target t in 0..1 a cell, nothing
 * where it was owned. Immutable and thread-safe.
 *
 * <p>Each kind derives by itself: a loop over both that asks for targets takes 8 % longer.
 */
abstract sealed class BinaryLoss implements Loss permits LogisticLoss, DistilledLoss {
    final Labels labels;
    private final Kernels kernels = KernelChoice.best();

    BinaryLoss(Labels labels) {
        this.labels = labels;
    }

    /**
     * The targets of a row; those of owned cells count for nothing.
     *
     * @param cell the row's first cell
     * @param targets gets one an output. Modified.
     */
    abstract void targets(int cell, double[] targets);

    @Override
    public final int outputs() {
        return labels.outputs();
    }

    @Override
    public final double[] intercepts(int[] rows) {
        int outputs = outputs();
        double[] targets = new double[outputs];
        double[] yes = new double[outputs];
        double[] no = new double[outputs];
        Arrays.fill(yes, 0.5); // keeps the log-odds finite
        Arrays.fill(no, 0.5);
        for (int row : rows) {
            double weight = labels.weights()[row];
            targets(row * outputs, targets);
            for (int k = 0; k < outputs; k++) {
                if (labels.cell(row, k) != Labels.OWNED) {
                    yes[k] += weight * targets[k];
                    no[k] += weight * (1 - targets[k]);
                }
            }
        }
        double[] intercepts = new double[outputs];
        Arrays.setAll(intercepts, k -> ExpLog.log(yes[k] / no[k]));
        return intercepts;
    }

    /** The chances of the cells of some rows, one row after the other. */
    final void chances(int[] rows, int from, int to, double[] margins, double[] out) {
        int outputs = outputs();
        int count = (to - from) * outputs;
        for (int i = from; i < to; i++) {
            System.arraycopy(margins, rows[i] * outputs, out, (i - from) * outputs, outputs);
        }
        for (int i = 0; i < count; i++) { // the compiler makes this one of vectors
            // Beyond, a chance differs from 0 or 1 by less than 1e-300.
            out[i] = Math.max(-Kernels.MOST, Math.min(Kernels.MOST, out[i]));
        }
        kernels.sigmoids(out, count);
    }
}
