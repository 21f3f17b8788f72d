package dev.recsys.mlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several boosted models, each without one part of the customers, whose margins by it are as honest as those of strangers.
 * Each stops by that part, or by what a model that learned from the months before the last saw in the last. Their mean is
 * served.
 *
 * @param models the models; one that has seen all customers if there is only one
 * @param heldMargins rows × outputs: each row's margins by the model that never saw its customer; empty if there is only
 *     one model. Not to be modified.
 * @param stopping whose loss told how many rounds are kept, in words
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record CrossFit(List<BoostedRounds> models, double[] heldMargins, String stopping) {
    /** Told of a model that is finished, and of its loss a row on what it was stopped by, NaN where that is nothing. */
    interface Progress {
        void report(double heldLoss);
    }

    /**
     * Trains.
     *
     * @param booster grows each model in turn
     * @param outputs margins a row
     * @param rows all rows
     * @param learned the rows to learn from, ascending. Not modified.
     * @param config the options
     * @param progress told after each model, and once of the rounds' number where the last month gives it
     * @return the models
     */
    static CrossFit train(
            Booster booster, int outputs, TrainingRows rows, int[] learned, MlcConfig config, Progress progress) {
        BinMatrix matrix = rows.matrix();
        Limit limit = limit(booster, rows, learned, config, progress);
        int[] parts = rows.parts(config.models(), config.seed());
        boolean alone = config.models() == 1;
        double[] heldMargins = new double[alone ? 0 : matrix.rowCount() * outputs];
        List<BoostedRounds> models = new ArrayList<>();
        for (int model = 0; model < config.models(); model++) {
            int part = alone ? -1 : model;
            int[] learn = where(learned, row -> parts[row] != part);
            int[] held = limit.isFinal() ? new int[0] : where(learned, row -> parts[row] == part);
            BoostedRounds rounds = booster.train(learn, held, limit.rounds(), seed(config) + model);
            IntStream.range(0, matrix.rowCount())
                    .filter(row -> parts[row] == part)
                    .forEach(row -> rounds.margins(matrix, row, heldMargins, row * outputs));
            models.add(rounds);
            progress.report(rounds.heldLoss() / Math.max(1, held.length));
        }
        return new CrossFit(models, heldMargins, limit.source());
    }

    /** Rounds a model has: so many, or at the most so many, and whose loss says so. */
    private record Limit(int rounds, boolean isFinal, String source) {}

    private static Limit limit(Booster booster, TrainingRows rows, int[] learned, MlcConfig config, Progress progress) {
        String customers = config.models() == 1 ? "none" : "customers left out";
        if (config.stopping() == MlcConfig.Stopping.CUSTOMERS) {
            return new Limit(config.trees(), false, customers);
        }
        int[] before = where(learned, row -> row < rows.lastMonth());
        int[] last = where(learned, row -> row >= rows.lastMonth());
        if (before.length == 0 || last.length == 0) {
            progress.report(Double.NaN); // a step of those announced, though nothing is to be learned in it
            String why = before.length == 0
                    ? "no month before the last to learn from"
                    : "nobody to stop by in the last month";
            return new Limit(config.trees(), false, customers + ": " + why);
        }
        BoostedRounds chosen = booster.train(before, last, config.trees(), seed(config) - 1);
        progress.report(chosen.heldLoss() / last.length);
        return new Limit(chosen.rounds().size(), true, "last month");
    }

    private static long seed(MlcConfig config) {
        return config.seed() * 31;
    }

    private static int[] where(int[] rows, IntPredicate chosen) {
        return Arrays.stream(rows).filter(chosen).toArray();
    }

    /** How many rounds each model kept. */
    String rounds() {
        return models.stream().map(m -> Integer.toString(m.rounds().size())).collect(Collectors.joining(", "));
    }
}
