package dev.recsys.mlc.options;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * Which customers and products are learned from, and what each tree sees of them.
 *
 * @param periods how many of the panel's last steps, from one snapshot to the next, are learned from
 * @param maxRows the most rows to learn from; at most half are customers who added something
 * @param negativesPerPositive customers who added nothing for each who added something; they weigh as much as all such
 *     customers
 * @param minAdditions additions a product needs to be learned; with fewer, its rate of additions stands for all customers
 * @param subsample share of the rows each round sees
 * @param columnSample share of the columns each tree may use
 */
public record Sampling(
        @Option(value = "3", min = 1, max = 1000, what = "How many of the panel's last steps are learned from.")
        int periods,

        @Option(value = "200000", min = 100, max = 16000000, what = "The most rows to learn from.")
        int maxRows,

        @Option(
                value = "10",
                min = 1,
                max = 1000000,
                what = "Customers who added nothing for each who added something.")
        int negativesPerPositive,

        @Option(value = "10", min = 1, max = 1000000000, what = "Additions a product needs to be learned.")
        int minAdditions,

        @Option(value = "0.7", min = 1e-3, max = 1, what = "Share of the rows each round sees.")
        double subsample,

        @Option(value = "0.5", min = 1e-3, max = 1, what = "Share of the columns each tree may use.")
        double columnSample) {
    /**
     * Checks the options.
     *
     * @param periods in 1..1000
     * @param maxRows in 100..16,000,000
     * @param negativesPerPositive in 1..1000000
     * @param minAdditions in 1..1000000000
     * @param subsample in 0.001..1
     * @param columnSample in 0.001..1
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Sampling {
        Options.check(Sampling.class, periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static Sampling defaults() {
        return Options.defaults(Sampling.class);
    }

    /**
     * The same with another {@link #periods}.
     *
     * @param periods in 1..1000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withPeriods(int periods) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The same with another {@link #maxRows}.
     *
     * @param maxRows in 100..16,000,000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withMaxRows(int maxRows) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The same with another {@link #negativesPerPositive}.
     *
     * @param negativesPerPositive in 1..1000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withNegativesPerPositive(int negativesPerPositive) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The same with another {@link #minAdditions}.
     *
     * @param minAdditions in 1..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withMinAdditions(int minAdditions) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The same with another {@link #subsample}.
     *
     * @param subsample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withSubsample(double subsample) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }

    /**
     * The same with another {@link #columnSample}.
     *
     * @param columnSample in 0.001..1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Sampling withColumnSample(double columnSample) {
        return new Sampling(periods, maxRows, negativesPerPositive, minAdditions, subsample, columnSample);
    }
}
