package dev.recsys.hybrid;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * What {@link HybridRecommender#guarded} allows each component.
 *
 * @param budgetMillis the longest a component may take to score a customer, and again to give the reasons of the items that are
 *     returned
 * @param failures how many failures in a row let a component rest
 * @param restMillis how long it rests before one request tries it again
 * @param threads how many threads may be inside a component at once; those it leaves hanging count until they return. Allow as
 *     many as ask at once, and some more
 */
public record GuardConfig(
        @Option(value = "20", min = 1, max = 60_000, what = "The longest a component may take, in milliseconds.")
        int budgetMillis,

        @Option(value = "5", min = 1, max = 1000, what = "Failures in a row after which a component rests.")
        int failures,

        @Option(
                value = "10000",
                min = 1,
                max = 86_400_000,
                what = "How long a component rests before one request tries it again, in milliseconds.")
        int restMillis,

        @Option(
                value = "64",
                min = 1,
                max = 10_000,
                what = "Most threads in a component at once, hanging ones included; beyond them it is skipped.")
        int threads) {
    /**
     * Checks the values.
     *
     * @param budgetMillis in 1..60000
     * @param failures in 1..1000
     * @param restMillis in 1..86400000
     * @param threads in 1..10000
     * @throws IllegalArgumentException if a value is out of range
     */
    public GuardConfig {
        Options.check(GuardConfig.class, budgetMillis, failures, restMillis, threads);
    }

    /**
     * The defaults.
     *
     * @return 20 ms, 5 failures, 10 s of rest, 64 threads
     */
    public static GuardConfig defaults() {
        return Options.defaults(GuardConfig.class);
    }

    /**
     * Changes how long a component may take.
     *
     * @param budgetMillis in 1..60000 milliseconds
     * @return the changed options
     * @throws IllegalArgumentException if {@code budgetMillis} is out of range
     */
    public GuardConfig withBudgetMillis(int budgetMillis) {
        return new GuardConfig(budgetMillis, failures, restMillis, threads);
    }

    /**
     * Changes how many failures in a row let a component rest.
     *
     * @param failures in 1..1000
     * @return the changed options
     * @throws IllegalArgumentException if {@code failures} is out of range
     */
    public GuardConfig withFailures(int failures) {
        return new GuardConfig(budgetMillis, failures, restMillis, threads);
    }

    /**
     * Changes how long a component rests.
     *
     * @param restMillis in 1..86400000 milliseconds
     * @return the changed options
     * @throws IllegalArgumentException if {@code restMillis} is out of range
     */
    public GuardConfig withRestMillis(int restMillis) {
        return new GuardConfig(budgetMillis, failures, restMillis, threads);
    }

    /**
     * Changes how many threads may be inside a component at once.
     *
     * @param threads in 1..10000
     * @return the changed options
     * @throws IllegalArgumentException if {@code threads} is out of range
     */
    public GuardConfig withThreads(int threads) {
        return new GuardConfig(budgetMillis, failures, restMillis, threads);
    }
}
