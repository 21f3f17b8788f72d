package dev.recsys.mlc.targets;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.AbsoluteLoss;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.Booster;
import dev.recsys.mlc.internal.boost.GrowthRules;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.boost.Loss;
import dev.recsys.mlc.internal.boost.PoissonLoss;
import dev.recsys.mlc.internal.boost.SquaredLoss;
import dev.recsys.mlc.internal.boost.TweedieLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.internal.score.Calibration;
import dev.recsys.mlc.options.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Targets that are learned together: several binary ones, or a single one. For one call. */
final class TargetGroup {
    private static final double WIDTH = 0.05; // of the absolute loss, in mean differences from the median

    private final List<Target> targets;
    private final List<double[]> values;
    private final TargetConfig config;
    private final float[] drawn; // what a row stands for, 0 for one left out
    private final boolean[] held;
    private final double[] scales; // one a target

    /**
     * A group.
     *
     * @param targets all binary, or one
     * @param values of each target, one a row; in each row one is known
     * @param held which rows are held out
     * @param config the options
     */
    TargetGroup(List<Target> targets, List<double[]> values, boolean[] held, TargetConfig config) {
        this.targets = targets;
        this.values = values;
        this.config = config;
        this.held = held;
        this.drawn = draw();
        this.scales = values.stream()
                .mapToDouble(each -> isBinary() ? 1 : scale(each, targets.get(0).loss()))
                .toArray();
    }

    /** What was grown, how margins become raw scores, how many rows there were, and the mean loss of those held out, NaN without any. */
    record Learned(BoostedRounds rounds, List<RawLine> lines, int rows, double heldLoss) {
        /** In words, for the model's provenance. */
        String note() {
            String grown = String.format(
                    Locale.ROOT, "%d rounds of %d rows", rounds.rounds().size(), rows);
            return Double.isNaN(heldLoss)
                    ? grown
                    : grown + String.format(Locale.ROOT, ", mean loss of those held out %.6f", heldLoss);
        }
    }

    private boolean isBinary() {
        return targets.get(0).loss() == Target.Loss.LOGISTIC;
    }

    /** Of each row, whether a target happened. */
    private boolean[] happened() {
        boolean[] happened = new boolean[held.length];
        for (double[] each : values) {
            for (int row = 0; row < happened.length; row++) {
                happened[row] |= each[row] == 1;
            }
        }
        return happened;
    }

    /** Draws among the rows in which nothing happened. */
    private float[] draw() {
        float[] weights = new float[held.length];
        Arrays.fill(weights, 1);
        if (!isBinary() || config.rows().negativesPerPositive() == 0) {
            return weights;
        }
        boolean[] happened = happened();
        int positives = where(row -> happened[row]).length;
        double wanted = (double) config.rows().negativesPerPositive() * positives;
        double share = Math.min(1, wanted / Math.max(1, held.length - positives));
        SplittableRandom random = new SplittableRandom(config.seed());
        for (int row = 0; row < weights.length; row++) {
            boolean kept = (random.nextLong() >>> 11) * 0x1p-53 < share;
            weights[row] = happened[row] || share == 1 ? 1 : kept ? (float) (1 / share) : 0;
        }
        return weights;
    }

    private int[] where(IntPredicate chosen) {
        return IntStream.range(0, held.length).filter(chosen).toArray();
    }

    /** The power of two below a number's spread, or below its mean where the margin is a logarithm. */
    private static double scale(double[] values, Target.Loss loss) {
        double[] known = known(values);
        double mean = Arrays.stream(known).average().orElse(1);
        boolean isLogarithm = loss == Target.Loss.POISSON || loss == Target.Loss.TWEEDIE;
        double spread =
                Arrays.stream(known).map(v -> Math.abs(v - mean)).average().orElse(1);
        return Math.scalb(1.0, Math.getExponent(isLogarithm ? mean : spread));
    }

