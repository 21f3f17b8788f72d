package dev.recsys.hybrid;

import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;

/**
 * The mixture of probabilities Σ weight · p, weights at least 0 and of sum 1, that best predicts what rows did, with a ridge
 * towards the best component alone. The loss is convex, and each step finds the best division of what two components have by
 * bisection. The same bits at any thread count. For one call.
 */
final class MixtureFit {
    private static final int SWEEPS = 6;
    private static final int HALVINGS = 14;
    private static final int RANGE = 2048; // rows summed up together
    private static final double STRENGTH = 300;

    private final Cells cells;
    private final float[][] margins; // members × (rows × items): log-odds relative to the rates
    private final int[] rows;
    private final int[] items;
    private final Workers workers;

    MixtureFit(Cells cells, float[][] margins, int[] rows, int[] items, Workers workers) {
        this.cells = cells;
        this.margins = margins;
        this.rows = rows;
        this.items = items;
        this.workers = workers;
    }

    /** Weights of all members; {@code best} is the one to lean to. */
    double[] fit(int best) {
        double[] weights = new double[margins.length];
        weights[best] = 1;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int member = 0; member < weights.length; member++) {
                if (member != best) {
                    divide(weights, best, member);
                }
            }
        }
        return weights;
    }

    /** Moves weight between two members to where the loss no longer falls. */
    private void divide(double[] weights, int best, int member) {
        double sum = weights[best] + weights[member];
        double least = 0;
        double most = sum;
        for (int halving = 0; halving < HALVINGS; halving++) {
            weights[member] = (least + most) / 2;
            weights[best] = sum - weights[member];
            if (slope(weights, best, member) > 0) {
                most = weights[member];
            } else {
                least = weights[member];
            }
        }
        weights[member] = least;
        weights[best] = sum - least;
    }

    /** How the penalised loss changes as weight goes from the best to another member. */
    private double slope(double[] weights, int best, int member) {
        double ridge = STRENGTH * (weights[member] - (weights[best] - 1));
        return ridge
                + workers.sumRanges(rows.length, RANGE, (from, to) -> {
                    double total = 0;
                    for (int i = from; i < to; i++) {
                        int start = rows[i] * cells.itemCount();
                        double sum = 0;
                        for (int item : items) {
                            byte label = cells.labels()[start + item];
                            if (label != Cells.OWNED) {
                                sum += slope(weights, best, member, start + item, item, label == Cells.YES);
                            }
                        }
                        total += sum * cells.weights()[rows[i]];
                    }
                    return total;
                });
    }

    private double slope(double[] weights, int best, int member, int cell, int item, boolean taken) {
        double mixed = 0;
        double difference = 0;
        for (int m = 0; m < weights.length; m++) {
            double margin = cells.rates()[item] + margins[m][cell];
            double chance = ExpLog.sigmoid(taken ? margin : -margin); // of what happened
            mixed += weights[m] * chance;
            difference += m == member ? chance : m == best ? -chance : 0;
        }
        return -difference / Math.max(1e-300, mixed);
    }
}
