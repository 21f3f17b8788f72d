package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;

/**
 * The log-loss of which product was added, among those not owned: −log of the softmax of each addition, owned products
 * left out of it. A row with several additions counts as one row for each; a row without any counts for nothing.
 * Immutable and thread-safe.
 */
public final class SoftmaxLoss implements Loss {
    private static final int INTERCEPT_STEPS = 50;

    private final Labels labels;

    /**
     * A loss of labels.
     *
     * @param labels what the rows did
     */
    public SoftmaxLoss(Labels labels) {
        this.labels = labels;
    }

    @Override
    public int outputs() {
        return labels.outputs();
    }

    /** By the steps of Hunter (2004) for such models: a product's weight = its additions ÷ what one unit of it would get. */
    @Override
    public double[] intercepts(int[] rows) {
        int outputs = outputs();
        double[] weights = new double[outputs];
        java.util.Arrays.fill(weights, 1.0 / outputs);
        for (int step = 0; step < INTERCEPT_STEPS; step++) {
            double[] added = new double[outputs];
            double[] expected = new double[outputs];
            for (int row : rows) {
                double total = 0;
                for (int k = 0; k < outputs; k++) {
                    total += labels.cell(row, k) == Labels.OWNED ? 0 : weights[k];
                }
                double share = labels.weights()[row] * labels.additions(row) / Math.max(1e-300, total);
                for (int k = 0; k < outputs; k++) {
                    byte cell = labels.cell(row, k);
                    added[k] += cell == Labels.YES ? labels.weights()[row] : 0;
                    expected[k] += cell == Labels.OWNED ? 0 : share;
                }
            }
            for (int k = 0; k < outputs; k++) {
                weights[k] = (added[k] + 0.5) / (expected[k] + 1); // finite where nothing was added
            }
        }
        double[] intercepts = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            intercepts[k] = ExpLog.log(weights[k]);
        }
        return intercepts;
    }

    @Override
    public void derive(int[] rows, int from, int to, double[] margins, double[] gradients, double[] hessians) {
        int outputs = outputs();
        for (int i = from; i < to; i++) {
            int start = rows[i] * outputs;
            int out = (i - from) * outputs;
            double greatest = greatest(start, margins);
            double total = 0;
            for (int k = 0; k < outputs; k++) {
                if (labels.cells()[start + k] != Labels.OWNED) {
                    gradients[out + k] = ExpLog.exp(margins[start + k] - greatest);
                    total += gradients[out + k];
                }
            }
            double weight = labels.weights()[rows[i]];
            double additions = labels.additions(rows[i]);
            for (int k = 0; k < outputs; k++) {
                byte label = labels.cells()[start + k];
                if (label == Labels.OWNED) {
                    gradients[out + k] = 0;
                    hessians[out + k] = 0;
                } else {
                    double p = gradients[out + k] / total;
                    gradients[out + k] = weight * (additions * p - label);
                    hessians[out + k] = weight * additions * p * (1 - p);
                }
            }
        }
    }

    private double greatest(int start, double[] margins) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < outputs(); k++) {
            if (labels.cells()[start + k] != Labels.OWNED) {
                greatest = Math.max(greatest, margins[start + k]);
            }
        }
        return greatest;
    }

    @Override
    public double sum(int[] rows, int from, int to, double[] margins) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int start = row * outputs();
            double greatest = greatest(start, margins);
            double total = 0;
            double chosen = 0;
            for (int k = 0; k < outputs(); k++) {
                byte label = labels.cells()[start + k];
                if (label != Labels.OWNED) {
                    total += ExpLog.exp(margins[start + k] - greatest);
                    chosen += label == Labels.YES ? margins[start + k] - greatest : 0;
                }
            }
            int additions = labels.additions(row);
            if (additions > 0) {
                sum += labels.weights()[row] * (additions * ExpLog.log(total) - chosen);
            }
        }
        return sum;
    }
}