    private static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** Trains; with rows held out up to the best round, and then on all rows if that is asked for. */
    Learned train(BinMatrix matrix, byte[] directions, Workers workers, Workers alone) {
        @Nullable Labels labels = isBinary() ? labels() : null;
        Loss loss = labels == null ? numberLoss() : new LogisticLoss(weighted(labels));
        TargetStopping stopping = config.stopping();
        Booster booster = new Booster(
                matrix,
                loss,
                config.trees(),
                Sampling.defaults()
                        .withSubsample(config.rows().subsample())
                        .withColumnSample(config.rows().columnSample()),
                stopping.earlyStoppingRounds(),
                new GrowthRules(directions, GrowthRules.Absent.WITH_RARE_CATEGORIES),
                workers,
                alone);
        int[] all = where(row -> drawn[row] > 0);
        int[] learn = where(row -> drawn[row] > 0 && !held[row]);
        int[] stop = where(row -> drawn[row] > 0 && held[row]);
        boolean isHeld = stop.length > 0 && learn.length > 0;
        BoostedRounds rounds = booster.train(
                isHeld ? learn : all, isHeld ? stop : new int[0], config.trees().rounds(), config.seed());
        List<RawLine> lines = lines(labels, rounds, matrix, isHeld ? stop : new int[0]);
        double heldLoss = isHeld ? rounds.heldLoss() / stop.length : Double.NaN;
        if (isHeld && stopping.then() == TargetStopping.Then.REFIT) {
            rounds = booster.train(all, new int[0], rounds.rounds().size(), config.seed());
        }
        return new Learned(rounds, lines, held.length, heldLoss);
    }

    private Labels labels() {
        int outputs = targets.size();
        byte[] cells = new byte[Math.multiplyExact(held.length, outputs)];
        float[] weights = new float[held.length];
        for (int row = 0; row < held.length; row++) {
            weights[row] = drawn[row];
            for (int k = 0; k < outputs; k++) {
                double value = values.get(k)[row];
                cells[row * outputs + k] = Double.isNaN(value) ? Labels.OWNED : value == 1 ? Labels.YES : Labels.NO;
            }
        }
        return new Labels(outputs, cells, weights);
    }

    /** With the weight of positives, where one target is learned alone. */
    private Labels weighted(Labels labels) {
        double weight = config.rows().positiveWeight();
        if (weight == 1) {
            return labels;
        }
        float[] weights = labels.weights().clone();
        for (int row = 0; row < weights.length; row++) {
            weights[row] *= labels.cell(row, 0) == Labels.YES ? (float) weight : 1;
        }
        return new Labels(1, labels.cells(), weights);
    }

    private Loss numberLoss() {
        Target target = targets.get(0);
        double[] scaled =
                Arrays.stream(values.get(0)).map(value -> value / scales[0]).toArray();
        return switch (target.loss()) {
            case ABSOLUTE -> new AbsoluteLoss(scaled, drawn, WIDTH * spread(scaled));
            case POISSON -> new PoissonLoss(scaled, drawn);
            case TWEEDIE -> new TweedieLoss(scaled, drawn, target.power());
            default -> new SquaredLoss(scaled, drawn);
        };
    }

    /** The mean difference from the median. */
    private static double spread(double[] values) {
        double[] known = known(values);
        Arrays.sort(known);
        double median = known[known.length / 2];
        return Arrays.stream(known).map(v -> Math.abs(v - median)).average().orElse(1);
    }

    private List<RawLine> lines(@Nullable Labels labels, BoostedRounds rounds, BinMatrix matrix, int[] stop) {
        if (labels == null) {
            return List.of(
                    targets.get(0).value(0) == 0 ? new RawLine(scales[0], 0) : new RawLine(1, ExpLog.log(scales[0])));
        }
        double added = ExpLog.log(config.rows().positiveWeight());
        boolean isCalibrated = config.stopping().calibration() == TargetStopping.Calibration.PLATT && stop.length > 0;
        Calibration calibration = isCalibrated ? calibrate(labels, rounds, matrix, stop, added) : null;
        return IntStream.range(0, targets.size())
                .mapToObj(k -> calibration == null
                        ? new RawLine(1, -added)
                        : new RawLine(calibration.slope(k), calibration.offset(k) - calibration.slope(k) * added))
                .toList();
    }

    private static Calibration calibrate(
            Labels labels, BoostedRounds rounds, BinMatrix matrix, int[] stop, double added) {
        int outputs = labels.outputs();
        byte[] cells = new byte[stop.length * outputs];
        float[] weights = new float[stop.length];
        double[] chances = new double[cells.length];
        for (int i = 0; i < stop.length; i++) {
            System.arraycopy(labels.cells(), stop[i] * outputs, cells, i * outputs, outputs);
            weights[i] = labels.weights()[stop[i]];
            rounds.margins(matrix, stop[i], chances, i * outputs);
        }
        for (int cell = 0; cell < chances.length; cell++) {
            chances[cell] = ExpLog.sigmoid(chances[cell] - added);
        }
        return Calibration.fit(new Labels(outputs, cells, weights), chances);
    }
}
