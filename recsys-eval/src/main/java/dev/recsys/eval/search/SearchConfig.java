package dev.recsys.eval.search;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Options of a {@link Search}.
 *
 * @param method how trials are chosen and measured
 * @param trials how many configurations are tried
 * @param reduction by halving: one of so many trials goes on to the next rung, which trains with so many times the resource
 * @param leastShare by halving: the least share of the resource that a rung trains with
 * @param resource by halving: what grows from rung to rung: {@code "customers"} to train on, or the model's own effort, named by
 *     the path of the option of the configuration that limits it, such as {@code "trees.rounds"} or {@code "iterations"}; several
 *     paths are separated by commas
 * @param seed decides which configurations are drawn and which customers a rung trains on
 * @param threads how many to evaluate with; the figures do not depend on it
 */
public record SearchConfig(
        @Option(value = "RANDOM", what = "How trials are chosen and measured.")
        Method method,

        @Option(value = "50", min = 1, max = 100000, what = "Configurations to try.")
        int trials,

        @Option(value = "3", min = 2, max = 10, what = "Halving: one of so many trials goes on.")
        int reduction,

        @Option(value = "0.05", min = 0.001, max = 1, what = "Halving: the least share of the resource.")
        double leastShare,

        @Option(value = "customers", what = "Halving: what grows, customers or options by path.")
        String resource,

        @Option(value = "42", what = "Seed of the draws and of the share of customers.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the figures do not depend on it.")
        int threads) {
    /** The {@link #resource} that every model has: the customers to train on. */
    public static final String CUSTOMERS = "customers";

    /** How trials are chosen and measured. */
    public enum Method {
        /** All configurations are trained in full. */
        RANDOM,
        /**
         * All are trained with a small share of the resource, the best of them with a greater one, and so on up to all of it
         * (Jamieson and Talwalkar 2016).
         */
        HALVING
    }

    /**
     * A round of trials with one share of the resource.
     *
     * @param trials how many
     * @param share of the resource to train with, above 0 and at most 1
     */
    public record Rung(int trials, double share) {
        /**
         * Checks the values.
         *
         * @param trials at least 1
         * @param share in 0..1
         * @throws IllegalArgumentException if a value is out of range
         */
        public Rung {
            Checks.atLeast(trials, 1, "trials");
            Checks.inRange(share, 0, 1, "share");
        }
    }

    /**
     * Checks the values.
     *
     * @param method not null
     * @param trials in 1..100000
     * @param reduction in 2..10
     * @param leastShare in 0.001..1
     * @param resource not blank; {@link Search#of} checks that the configuration has such options
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if a value is null or out of range
     */
    public SearchConfig {
        Options.check(SearchConfig.class, method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * The defaults.
     *
     * @return every option at its default
     */
    public static SearchConfig defaults() {
        return Options.defaults(SearchConfig.class);
    }

    /**
     * The rounds of the search, first the one with most trials; one round by {@link Method#RANDOM}. By {@link Method#HALVING} the
     * last is on all customers, each before it on 1 ÷ {@code reduction} of the customers of the next and with {@code reduction}
     * times its trials; there are as many as leave a trial for the last and no share below {@code leastShare}.
     *
     * @return at least one
     */
    public List<Rung> rungs() {
        List<Rung> rungs = new ArrayList<>();
        int later = 0;
        double least = 1;
        if (method == Method.HALVING) {
            for (int left = trials / reduction; left >= 1 && least / reduction >= leastShare; left /= reduction) {
                least /= reduction;
                later++;
            }
        }
        int left = trials;
        for (int rung = 0; rung <= later; rung++) {
            rungs.add(new Rung(left, StrictMath.pow(reduction, rung - later)));
            left = Math.max(1, left / reduction);
        }
        return List.copyOf(rungs);
    }

    /**
     * With another method.
     *
     * @param method how trials are chosen and measured
     * @return a copy
     */
    public SearchConfig withMethod(Method method) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another number of configurations.
     *
     * @param trials in 1..100000
     * @return a copy
     */
    public SearchConfig withTrials(int trials) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another rule of who goes on.
     *
     * @param reduction in 2..10
     * @return a copy
     */
    public SearchConfig withReduction(int reduction) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another least share of the resource.
     *
     * @param leastShare in 0.001..1
     * @return a copy
     */
    public SearchConfig withLeastShare(double leastShare) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another resource.
     *
     * @param resource {@link #CUSTOMERS}, or the paths of whole-number options of the configuration, separated by commas
     * @return a copy
     */
    public SearchConfig withResource(String resource) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another seed.
     *
     * @param seed any number
     * @return a copy
     */
    public SearchConfig withSeed(long seed) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }

    /**
     * With another number of threads.
     *
     * @param threads in 1..4096
     * @return a copy
     */
    public SearchConfig withThreads(int threads) {
        return new SearchConfig(method, trials, reduction, leastShare, resource, seed, threads);
    }
}
