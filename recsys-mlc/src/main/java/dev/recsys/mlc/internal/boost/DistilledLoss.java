package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;

/**
 * The log-loss of each product by itself against a probability that another model gives: −t · log σ(f) − (1 − t) · log(1 −
 * σ(f)), nothing where it was owned. Immutable and thread-safe.
 */
public final class DistilledLoss extends BinaryLoss {
    private final float[] targets;

    /**
     * A loss of targets.
     *
     * @param labels which products were owned, and how much each row counts
     * @param targets rows × outputs, in 0..1. Not modified, kept.
     */
    public DistilledLoss(Labels labels, float[] targets) {
        super(labels);
        this.targets = targets;
    }

    @Override
    void targets(int cell, double[] row) {
        for (int k = 0; k < row.length; k++) {
            row[k] = targets[cell + k];
        }
    }

    @Override
    public void derive(int[] rows, int from, int to, double[] margins, double[] gradients, double[] hessians) {
        int outputs = outputs();
        chances(rows, from, to, margins, gradients);
        int next = 0;
        for (int i = from; i < to; i++) {
            double weight = labels.weights()[rows[i]];
            int cell = rows[i] * outputs;
            for (int k = 0; k < outputs; k++, next++) {
                double p = gradients[next];
                double counts = labels.cells()[cell + k] == Labels.OWNED ? 0 : weight;
                gradients[next] = counts * (p - targets[cell + k]);
                hessians[next] = counts * p * (1 - p);
            }
        }
    }

    @Override
    public double sum(int[] rows, int from, int to, double[] margins) {
        int outputs = outputs();
        double[] chances = new double[outputs];
        double sum = 0;
        for (int i = from; i < to; i++) {
            chances(rows, i, i + 1, margins, chances);
            int cell = rows[i] * outputs;
            for (int k = 0; k < outputs; k++) {
                if (labels.cells()[cell + k] != Labels.OWNED) {
                    double target = targets[cell + k];
                    double p = Math.max(1e-300, Math.min(1 - 1e-16, chances[k]));
                    sum -= labels.weights()[rows[i]] * (target * ExpLog.log(p) + (1 - target) * ExpLog.log(1 - p));
                }
            }
        }
        return sum;
    }
}
