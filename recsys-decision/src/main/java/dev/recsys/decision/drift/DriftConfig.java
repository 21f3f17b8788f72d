package dev.recsys.decision.drift;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * Options of {@link DriftMonitor}.
 *
 * @param rule when a change counts
 * @param sampledRows about how many rows of a period its features are compared by
 * @param scoredCustomers about how many customers of a period the model scores, and how many who added something at most
 * @param seed of the samples
 * @param threads how many threads score; the report does not depend on it
 */
public record DriftConfig(
        @Option(what = "When a change counts.") RetrainingRule rule,

        @Option(value = "100000", min = 100, max = 10_000_000, what = "Rows of a period to compare features by.")
        int sampledRows,

        @Option(value = "10000", min = 100, max = 1_000_000, what = "Customers of a period to score.")
        int scoredCustomers,

        @Option(value = "42", what = "Seed of the samples.") long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the report does not depend on it.")
        int threads) {
    /**
     * Checks the values.
     *
     * @param rule not null
     * @param sampledRows in 100..10,000,000
     * @param scoredCustomers in 100..1,000,000
     * @param seed any
     * @param threads in 1..4096
     * @throws IllegalArgumentException if a value is null or out of range
     */
    public DriftConfig {
        Options.check(DriftConfig.class, rule, sampledRows, scoredCustomers, seed, threads);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static DriftConfig defaults() {
        return Options.defaults(DriftConfig.class);
    }

    /**
     * The same options with another rule.
     *
     * @param rule when a change counts
     * @return the changed options
     * @throws IllegalArgumentException if {@code rule} is null
     */
    public DriftConfig withRule(RetrainingRule rule) {
        return new DriftConfig(rule, sampledRows, scoredCustomers, seed, threads);
    }

    /**
     * The same options with another number of customers to score.
     *
     * @param scoredCustomers in 100..1,000,000
     * @return the changed options
     * @throws IllegalArgumentException if the number is out of range
     */
    public DriftConfig withScoredCustomers(int scoredCustomers) {
        return new DriftConfig(rule, sampledRows, scoredCustomers, seed, threads);
    }

    /**
     * The same options with another number of threads.
     *
     * @param threads in 1..4096
     * @return the changed options
     * @throws IllegalArgumentException if the number is out of range
     */
    public DriftConfig withThreads(int threads) {
        return new DriftConfig(rule, sampledRows, scoredCustomers, seed, threads);
    }
}
