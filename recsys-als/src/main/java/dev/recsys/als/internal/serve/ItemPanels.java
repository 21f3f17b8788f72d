package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.pipeline.TopItems;
import java.util.Arrays;

/**
 * Item factors over their targets, laid out for scoring: items by falling norm, in panels of {@value #WIDTH}, each panel transposed (rank ×
 * {@value #WIDTH}). A user whose worst ranked score can't be reached by |x|·|y| has no use for the panels that follow, which
 * leaves the answer as it is (Teflioudi, Gemulla and Mykytiuk, "LEMP", SIGMOD 2015, prune by length in the same way). Holds
 * a copy of the factors: 4 · rank bytes an item. Immutable and thread-safe.
 */
final class ItemPanels {
    /** Items a panel. */
    static final int WIDTH = 64;

    private final int rank;
    private final int[] order; // the item at each place
    private final float[][][] panels;
    private final double[] greatestNorms; // one a panel, falling

    private ItemPanels(int rank, int[] order, float[][][] panels, double[] greatestNorms) {
        this.rank = rank;
        this.order = order;
        this.panels = panels;
        this.greatestNorms = greatestNorms;
    }

    static ItemPanels of(FactorMatrix items, Targets targets) {
        int count = items.rowCount();
        double[] norms = new double[count];
        long[] keys = new long[count];
        float[] row = new float[items.rank()];
        for (int item = 0; item < count; item++) {
            divide(items, item, targets, row);
            norms[item] = norm(row, 0, row.length);
            // Rounded upwards, the bits of a positive float sort as the float does.
            float above = Math.nextUp((float) norms[item]);
            keys[item] = ((long) (Integer.MAX_VALUE - Float.floatToRawIntBits(above)) << 32) | item;
        }
        Arrays.sort(keys);
        int panelCount = (int) ((count + (long) WIDTH - 1) / WIDTH);
        float[][][] panels = new float[panelCount][][];
        double[] greatest = new double[panelCount];
        int[] order = new int[count];
        for (int place = 0; place < count; place++) {
            int item = (int) keys[place];
            order[place] = item;
            int panel = place / WIDTH;
            if (place % WIDTH == 0) {
                panels[panel] = new float[items.rank()][WIDTH];
                greatest[panel] = Math.nextUp((float) norms[item]);
            }
            divide(items, item, targets, row);
            for (int f = 0; f < row.length; f++) {
                panels[panel][f][place % WIDTH] = row[f];
            }
        }
        return new ItemPanels(items.rank(), order, panels, greatest);
    }

    private static void divide(FactorMatrix items, int item, Targets targets, float[] row) {
        double target = targets.of(item);
        for (int f = 0; f < row.length; f++) {
            row[f] = (float) (items.get(item, f) / target);
        }
    }

    private static double norm(float[] factors, int at, int rank) {
        double square = 0;
        for (int f = 0; f < rank; f++) {
            square += (double) factors[at + f] * factors[at + f];
        }
        return Math.sqrt(square);
    }

    int panelCount() {
        return panels.length;
    }

    /** Rank × {@link #WIDTH}; what lies behind the last item is 0. Not to be modified. */
    float[][] panel(int panel) {
        return panels[panel];
    }

    /** How many items a panel has. */
    int size(int panel) {
        return Math.min(WIDTH, order.length - panel * WIDTH);
    }

    /** The item at a place of a panel. */
    int item(int panel, int place) {
        return order[panel * WIDTH + place];
    }

    /** |x| with what rounding may add to a score: no score in floats passes it times the item's norm. */
    double reach(float[] user) {
        return norm(user, 0, rank) * (1 + rank * 0x1p-22);
    }

    /** Whether no item from this panel on can have a score of at least {@code threshold}. */
    boolean isBeyond(int panel, double reach, double threshold) {
        return reach * greatestNorms[panel] + Float.MIN_NORMAL < threshold;
    }

    /** The scores of all items. {@code out} is modified. */
    void score(float[] user, Kernels kernels, double[] out) {
        float[] scores = new float[WIDTH];
        for (int panel = 0; panel < panels.length; panel++) {
            score(user, kernels, panel, scores);
            for (int place = 0; place < size(panel); place++) {
                out[item(panel, place)] = scores[place];
            }
        }
    }

    /** Offers the items of as many panels as can matter. */
    void rank(float[] user, Kernels kernels, TopItems top) {
        float[] scores = new float[WIDTH];
        double reach = reach(user);
        for (int panel = 0; panel < panels.length && !isBeyond(panel, reach, top.threshold()); panel++) {
            score(user, kernels, panel, scores);
            offer(panel, scores, 0, kernels, top);
        }
    }

    /** Offers what a panel's scores, from {@code at} on, reach the threshold with. Not modified. */
    void offer(int panel, float[] scores, int at, Kernels kernels, TopItems top) {
        float threshold = (float) top.threshold(); // exact: it was a float
        if (!kernels.reaches(scores, at, WIDTH, threshold)) {
            return;
        }
        for (int place = 0; place < size(panel); place++) {
            if (!(scores[at + place] < threshold)) {
                top.offer(item(panel, place), scores[at + place]);
            }
        }
    }

    private void score(float[] user, Kernels kernels, int panel, float[] scores) {
        Arrays.fill(scores, 0);
        kernels.addRows(user, 0, panels[panel], 0, rank, scores, WIDTH);
    }
}
