package dev.recsys.mlc.internal.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far one column of a customer, known alone, moves each product's raw score from its expectation: the first step of
 * {@link TreeShap}, worked out for every bin beforehand, so that an answer's reasons cost a look at each column. Unlike a
 * Shapley value it leaves out what columns say together. Immutable and thread-safe.
 */
final class ColumnEffects {
    private final int products;
    private final int[] columns; // those some tree asks for, ascending
    private final float[][] effects; // of each such column: bins × products

    /**
     * Works the effects out; O(trees × leaves × groups of bins).
     *
     * @param groups the trees
     * @param binCounts one a column. Not modified.
     * @param products how many are learned
     */
    ColumnEffects(List<ProductGroup> groups, int[] binCounts, int products) {
        this.products = products;
        SortedMap<Integer, float[]> sums = new TreeMap<>();
        for (ProductGroup group : groups) {
            for (Forest forest : group.forests()) {
                for (int tree = 0; tree < forest.treeCount(); tree++) {
                    add(forest, tree, group.outputs(), binCounts, sums);
                }
            }
        }
        this.columns = sums.keySet().stream().mapToInt(column -> column).toArray();
        this.effects = sums.values().toArray(float[][]::new);
    }

    /** How many columns some tree asks for; the others move nothing. */
    int count() {
        return columns.length;
    }

    /** A column some tree asks for. */
    int column(int place) {
        return columns[place];
    }

    /** By how much a column's bin moves a product. */
    float of(int place, int bin, int product) {
        return effects[place][bin * products + product];
    }

    private void add(Forest forest, int tree, int[] outputs, int[] binCounts, SortedMap<Integer, float[]> sums) {
        Map<Integer, BinGroups> asked = new HashMap<>(); // by column
        gather(forest, forest.root(tree), binCounts, asked);
        double[] expected = new double[forest.outputs()];
        expect(forest, tree, forest.root(tree), -1, 0, 1, expected);
        double[] known = new double[expected.length];
        asked.forEach((column, groups) -> {
            float[] sum = sums.computeIfAbsent(column, c -> new float[Math.multiplyExact(binCounts[c], products)]);
            for (int group = 0; group < groups.count(); group++) { // many bins are sent the same ways
                Arrays.fill(known, 0);
                expect(forest, tree, forest.root(tree), column, groups.first(group), 1, known);
                for (int bin = groups.first(group); bin >= 0; bin = groups.next(group, bin + 1)) {
                    for (int k = 0; k < outputs.length; k++) {
                        int output = forest.outputs() == 1 ? 0 : k; // a forest of one output moves all products alike
                        sum[bin * products + outputs[k]] += (float) (known[output] - expected[output]);
                    }
                }
            }
        });
    }

    private static void gather(Forest forest, int node, int[] binCounts, Map<Integer, BinGroups> asked) {
        if (node >= 0) {
            int column = forest.column(node);
            asked.computeIfAbsent(column, c -> new BinGroups(binCounts[c])).split(forest, node);
            gather(forest, forest.left(node), binCounts, asked);
            gather(forest, forest.right(node), binCounts, asked);
        }
    }

    /** Adds a tree's expected values, with one column known. */
    private static void expect(Forest forest, int tree, int node, int column, int bin, double share, double[] out) {
        if (node < 0) {
            forest.addValues(tree, node, share, out);
            return;
        }
        int left = forest.left(node);
        int right = forest.right(node);
        if (forest.column(node) == column) {
            expect(forest, tree, forest.goesLeft(node, bin) ? left : right, column, bin, share, out);
        } else {
            double all = Math.max(1, forest.cover(node));
            expect(forest, tree, left, column, bin, share * forest.cover(left) / all, out);
            expect(forest, tree, right, column, bin, share * forest.cover(right) / all, out);
        }
    }
}
