package dev.recsys.mlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several boosted models, each without one part of the customers: the part it stops by, and whose margins by it are as
 * honest as those of strangers. Their mean is served.
 *
 * @param models the models; one that has seen all customers if there is only one
 * @param heldMargins rows × outputs: each row's margins by the model that never saw its customer; empty if there is only
 *     one model. Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record CrossFit(List<BoostedRounds> models, double[] heldMargins) {
    /** Told of a model that is finished, and of its loss on the customers left out, a row. */
    interface Progress {
        void report(double heldLoss);
    }

    /**
     * Trains.
     *
     * @param booster grows each model in turn
     * @param matrix all rows
     * @param outputs margins a row
     * @param rows the rows to learn from, ascending. Not modified.
     * @param parts the part of each row of the matrix. Not modified.
     * @param config the options
     * @param seed of the sampling
     * @param progress told after each model
     * @return the models
     */
    static CrossFit train(
            Booster booster,
            BinMatrix matrix,
            int outputs,
            int[] rows,
            int[] parts,
            MlcConfig config,
            long seed,
            Progress progress) {
        List<BoostedRounds> models = new ArrayList<>();
        if (config.models() == 1) {
            models.add(booster.train(rows, new int[0], seed));
            progress.report(Double.NaN);
            return new CrossFit(models, new double[0]);
        }
        double[] heldMargins = new double[matrix.rowCount() * outputs];
        for (int model = 0; model < config.models(); model++) {
            int part = model;
            int[] learn = Arrays.stream(rows).filter(row -> parts[row] != part).toArray();
            int[] held = Arrays.stream(rows).filter(row -> parts[row] == part).toArray();
            BoostedRounds rounds = booster.train(learn, held, seed + model);
            IntStream.range(0, matrix.rowCount())
                    .filter(row -> parts[row] == part)
                    .forEach(row -> rounds.margins(matrix, row, heldMargins, row * outputs));
            models.add(rounds);
            progress.report(rounds.heldLoss() / Math.max(1, held.length));
        }
        return new CrossFit(models, heldMargins);
    }

    boolean isHeldOut() {
        return heldMargins.length > 0;
    }

    /** How many rounds each model kept. */
    String rounds() {
        return models.stream().map(m -> Integer.toString(m.rounds().size())).collect(Collectors.joining(", "));
    }
}
