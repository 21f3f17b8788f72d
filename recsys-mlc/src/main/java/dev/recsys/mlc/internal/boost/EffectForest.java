package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grows trees whose questions part rows of different effect of a treatment, as {@link EffectSplits} says. Of the rows a tree draws, half
 * choose its questions and half the values of its leaves, so that no leaf is praised by the rows that made it (Athey and Imbens,
 * "Recursive partitioning for heterogeneous causal effects", 2016). A leaf holds two outputs, the probabilities of the outcome treated
 * and not. Each tree is grown by one thread, so the forest does not depend on how many there are.
 */
public final class EffectForest {
    private static final double PRIOR = 1; // mean rows of an arm by which a leaf leans to its parent

    private final BinMatrix matrix;
    private final EffectRows rows;
    private final Rules rules;
    private final EffectSplits splits;
    private final GrownTree tree = new GrownTree(2);
    private final SplittableRandom random;

    private EffectForest(BinMatrix matrix, EffectRows rows, Rules rules, SplittableRandom random) {
        this.matrix = matrix;
        this.rows = rows;
        this.rules = rules;
        this.random = random;
        this.splits = new EffectSplits(matrix, rows, rules.minRowsPerArm());
    }

    /**
     * How trees are grown.
     *
     * @param trees how many
     * @param maxDepth the most questions to a leaf
     * @param minRowsPerArm treated rows a leaf needs, and control rows
     * @param subsample share of the rows a tree draws
     * @param columnSample share of the columns a node may ask for
     */
    public record Rules(int trees, int maxDepth, int minRowsPerArm, double subsample, double columnSample) {}

    /**
     * Grows a forest.
     *
     * @param matrix the bins
     * @param rows what the rows did
     * @param rules how trees are grown
     * @param seed of what is drawn
     * @param workers shares work, tree by tree
     * @return trees of two outputs that sum to probabilities
     */
    public static BoostedRounds grow(BinMatrix matrix, EffectRows rows, Rules rules, long seed, Workers workers) {
        SplittableRandom seeds = new SplittableRandom(seed);
        List<SplittableRandom> randoms = new ArrayList<>();
        for (int t = 0; t < rules.trees(); t++) {
            randoms.add(seeds.split());
        }
        GrownTree[][] rounds = new GrownTree[rules.trees()][];
        workers.forRanges(rounds.length, 1, (t, from, to) -> {
            EffectForest grower = new EffectForest(matrix, rows, rules, randoms.get(t));
            rounds[t] = new GrownTree[] {grower.grow()};
        });
        return new BoostedRounds(new double[2], List.of(rounds), Double.NaN);
    }

    private GrownTree grow() {
        int[] asking = new int[matrix.rowCount()];
        int[] valuing = new int[matrix.rowCount()];
        int askingCount = 0;
        int valuingCount = 0;
        for (int row = 0; row < matrix.rowCount(); row++) {
            double drawn = unit();
            if (drawn < rules.subsample() / 2) {
                asking[askingCount++] = row;
            } else if (drawn < rules.subsample()) {
                valuing[valuingCount++] = row;
            }
        }
        int[] all = new int[matrix.rowCount()];
        Arrays.setAll(all, row -> row);
        double[] prior = rates(all, new double[] {0.5, 0.5});
        grow(
                tree.addLeaf(0),
                -1,
                Arrays.copyOf(asking, askingCount),
                Arrays.copyOf(valuing, valuingCount),
                prior,
                rules.maxDepth());
        return tree;
    }

    private void grow(int leaf, int parent, int[] asking, int[] valuing, double[] above, int depth) {
        double[] rates = rates(valuing, above);
        Split split = depth == 0 ? null : splits.best(asking, columns());
        if (split == null) {
            tree.setCover(leaf, asking.length + valuing.length);
            tree.setValue(leaf, 0, (float) (rates[0] / rules.trees()));
            tree.setValue(leaf, 1, (float) (rates[1] / rules.trees()));
            return;
        }
        int right = tree.addLeaf(0);
        int node = tree.addNode(split, asking.length + valuing.length, leaf, right);
        if (parent >= 0) {
            tree.replaceChild(parent, leaf, node);
        }
        grow(leaf, node, pick(asking, split, true), pick(valuing, split, true), rates, depth - 1);
        grow(right, node, pick(asking, split, false), pick(valuing, split, false), rates, depth - 1);
    }

    private double unit() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    private int[] columns() {
        int[] drawn = new int[matrix.columnCount()];
        int count = 0;
        for (int column = 0; column < drawn.length; column++) {
            if (rules.columnSample() == 1 || unit() < rules.columnSample()) {
                drawn[count++] = column;
            }
        }
        return count == 0 ? new int[] {random.nextInt(drawn.length)} : Arrays.copyOf(drawn, count);
    }

    private int[] pick(int[] from, Split split, boolean left) {
        return Arrays.stream(from)
                .filter(row -> Split.contains(split.left(), 0, matrix.bin(row, split.column())) == left)
                .toArray();
    }

    /** The weighed share of rows with the outcome, treated and not, leaning to those above. */
    private double[] rates(int[] some, double[] above) {
        double[] sums = {PRIOR * above[0], PRIOR * above[1]};
        double[] weights = {PRIOR, PRIOR};
        for (int row : some) {
            int arm = rows.treated()[row] ? 0 : 1;
            sums[arm] += rows.outcomes()[row] ? rows.weights()[row] : 0;
            weights[arm] += rows.weights()[row];
        }
        return new double[] {sums[0] / weights[0], sums[1] / weights[1]};
    }
}
