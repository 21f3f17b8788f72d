package dev.recsys.mlc.internal.score;

import org.jspecify.annotations.Nullable;

/**
 * The margins a forest gives a customer, fast: {@link LeafMasks} find the leaves, and the leaves' values are added as whole
 * numbers of a fixed fine unit, those of two outputs in the halves of one word. Such sums are exact, whatever the order.
 * The unit of an output is the power of two at which its greatest possible sum just fits 31 bits: 2⁻²⁵ for sums up to 32.
 *
 * <p>O(columns × trees + trees × outputs); takes about as much memory again as the forest. Immutable and thread-safe.
 */
final class ForestScorer {
    private static final int FOUR = 4; // pairs of outputs, summed at once
    private static final int EIGHT = 8;

    private final Forest forest;
    private final int[] starts; // of each tree: where its values begin
    private final int[] outputs; // of each tree the first
    private final int[][] leaves; // of each tree: the forest's leaves in the order of the values
    private final @Nullable LeafMasks masks; // null for trees too great for it
    private final int pairs; // words a leaf
    private final long[] values; // leaves × pairs
    private final double[] units; // one an output

    ForestScorer(Forest forest) {
        this.forest = forest;
        int trees = forest.treeCount();
        this.starts = new int[trees];
        this.outputs = new int[trees];
        this.leaves = new int[trees][];
        int width = forest.width();
        int words = (width + 1) / 2;
        this.pairs = width == 1 ? 1 : (words + FOUR - 1) / FOUR * FOUR;
        int count = 0;
        for (int tree = 0; tree < trees; tree++) {
            starts[tree] = count;
            outputs[tree] = forest.firstOutput(tree);
            leaves[tree] = forest.leaves(tree);
            count = Math.addExact(count, leaves[tree].length * pairs);
        }
        this.masks = LeafMasks.of(forest);
        this.units = units();
        this.values = new long[count];
        for (int tree = 0; tree < trees; tree++) {
            for (int leaf = 0; leaf < leaves[tree].length; leaf++) {
                for (int k = 0; k < width; k++) {
                    int output = outputs[tree] + k;
                    long parts = Math.round(forest.value(leaves[tree][leaf], output) / units[output]);
                    values[starts[tree] + leaf * pairs + k / 2] += parts << (32 * (k % 2));
                }
            }
        }
    }

    /** For each output the unit in which no sum over the trees leaves 32 bits, rounding of each included. */
    private double[] units() {
        double[] most = new double[forest.outputs()];
        int[] added = new int[forest.outputs()];
        for (int tree = 0; tree < leaves.length; tree++) {
            for (int k = outputs[tree]; k < outputs[tree] + forest.width(); k++) {
                double greatest = 0;
                for (int leaf : leaves[tree]) {
                    greatest = Math.max(greatest, Math.abs(forest.value(leaf, k)));
                }
                most[k] += greatest;
                added[k]++;
            }
        }
        double[] found = new double[most.length];
        for (int k = 0; k < most.length; k++) {
            // Rounding moves each value by at most half a unit, so trees units leave room enough.
            double room = 0x1p31 - 2 - added[k];
            double unit = Math.scalb(1.0, Math.max(-149, Math.getExponent(Math.max(most[k], Float.MIN_VALUE)) - 30));
            while (most[k] / unit > room) {
                unit *= 2;
            }
            found[k] = unit;
        }
        return found;
    }

    /**
     * The margins of a customer.
     *
     * @param bins one a column, in 0..255. Not modified.
     * @param out one an output, set. Modified.
     */
    void margins(int[] bins, double[] out) {
        int[] places = new int[starts.length];
        if (masks == null) {
            walk(bins, places);
        } else {
            masks.find(bins, starts, pairs, places);
        }
        for (int k = 0; k < out.length; k++) {
            out[k] = forest.intercept(k);
        }
        if (forest.width() == 1) {
            addSingles(places, out);
        } else {
            int pair = 0;
            for (; pair + EIGHT <= pairs; pair += EIGHT) {
                addEight(places, pair, out);
            }
            for (; pair < pairs; pair += FOUR) {
                addFour(places, pair, out);
            }
        }
    }

    private void walk(int[] bins, int[] places) {
        for (int tree = 0; tree < places.length; tree++) {
            int leaf = forest.leaf(tree, bins);
            int place = 0;
            while (leaves[tree][place] != leaf) {
                place++;
            }
            places[tree] = starts[tree] + place * pairs;
        }
    }

    private void addSingles(int[] places, double[] out) {
        long[] sums = new long[out.length];
        for (int tree = 0; tree < places.length; tree++) {
            sums[outputs[tree]] += values[places[tree]];
        }
        for (int k = 0; k < sums.length; k++) {
            out[k] += sums[k] * units[k];
        }
    }

    // Written out, so that the sums stay in registers.

    private void addFour(int[] places, int first, double[] out) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int place : places) {
            int at = place + first;
            a += values[at];
            b += values[at + 1];
            c += values[at + 2];
            d += values[at + 3];
        }
        add(new long[] {a, b, c, d}, first, out);
    }

    private void addEight(int[] places, int first, double[] out) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = 0;
        long f = 0;
        long g = 0;
        long h = 0;
        for (int place : places) {
            int at = place + first;
            a += values[at];
            b += values[at + 1];
            c += values[at + 2];
            d += values[at + 3];
            e += values[at + 4];
            f += values[at + 5];
            g += values[at + 6];
            h += values[at + 7];
        }
        add(new long[] {a, b, c, d, e, f, g, h}, first, out);
    }

    /** Adds what pairs of outputs from {@code first} on sum to. */
    private void add(long[] sums, int first, double[] out) {
        int end = Math.min(out.length, 2 * (first + sums.length));
        for (int k = 2 * first; k < end; k++) {
            long sum = sums[k / 2 - first];
            int low = (int) sum;
            int part = k % 2 == 0 ? low : (int) ((sum - low) >> 32); // the low half borrows from the high one
            out[k] += part * units[k];
        }
    }
}
