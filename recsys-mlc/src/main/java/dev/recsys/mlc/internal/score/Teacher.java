package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.columns.Labels;

/**
 * What the trees for less known customers learn from: the mean of what a customer did and of the calibrated probability by
 * the model that knows all facts but never saw the customer. It varies less than what customers did (Hinton, Vinyals and Dean
 * 2015), so a single model learns from it what takes the mean of several otherwise. Immutable.
 */
final class Teacher {
    private static final float SHARE_OF_LABELS = 0.3f;

    private final int products;
    private final int rounds;
    private final float[] targets; // rows × products

    /**
     * A teacher.
     *
     * @param cells what customers did, as in {@link Labels}: rows × products. Not modified.
     * @param products how many
     * @param probabilities rows × products, each by a model that never saw the row's customer. Not modified.
     * @param rounds of the models that gave them
     */
    Teacher(byte[] cells, int products, double[] probabilities, int rounds) {
        this.products = products;
        this.rounds = rounds;
        this.targets = new float[probabilities.length];
        for (int cell = 0; cell < targets.length; cell++) {
            // What is owned can't be added.
            targets[cell] = cells[cell] == Labels.OWNED
                    ? 0
                    : SHARE_OF_LABELS * cells[cell] + (1 - SHARE_OF_LABELS) * (float) probabilities[cell];
        }
    }

    /** How many rounds a model should have. */
    int rounds() {
        return rounds;
    }

    /** The targets of some products: rows × outputs. */
    float[] targets(int[] outputs) {
        float[] picked = new float[targets.length / products * outputs.length];
        int next = 0;
        for (int row = 0; row < targets.length; row += products) {
            for (int output : outputs) {
                picked[next++] = targets[row + output];
            }
        }
        return picked;
    }
}
