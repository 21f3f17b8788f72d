package dev.recsys.mlc;

import dev.recsys.check.Checks;
import dev.recsys.data.HoldingMonths;
import dev.recsys.mlc.internal.score.Calibration;
import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.options.CategorySplits;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Trees;
import java.util.Collection;
import java.util.List;

/**
 * Options of {@link MlcTrainer}.
 *
 * @param objective what is learned; {@link Objective#LOGISTIC} by default
 * @param structure which trees are grown; {@link Structure#SHARED} by default
 * @param trees rounds of trees a model at most, in 1..2000; 200 by default
 * @param leaves leaves a tree at most, in 2..256; 16 by default
 * @param depth questions from a tree's root to a leaf at most, in 1..64; 8 by default
 * @param learningRate how much of each tree counts, above 0 and at most 1; 0.05 by default
 * @param l2 added to the Hessian below each leaf's value, finite and at least 0; 0.2 by default
 * @param leastRows rows a leaf needs, at least 1; 5 by default
 * @param leastHessian summed Hessian a leaf needs, finite and at least 0; 0.001 by default
 * @param leastGain what a split must gain more than, finite and at least 0; 0 by default
 * @param categorySmoothing added to a category's Hessian before categories are put in order, finite and at least 0; 10 by
 *     default
 * @param categoryL2 added to {@code l2} when categories are split, finite and at least 0; 10 by default
 * @param leastCategoryRows rows a category needs in a node to be told from others, at least 1; 100 by default. Those with
 *     fewer stay together.
 * @param rowShare share of the rows each round sees, above 0 and at most 1; 0.7 by default
 * @param columnShare share of the columns each tree may ask for, above 0 and at most 1; 0.5 by default
 * @param models models whose mean is served, in 1..20; 5 by default. With 2 or more each leaves out its part of the
 *     customers, who calibrate the probabilities; a single one learns from all customers.
 * @param stopping whose loss tells how many rounds a model keeps; {@link Stopping#LAST_MONTH} by default
 * @param patience rounds without a lower loss after which a model stops, at least 1; 20 by default
 * @param calibration how probabilities are corrected by the customers left out; {@link Calibration#PLATT} by default
 * @param negativesPerPositive customers who added nothing for each who added something, at least 1; 10 by default. They
 *     weigh as much as all such customers.
 * @param sampleRows the most rows to learn from, in 100..16,000,000; 200,000 by default. At most half are customers who
 *     added something.
 * @param leastAdditions additions a product needs to be learned, at least 1; 10 by default. Below, its rate of additions
 *     stands for all customers.
 * @param months how many of the panel's last monthly steps are learned from, at least 1; 3 by default
 * @param historyMonths how many months before each step are looked at for when a product was taken or dropped and how long
 *     it was held, in 0..24; 12 by default. No deeper than the panel tells; 0 looks at the moment alone.
 * @param changingFeatures features of which the change since the month before is looked at too; {@code
 *     ind_actividad_cliente}, {@code renta}, {@code segmento} and {@code tiprel_1mes} by default, the activity, income,
 *     segment and relation of the Santander panel. One the panel lacks, or training never sees change, is without effect.
 * @param bins values a numeric feature is cut into by quantiles, in 2..255; 64 by default
 * @param protectedFeatures features kept out of the scoring of {@code protectedProducts} and out of every product's reason;
 *     {@code age}, {@code indext}, {@code indresi}, {@code pais_residencia} and {@code sexo} by default, the age, nationality
 *     and sex of the Santander panel. One the panel lacks is without effect.
 * @param protectedProducts products learned from all other columns, in a group of their own: their probabilities and their
 *     order do not depend on a protected feature, neither of a customer nor of those learned from. Other columns may still
 *     go along with one. {@code aval}, {@code hip}, {@code pres} and {@code tjcr} by default, the credit products of the
 *     Santander panel. One the panel lacks is without effect; {@link dev.recsys.ModelInfo#notes} tells how many it has.
 * @param seed of the sampling; 42 by default
 * @param threads how many to use, at least 1; all processors by default. The model does not depend on it.
 */
