package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;

/**
 * The log-loss of each product by itself: −log σ(f) where it was added, −log(1 − σ(f)) where it could have been, nothing
 * where it was owned. Immutable and thread-safe.
 */
public final class LogisticLoss extends BinaryLoss {
    private static final int CHUNK = 64; // rows
    private static final double LEAST = 1e-200; // of a product of chances
    private static final double LINEAR = 20; // the margin from which on the loss is as good as linear

    /**
     * A loss of labels.
     *
     * @param labels what the rows did
     */
    public LogisticLoss(Labels labels) {
        super(labels);
    }

    @Override
    void targets(int cell, double[] targets) {
        for (int k = 0; k < targets.length; k++) {
            targets[k] = labels.cells()[cell + k];
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
                byte label = labels.cells()[cell + k];
                double counts = label == Labels.OWNED ? 0 : weight;
                gradients[next] = counts * (p - label);
                hessians[next] = counts * p * (1 - p);
            }
        }
    }

    /** Takes one logarithm of a product of chances rather than many. */
    @Override
    public double sum(int[] rows, int from, int to, double[] margins) {
        int outputs = outputs();
        double[] chances = new double[CHUNK * outputs];
        double sum = 0;
        for (int chunk = from; chunk < to; chunk += CHUNK) {
            int end = Math.min(to, chunk + CHUNK);
            chances(rows, chunk, end, margins, chances);
            for (int i = chunk; i < end; i++) {
                int first = (i - chunk) * outputs;
                sum += labels.weights()[rows[i]] * loss(rows[i] * outputs, margins, chances, first);
            }
        }
        return sum;
    }

    private double loss(int cell, double[] margins, double[] chances, int first) {
        double loss = 0;
        double product = 1;
        for (int k = 0; k < outputs(); k++) {
            byte label = labels.cells()[cell + k];
            if (label != Labels.OWNED) {
                double p = chances[first + k];
                double against = label == Labels.YES ? -margins[cell + k] : margins[cell + k];
                if (against > LINEAR) {
                    loss += against;
                } else {
                    product *= label == Labels.YES ? p : 1 - p;
                }
                if (product < LEAST) {
                    loss -= ExpLog.log(product);
                    product = 1;
                }
            }
        }
        return loss - ExpLog.log(product);
    }
}
