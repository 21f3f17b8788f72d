package dev.recsys.mlc;

/**
 * The log-loss of each product by itself: −log σ(f) where it was added, −log(1 − σ(f)) where it could have been, nothing
 * where it was owned. Immutable and thread-safe.
 */
final class LogisticLoss implements Loss {
    private final Labels labels;

    LogisticLoss(Labels labels) {
        this.labels = labels;
    }

    @Override
    public int outputs() {
        return labels.outputs();
    }

    @Override
    public double[] intercepts(int[] rows) {
        double[] intercepts = new double[outputs()];
        for (int k = 0; k < intercepts.length; k++) {
            double yes = 0.5; // keeps the log-odds finite
            double no = 0.5;
            for (int row : rows) {
                byte cell = labels.cell(row, k);
                yes += cell == Labels.YES ? labels.weights()[row] : 0;
                no += cell == Labels.NO ? labels.weights()[row] : 0;
            }
            intercepts[k] = ExpLog.log(yes / no);
        }
        return intercepts;
    }

    @Override
    public void derive(int[] rows, int from, int to, double[] margins, double[] gradients, double[] hessians) {
        int outputs = outputs();
        for (int i = from; i < to; i++) {
            int row = rows[i];
            double weight = labels.weights()[row];
            for (int cell = row * outputs; cell < (row + 1) * outputs; cell++) {
                byte label = labels.cells()[cell];
                if (label == Labels.OWNED) {
                    gradients[cell] = 0;
                    hessians[cell] = 0;
                } else {
                    double p = ExpLog.sigmoid(margins[cell]);
                    gradients[cell] = weight * (p - label);
                    hessians[cell] = weight * p * (1 - p);
                }
            }
        }
    }

    @Override
    public double sum(int[] rows, double[] margins) {
        double sum = 0;
        for (int row : rows) {
            for (int k = 0; k < outputs(); k++) {
                byte label = labels.cell(row, k);
                if (label != Labels.OWNED) {
                    double margin = margins[row * outputs() + k];
                    double towards = label == Labels.YES ? -margin : margin;
                    // log(1 + e^x), which is x for great x
                    double loss = towards > 30 ? towards : ExpLog.log(1 + ExpLog.exp(towards));
                    sum += labels.weights()[row] * loss;
                }
            }
        }
        return sum;
    }
}
