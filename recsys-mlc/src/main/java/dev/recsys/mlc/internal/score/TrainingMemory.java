package dev.recsys.mlc.internal.score;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.options.Trees;

/** What a training will hold, computed before it allocates. The constants belong to the classes their comments name. */
public final class TrainingMemory {
    private static final long ROW = 50; // TrainingRows' and the lists of row numbers
    private static final double CELL = 1.2; // of a row and column: BinMatrix 1, RareRows up to 1.2, in a bank a fifth
    private static final long BOOSTER = 8; // of a row and product: Booster's margins
    private static final long WORDS = 8; // of a row and product: GradientWords'
    private static final long SUMS = 8; // of a bin and product, and of its count: Histogram's
    private static final long GROWER = 10; // of a row: TreeGrower's
    private static final long HELD = 8; // of a row and product: CrossFit's margins, ScorerTrainer's probabilities

    private TrainingMemory() {}

    /**
     * The bytes at the greatest, as the trainer documents them.
     *
     * @param rows for what is held of each row
     * @param histograms for the sums of bins
     * @param threads for what threads that grow trees beside the first work with
     */
    record Need(double rows, long histograms, double threads) {
        long bytes() {
            return (long) (rows + threads) + histograms;
        }

        /** What option makes the greatest part less. */
        String remedy() {
            if (threads > Math.max(rows, (double) histograms)) {
                return "fewer threads";
            }
            return histograms > rows ? "fewer maxLeaves" : "fewer maxRows";
        }
    }

    /**
     * What a training needs.
     *
     * @param rows to learn from
     * @param columns of all features
     * @param bins of all columns
     * @param products learned
     * @param group products of the greatest group learned together
     */
    static Need of(long rows, long columns, long bins, long products, long group, ScorerTrainer.Plan plan) {
        boolean shared = plan.trees().structure() == Trees.Structure.SHARED;
        // Without a teacher, fallback models learn from copies of the labels, of all products and of the group. With
        // one they
        // take less than the first model.
        boolean hasFallbacks =
                plan.crossFitting().fallbackModels() && plan.crossFitting().models() == 1;
        long labels = products + (hasFallbacks ? products : 0) + (hasFallbacks || group < products ? group : 0);
        long held = plan.crossFitting().models() == 1 ? 0 : HELD * (products + group);
        // One tree of all products, or several of one product, each with a copy of a node's words.
        long trees = shared ? 0 : Math.min(plan.threads(), group);
        long leaves = plan.trees().maxLeaves() + 1L;
        long growers = GROWER * (shared ? 1 : group);
        double row = ROW + CELL * columns + labels + held + (BOOSTER + WORDS) * group + growers;
        long sums = SUMS * bins * 2 * leaves; // of a tree of one product
        return new Need(
                rows * (row + Math.min(1, trees) * WORDS),
                SUMS * bins * (group + 1) * (shared ? leaves : 1) + Math.min(1, trees) * sums,
                Math.max(0, trees - 1) * ((double) WORDS * rows + sums));
    }

    /**
     * Refuses a training that will not fit into the heap, or into arrays.
     *
     * @param rows to learn from
     * @param products items to learn. Not modified.
     * @param binner columns and bins
     * @param protection groups
     * @param plan the options
     * @throws IllegalArgumentException if rows times products are too many for an array
     * @throws IllegalStateException if the heap has no room
     */
    public static void check(
            int rows, int[] products, FeatureBinner binner, Protection protection, ScorerTrainer.Plan plan) {
        int group = ScorerTrainer.served(plan, binner).stream()
                .flatMap(facts -> protection.groups(products, facts, binner).stream())
                .mapToInt(outputs -> outputs.length)
                .max()
                .orElse(0);
        long bins = 0;
        for (int count : binner.binCounts()) {
            bins += count;
        }
        int columns = binner.columnCount();
        requireCells(rows, group);
        Need need = of(rows, columns, bins, products.length, group, plan);
        HeapRoom.require(
                need.bytes(),
                "mlc",
                need.remedy(),
                "%d rows, %d columns and %d products",
                rows,
                columns,
                products.length);
    }

    /** Refuses more rows times products than an array has places. */
    static void requireCells(int rows, int group) {
        Checks.that(
                rows * (group + 1L) <= Integer.MAX_VALUE,
                "mlc can't learn %s products from %s rows, as an array has at most %s places; fewer maxRows help",
                group,
                rows,
                Integer.MAX_VALUE);
    }
}
