package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.TrainingRows;
import dev.recsys.mlc.options.Stopping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several boosted models, each without one part of the customers, whose margins by it are as honest as those of strangers.
 * Each stops by that part, or by what a model that learned from the periods before the last saw in the last. Their mean is
 * served.
 *
 * @param models the models; one that has seen all customers if there is only one
 * @param heldMargins rows × outputs: each row's margins by the model that never saw its customer; empty if there is only
 *     one model. Not to be modified.
 * @param stopping whose loss decided how many rounds are kept, in words
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
public record CrossFit(List<BoostedRounds> models, double[] heldMargins, String stopping) {
    /** Told of a model that is finished, and of its loss a row on what it was stopped by, NaN where that is nothing. */
    public interface Progress {
        /**
         * A model is finished.
         *
         * @param heldLoss its loss a row, NaN where nothing stopped it
         */
        void report(double heldLoss);
    }

    /**
     * Trains.
     *
     * @param booster grows each model in turn
     * @param outputs margins a row
     * @param rows all rows
     * @param learned the rows to learn from, ascending. Not modified.
     * @param rounds the most of a model
     * @param stopping whose loss decides how many are kept
     * @param models how many
     * @param seed of the parts and the sampling
     * @param progress called after each model, and once of the rounds' number where the last period gives it
     * @return the models
     */
    public static CrossFit train(
            Booster booster,
            int outputs,
            TrainingRows rows,
            int[] learned,
            int rounds,
            Stopping stopping,
            int models,
            long seed,
            Progress progress) {
        Limit limit = limit(booster, rows, learned, rounds, stopping, models, seed, progress);
        BinMatrix matrix = rows.matrix();
        int[] parts = rows.parts(models, seed);
        boolean alone = models == 1;
        double[] heldMargins = new double[alone ? 0 : matrix.rowCount() * outputs];
        List<BoostedRounds> fitted = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            int part = alone ? -1 : model;
            int[] learn = where(learned, row -> parts[row] != part);
            int[] held = limit.isFinal() ? new int[0] : where(learned, row -> parts[row] == part);
            BoostedRounds trained = booster.train(learn, held, limit.rounds(), 31 * seed + model);
            IntStream.range(0, matrix.rowCount())
                    .filter(row -> parts[row] == part)
                    .forEach(row -> trained.margins(matrix, row, heldMargins, row * outputs));
            fitted.add(trained);
            progress.report(trained.heldLoss() / Math.max(1, held.length));
        }
        return new CrossFit(fitted, heldMargins, limit.source());
    }

    /** How many rounds a model has, or the most it may have, and whose loss decides. */
    private record Limit(int rounds, boolean isFinal, String source) {}

    private static Limit limit(
            Booster booster,
            TrainingRows rows,
            int[] learned,
            int rounds,
            Stopping stopping,
            int models,
            long seed,
            Progress progress) {
        String customers = models == 1 ? "none" : "customers left out";
        if (stopping.by() == Stopping.By.CUSTOMERS) {
            return new Limit(rounds, false, customers);
        }
        int[] before = where(learned, row -> row < rows.lastPeriod());
        int[] last = where(learned, row -> row >= rows.lastPeriod());
        if (before.length == 0 || last.length == 0) {
            progress.report(Double.NaN); // a step of those announced, though nothing is to be learned in it
            String why = before.length == 0
                    ? "no period before the last to learn from"
                    : "nobody to stop by in the last period";
            return new Limit(rounds, false, customers + ": " + why);
        }
        BoostedRounds chosen = booster.train(before, last, rounds, 31 * seed - 1);
        progress.report(chosen.heldLoss() / last.length);
        return new Limit(chosen.rounds().size(), true, "last period");
    }

    private static int[] where(int[] rows, IntPredicate chosen) {
        return Arrays.stream(rows).filter(chosen).toArray();
    }

    /**
     * How many rounds each model kept.
     *
     * @return numbers and commas
     */
    public String rounds() {
        return models.stream().map(m -> Integer.toString(m.rounds().size())).collect(Collectors.joining(", "));
    }
}
