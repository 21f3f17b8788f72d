package dev.recsys.mlc.targets;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * Which rows trees learn from, and how much they weigh. Probabilities are those of the whole table whatever these say: rows drawn
 * stand for those left out, and the log-odds that a weight adds are taken off again.
 *
 * @param negativesPerPositive of binary targets, rows kept in which nothing happened for each in which something did; they weigh as
 *     much as all such rows. 0 keeps all. With numbers among the targets all rows are kept for those
 * @param positiveWeight of binary targets, how much a row in which it happened weighs beside one in which it did not; with any other than
 *     1 each target has trees of its own
 * @param subsample share of the rows each round sees
 * @param columnSample share of the columns each tree may use
 */
public record TargetRows(
        @Option(value = "0", min = 0, max = 1e6, what = "Rows without a positive kept for each with one; 0 keeps all.")
        int negativesPerPositive,

        @Option(value = "1", min = 1e-3, max = 1e3, what = "How much a positive row weighs beside another.")
        double positiveWeight,

        @Option(value = "0.8", min = 1e-3, max = 1, what = "Share of the rows each round sees.")
        double subsample,

        @Option(value = "0.8", min = 1e-3, max = 1, what = "Share of the columns each tree may use.")
        double columnSample) {
    /**
     * Checks the options.
     *
     * @param negativesPerPositive in 0..1000000
     * @param positiveWeight in 0.001..1000
     * @param subsample in 0.001..1
     * @param columnSample in 0.001..1
     * @throws IllegalArgumentException if an option is out of its range
     */
    public TargetRows {
        Options.check(TargetRows.class, negativesPerPositive, positiveWeight, subsample, columnSample);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static TargetRows defaults() {
        return Options.defaults(TargetRows.class);
    }

    /**
     * The same with another {@link #negativesPerPositive}.
     *
     * @param negativesPerPositive in 0..1000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetRows withNegativesPerPositive(int negativesPerPositive) {
        return new TargetRows(negativesPerPositive, positiveWeight, subsample, columnSample);
    }

    /**
     * The same with another {@link #positiveWeight}.
     *
     * @param positiveWeight in 0.001..1000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetRows withPositiveWeight(double positiveWeight) {
        return new TargetRows(negativesPerPositive, positiveWeight, subsample, columnSample);
    }

    /**
     * The same with another {@link #subsample}.
     *
     * @param subsample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetRows withSubsample(double subsample) {
        return new TargetRows(negativesPerPositive, positiveWeight, subsample, columnSample);
    }

    /**
     * The same with another {@link #columnSample}.
     *
     * @param columnSample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetRows withColumnSample(double columnSample) {
        return new TargetRows(negativesPerPositive, positiveWeight, subsample, columnSample);
    }
}
