package dev.recsys.mlc.internal.score;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;
import java.util.Arrays;
import java.util.Locale;

/**
 * How well probabilities agree with what happened, over all products and the customers who did not own them.
 *
 * @param logLoss mean log-loss
 * @param brier mean squared difference from 0 or 1 (Brier 1950)
 * @param calibrationError mean distance between the mean probability and the share that happened, in twenty groups of
 *     about equal weight
 */
record Reliability(double logLoss, double brier, double calibrationError) {
    private static final int GROUPS = 20;

    /**
     * Measures.
     *
     * @param labels what the rows did
     * @param probabilities rows × outputs, in 0..1. Not modified.
     * @return the figures
     */
    static Reliability of(Labels labels, double[] probabilities) {
        int outputs = labels.outputs();
        long[] keys = new long[probabilities.length];
        int size = 0;
        double weight = 0;
        double logLoss = 0;
        double brier = 0;
        for (int cell = 0; cell < probabilities.length; cell++) {
            byte label = labels.cells()[cell];
            if (label != Labels.OWNED) {
                double w = labels.weights()[cell / outputs];
                double p = probabilities[cell];
                double likelihood = label == Labels.YES ? p : 1 - p;
                weight += w;
                logLoss -= w * ExpLog.log(Math.max(1e-15, likelihood));
                brier += w * (p - label) * (p - label);
                // Probabilities are not below 0, so the bits of a float stand in its order.
                keys[size++] = (long) Float.floatToRawIntBits((float) p) << 32 | cell;
            }
        }
        if (size == 0) {
            return new Reliability(0, 0, 0);
        }
        Arrays.sort(keys, 0, size);
        double distance = 0;
        double group = 0;
        double difference = 0;
        for (int i = 0; i < size; i++) {
            int cell = (int) keys[i];
            double w = labels.weights()[cell / outputs];
            group += w;
            difference += w * (probabilities[cell] - labels.cells()[cell]);
            if (group >= weight / GROUPS || i == size - 1) {
                distance += Math.abs(difference);
                group = 0;
                difference = 0;
            }
        }
        return new Reliability(logLoss / weight, brier / weight, distance / weight);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "log-loss %.6f, Brier score %.6f, calibration error %.6f",
                logLoss,
                brier,
                calibrationError);
    }
}
