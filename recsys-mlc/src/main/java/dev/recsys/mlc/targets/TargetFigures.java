package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well predictions of a target agree with what happened. Figures by name, each the mean over the rows whose value is known:
 *
 * <ul>
 *   <li>of a binary target {@code auc} (area under the ROC curve, ties count half), {@code logLoss} (natural logarithms) and
 *       {@code brier} (mean squared difference), lower is better for the latter two; {@code rate} and {@code meanPrediction};
 *   <li>of a number {@code meanAbsoluteError}, {@code rootMeanSquaredError}, {@code mean} and {@code meanPrediction}.
 * </ul>
 *
 * @param target the column foretold
 * @param rows how many had a known value
 * @param figures by name, finite; without {@code auc} where only one value occurred, none without rows
 */
public record TargetFigures(String target, int rows, Map<String, Double> figures) {
    /**
     * Checks and copies the values.
     *
     * @param target not blank
     * @param rows at least 0
     * @param figures copied
     * @throws IllegalArgumentException if the target is blank, {@code rows} is negative, or {@code figures} is or holds null
     */
    public TargetFigures {
        Checks.notBlank(target, "target");
        Checks.atLeast(rows, 0, "rows");
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.noNulls(figures, "figures")));
    }

    /** Measures. Values NaN are left out. */
    static TargetFigures of(Target target, double[] values, double[] predictions) {
        int[] rows = IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]))
                .toArray();
        Map<String, Double> figures = new LinkedHashMap<>();
        if (rows.length > 0 && target.loss() == Target.Loss.LOGISTIC) {
            double auc = auc(rows, values, predictions);
            if (!Double.isNaN(auc)) {
                figures.put("auc", auc);
            }
            figures.put(
                    "logLoss",
                    mean(
                            rows,
                            row -> -ExpLog.log(
                                    Math.max(1e-15, values[row] == 1 ? predictions[row] : 1 - predictions[row]))));
            figures.put("brier", mean(rows, row -> square(values[row] - predictions[row])));
            figures.put("rate", mean(rows, row -> values[row]));
        } else if (rows.length > 0) {
            figures.put("meanAbsoluteError", mean(rows, row -> Math.abs(values[row] - predictions[row])));
            figures.put("rootMeanSquaredError", Math.sqrt(mean(rows, row -> square(values[row] - predictions[row]))));
            figures.put("mean", mean(rows, row -> values[row]));
        }
        if (rows.length > 0) {
            figures.put("meanPrediction", mean(rows, row -> predictions[row]));
        }
        return new TargetFigures(target.column(), rows.length, figures);
    }

    private static double mean(int[] rows, IntToDoubleFunction of) {
        double sum = 0;
        for (int row : rows) {
            sum += of.applyAsDouble(row) / rows.length;
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    /** By the ranks of the positives (Mann and Whitney 1947); NaN where only one value occurred. */
    private static double auc(int[] rows, double[] values, double[] predictions) {
        Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(predictions[a], predictions[b]));
        double ranks = 0;
        double positives = 0;
        for (int from = 0, to; from < order.length; from = to) {
            double here = 0;
            for (to = from; to < order.length && predictions[order[to]] == predictions[order[from]]; to++) {
                here += values[order[to]];
            }
            ranks += here * (from + 1 + to) / 2.0;
            positives += here;
        }
        double negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (ranks - positives * (positives + 1) / 2) / (positives * negatives);
    }
}
