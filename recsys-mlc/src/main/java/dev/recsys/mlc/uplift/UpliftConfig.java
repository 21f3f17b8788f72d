package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.mlc.options.Trees;
import java.util.HashSet;
import java.util.List;

/**
 * Options of {@link UpliftTrainer}.
 *
 * @param learner how uplift is learned
 * @param excluded columns that are no attributes, such as ids and what is known only after the treatment
 * @param protectedColumns attributes that must not decide, such as age and gender; with those the table's schema protects
 * @param trees how the boosted trees of two models and of the class transformation are grown
 * @param forest how uplift trees are grown
 * @param seed seed of the sampling
 * @param threads how many threads to use; the model does not depend on it
 */
public record UpliftConfig(
        @Option(value = "UPLIFT_TREES", what = "How uplift is learned.")
        Learner learner,

        @Option(value = "[]", what = "Columns that are no attributes.")
        List<String> excluded,

        @Option(value = "[]", what = "Attributes that must not decide.")
        List<String> protectedColumns,

        @Option(what = "How boosted trees are grown.") Trees trees,
        @Option(what = "How uplift trees are grown.") UpliftForest forest,

        @Option(value = "42", what = "Seed of the sampling.")
        long seed,

        @Option(value = Option.PROCESSORS, min = 1, max = 4096, what = "Threads; the model does not depend on it.")
        int threads) {
    /** How uplift is learned. */
    public enum Learner {
        /** A boosted model of the treated and one of the control; uplift is the difference of their probabilities. */
        TWO_MODELS,
        /**
         * One boosted model of whether a row answered if treated or did not if not, each row weighed by 1 ÷ the chance to be in its
         * arm; uplift is twice that probability less 1 (Jaskowski and Jaroszewicz, "Uplift modeling for clinical trial data", ICML
         * workshop 2012).
         */
        CLASS_TRANSFORMATION,
        /**
         * A forest of trees whose questions part customers of different uplift (Rzepakowski and Jaroszewicz, "Decision trees for uplift
         * modeling with single and multiple treatments", 2012), with leaves valued by rows that did not choose the questions (Athey and
         * Imbens, "Recursive partitioning for heterogeneous causal effects", 2016).
         */
        UPLIFT_TREES
    }

    /**
     * Checks and copies the options.
     *
     * @param learner not null
     * @param excluded none blank or twice
     * @param protectedColumns none blank or twice
     * @param trees not null
     * @param forest not null
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if an option is out of its range
     */
    public UpliftConfig {
        Options.check(UpliftConfig.class, learner, excluded, protectedColumns, trees, forest, seed, threads);
        excluded = names(excluded, "excluded");
        protectedColumns = names(protectedColumns, "protectedColumns");
    }

    private static List<String> names(List<String> names, String what) {
        names.forEach(name -> Checks.notBlank(name, "each of " + what));
        Checks.that(new HashSet<>(names).size() == names.size(), "%s must not have one twice, but was %s", what, names);
        return List.copyOf(names);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static UpliftConfig defaults() {
        return Options.defaults(UpliftConfig.class);
    }

    /**
     * The same with another {@link #learner}.
     *
     * @param learner not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withLearner(Learner learner) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #excluded}.
     *
     * @param excluded none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withExcluded(List<String> excluded) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #protectedColumns}.
     *
     * @param protectedColumns none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withProtectedColumns(List<String> protectedColumns) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #trees}.
     *
     * @param trees not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withTrees(Trees trees) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #forest}.
     *
     * @param forest not null
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withForest(UpliftForest forest) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #seed}.
     *
     * @param seed any number
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withSeed(long seed) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }

    /**
     * The same with another {@link #threads}.
     *
     * @param threads in 1..4096
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftConfig withThreads(int threads) {
        return new UpliftConfig(learner, excluded, protectedColumns, trees, forest, seed, threads);
    }
}