public record MlcConfig(
        Objective objective,
        Structure structure,
        int trees,
        int leaves,
        int depth,
        double learningRate,
        double l2,
        int leastRows,
        double leastHessian,
        double leastGain,
        double categorySmoothing,
        double categoryL2,
        int leastCategoryRows,
        double rowShare,
        double columnShare,
        int models,
        Stopping stopping,
        int patience,
        Calibration calibration,
        int negativesPerPositive,
        int sampleRows,
        int leastAdditions,
        int months,
        int historyMonths,
        List<String> changingFeatures,
        int bins,
        List<String> protectedFeatures,
        List<String> protectedProducts,
        long seed,
        int threads) {
    /** What a model learns. */
    public enum Objective {
        /** Who adds anything, and which product those who do add: the two multiplied. */
        SOFTMAX,
        /** Who adds each product, one by one. */
        LOGISTIC
    }

    /** Which trees a round has. */
    public enum Structure {
        /** One tree a product. */
        PER_PRODUCT,
        /** One tree whose leaves hold a value for every product. */
        SHARED
    }

    /** Whose loss tells how many rounds a model keeps. */
    public enum Stopping {
        /** That of the customers the model leaves out. A single model leaves none out and keeps all rounds. */
        CUSTOMERS,
        /**
         * That of the last monthly step, by a model that has learned from the steps before it and is then put aside. Those
         * served learn from all steps, for as many rounds. With one step the same as {@link #CUSTOMERS};
         * {@link dev.recsys.ModelInfo#notes} tells so.
         */
        LAST_MONTH
    }

    /** How probabilities are corrected by what the customers left out did. */
    public enum Calibration {
        /** Not at all. */
        NONE,
        /** Log-odds by a line a product (Platt 1999), nearer to no correction the fewer its additions. */
        PLATT
    }

    /**
     * Checks.
     *
     * @param objective as the component
     * @param structure as the component
     * @param trees as the component
     * @param leaves as the component
     * @param depth as the component
     * @param learningRate as the component
     * @param l2 as the component
     * @param leastRows as the component
     * @param leastHessian as the component
     * @param leastGain as the component
     * @param categorySmoothing as the component
     * @param categoryL2 as the component
     * @param leastCategoryRows as the component
     * @param rowShare as the component
     * @param columnShare as the component
     * @param models as the component
     * @param stopping as the component
     * @param patience as the component
     * @param calibration as the component
     * @param negativesPerPositive as the component
     * @param sampleRows as the component
     * @param leastAdditions as the component
     * @param months as the component
     * @param historyMonths as the component
     * @param changingFeatures as the component
     * @param bins as the component
     * @param protectedFeatures as the component
     * @param protectedProducts as the component
     * @param seed as the component
     * @param threads as the component
     * @throws IllegalArgumentException if a value is outside the range its component tells
     */
    public MlcConfig {
        Checks.notNull(objective, "objective");
        Checks.notNull(structure, "structure");
        Checks.inRange(trees, 1, 2000, "trees");
        Checks.inRange(leaves, 2, 256, "leaves");
        Checks.inRange(depth, 1, 64, "depth");
        share(learningRate, "learningRate");
        Checks.notNegative(l2, "l2");
        Checks.atLeast(leastRows, 1, "leastRows");
        Checks.notNegative(leastHessian, "leastHessian");
        Checks.notNegative(leastGain, "leastGain");
        Checks.notNegative(categorySmoothing, "categorySmoothing");
        Checks.notNegative(categoryL2, "categoryL2");
        Checks.atLeast(leastCategoryRows, 1, "leastCategoryRows");
        share(rowShare, "rowShare");
        share(columnShare, "columnShare");
        Checks.inRange(models, 1, 20, "models");
        Checks.notNull(stopping, "stopping");
        Checks.atLeast(patience, 1, "patience");
        Checks.notNull(calibration, "calibration");
        Checks.atLeast(negativesPerPositive, 1, "negativesPerPositive");
        Checks.inRange(sampleRows, 100, 16_000_000, "sampleRows");
        Checks.atLeast(leastAdditions, 1, "leastAdditions");
        Checks.atLeast(months, 1, "months");
        Checks.inRange(historyMonths, 0, HoldingMonths.MOST, "historyMonths");
        changingFeatures = names(changingFeatures, "changingFeatures");
        Checks.inRange(bins, 2, 255, "bins");
        protectedFeatures = names(protectedFeatures, "protectedFeatures");
        protectedProducts = names(protectedProducts, "protectedProducts");
        Checks.atLeast(threads, 1, "threads");
    }

    /** How trees are grown. */
    Trees treeOptions() {
        return new Trees(
                Trees.Structure.valueOf(structure.name()),
                trees,
                leaves,
                depth,
                learningRate,
                l2,
                leastRows,
                leastHessian,
                leastGain,
                new CategorySplits(categorySmoothing, categoryL2, leastCategoryRows));
    }

    /** Which customers are learned from. */
    Sampling sampling() {
        return new Sampling(months, sampleRows, negativesPerPositive, leastAdditions, rowShare, columnShare);
    }

    /** What is known of each. */
    Columns columns() {
        return new Columns(bins, historyMonths, changingFeatures);
    }

    /** What the scorer is trained by. */
    ScorerTrainer.Plan plan() {
        return new ScorerTrainer.Plan(
                dev.recsys.mlc.options.Objective.valueOf(objective.name()),
                treeOptions(),
                sampling(),
                new dev.recsys.mlc.options.Stopping(
                        stopping == Stopping.CUSTOMERS
                                ? dev.recsys.mlc.options.Stopping.By.CUSTOMERS
                                : dev.recsys.mlc.options.Stopping.By.LAST_PERIOD,
                        patience),
                new CrossFitting(models, CrossFitting.Calibration.valueOf(calibration.name())),
                seed,
                threads);
    }

    private static List<String> names(List<String> names, String option) {
        Checks.notNull(names, option).forEach(name -> Checks.notBlank(name, "a name in " + option));
        List<String> sorted = names.stream().distinct().sorted().toList();
        Checks.that(sorted.size() == names.size(), "%s must name each once, but was %s", option, names);
        return sorted;
    }

    private static void share(double value, String name) {
        Checks.that(value > 0 && value <= 1, "%s must be above 0 and at most 1, but was %s", name, value);
    }

    /**
     * The defaults.
     *
     * @return the configuration
     */
    public static MlcConfig defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that starts from this.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.objective = objective;
        builder.structure = structure;
        builder.trees = trees;
        builder.leaves = leaves;
        builder.depth = depth;
        builder.learningRate = learningRate;
        builder.l2 = l2;
        builder.leastRows = leastRows;
        builder.leastHessian = leastHessian;
        builder.leastGain = leastGain;
        builder.categorySmoothing = categorySmoothing;
        builder.categoryL2 = categoryL2;
        builder.leastCategoryRows = leastCategoryRows;
        builder.rowShare = rowShare;
        builder.columnShare = columnShare;
        builder.models = models;
        builder.stopping = stopping;
        builder.patience = patience;
        builder.calibration = calibration;
        builder.negativesPerPositive = negativesPerPositive;
        builder.sampleRows = sampleRows;
        builder.leastAdditions = leastAdditions;
        builder.months = months;
        builder.historyMonths = historyMonths;
        builder.changingFeatures = changingFeatures;
        builder.bins = bins;
        builder.protectedFeatures = protectedFeatures;
        builder.protectedProducts = protectedProducts;
        builder.seed = seed;
        builder.threads = threads;
        return builder;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private Objective objective = Objective.LOGISTIC;
        private Structure structure = Structure.SHARED;
        private int trees = 200;
        private int leaves = 16;
        private int depth = 8;
        private double learningRate = 0.05;
        private double l2 = 0.2;
        private int leastRows = 5;
        private double leastHessian = 0.001;
        private double leastGain = 0;
        private double categorySmoothing = 10;
        private double categoryL2 = 10;
        private int leastCategoryRows = 100;
        private double rowShare = 0.7;
        private double columnShare = 0.5;
        private int models = 5;
        private Stopping stopping = Stopping.LAST_MONTH;
        private int patience = 20;
        private Calibration calibration = Calibration.PLATT;
        private int negativesPerPositive = 10;
        private int sampleRows = 200000;
        private int leastAdditions = 10;
        private int months = 3;
        private int historyMonths = 12;
        private List<String> changingFeatures = List.of("ind_actividad_cliente", "renta", "segmento", "tiprel_1mes");
        private int bins = 64;
        private List<String> protectedFeatures = List.of("age", "indext", "indresi", "pais_residencia", "sexo");
        private List<String> protectedProducts = List.of("aval", "hip", "pres", "tjcr");
        private long seed = 42;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Sets what is learned.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder objective(Objective value) {
            objective = value;
            return this;
        }

        /**
         * Sets which trees are grown.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder structure(Structure value) {
            structure = value;
            return this;
        }

        /**
         * Sets the most rounds of trees.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder trees(int value) {
            trees = value;
            return this;
        }

        /**
         * Sets the number of leaves a tree.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leaves(int value) {
            leaves = value;
            return this;
        }

        /**
         * Sets the depth of a tree.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder depth(int value) {
            depth = value;
            return this;
        }

        /**
         * Sets how much of each tree counts.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * Sets the L2 penalty of leaves.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder l2(double value) {
            l2 = value;
            return this;
        }

        /**
         * Sets the rows a leaf needs.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastRows(int value) {
            leastRows = value;
            return this;
        }

        /**
         * Sets the summed Hessian a leaf needs.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastHessian(double value) {
            leastHessian = value;
            return this;
        }

        /**
         * Sets what a split must gain.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastGain(double value) {
            leastGain = value;
            return this;
        }

        /**
         * Sets the smoothing of categories.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder categorySmoothing(double value) {
            categorySmoothing = value;
            return this;
        }

        /**
         * Sets the further L2 penalty of categories.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder categoryL2(double value) {
            categoryL2 = value;
            return this;
        }

        /**
         * Sets the rows between two cuts of categories.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastCategoryRows(int value) {
            leastCategoryRows = value;
            return this;
        }

        /**
         * Sets the share of the rows each round sees.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder rowShare(double value) {
            rowShare = value;
            return this;
        }

        /**
         * Sets the share of the columns each tree may ask for.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder columnShare(double value) {
            columnShare = value;
            return this;
        }

        /**
         * Sets the number of models whose mean is served.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder models(int value) {
            models = value;
            return this;
        }

        /**
         * Sets whose loss tells how many rounds a model keeps.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder stopping(Stopping value) {
            stopping = value;
            return this;
        }

        /**
         * Sets the rounds without a lower loss after which a model stops.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder patience(int value) {
            patience = value;
            return this;
        }

        /**
         * Sets how probabilities are corrected.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder calibration(Calibration value) {
            calibration = value;
            return this;
        }

        /**
         * Sets how many customers who added nothing stand against each who added something.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder negativesPerPositive(int value) {
            negativesPerPositive = value;
            return this;
        }

        /**
         * Sets the most rows to learn from.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder sampleRows(int value) {
            sampleRows = value;
            return this;
        }

        /**
         * Sets how many additions a product needs to be learned.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder leastAdditions(int value) {
            leastAdditions = value;
            return this;
        }

        /**
         * Sets how many of the last monthly steps are learned from.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder months(int value) {
            months = value;
            return this;
        }

        /**
         * Sets how many months before each step are looked at.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder historyMonths(int value) {
            historyMonths = value;
            return this;
        }

        /**
         * Sets the features whose change since the month before is looked at, instead of the default ones.
         *
         * @param value see {@link MlcConfig}. Not modified.
         * @return this
         */
        public Builder changingFeatures(Collection<String> value) {
            changingFeatures = List.copyOf(value);
            return this;
        }

        /**
         * Sets how many values a numeric feature is cut into.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder bins(int value) {
            bins = value;
            return this;
        }

        /**
         * Sets the features kept out of scoring protected products, instead of the default ones.
         *
         * @param value see {@link MlcConfig}. Not modified.
         * @return this
         */
        public Builder protectedFeatures(Collection<String> value) {
            protectedFeatures = List.copyOf(value);
            return this;
        }

        /**
         * Sets the products scored without the protected features, instead of the default ones.
         *
         * @param value see {@link MlcConfig}. Not modified.
         * @return this
         */
        public Builder protectedProducts(Collection<String> value) {
            protectedProducts = List.copyOf(value);
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the number of threads.
         *
         * @param value see {@link MlcConfig} for the range
         * @return this
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @return an immutable record
         * @throws IllegalArgumentException if an option is out of its range
         */
        public MlcConfig build() {
            return new MlcConfig(
                    objective,
                    structure,
                    trees,
                    leaves,
                    depth,
                    learningRate,
                    l2,
                    leastRows,
                    leastHessian,
                    leastGain,
                    categorySmoothing,
                    categoryL2,
                    leastCategoryRows,
                    rowShare,
                    columnShare,
                    models,
                    stopping,
                    patience,
                    calibration,
                    negativesPerPositive,
                    sampleRows,
                    leastAdditions,
                    months,
                    historyMonths,
                    changingFeatures,
                    bins,
                    protectedFeatures,
                    protectedProducts,
                    seed,
                    threads);
        }
    }
}
