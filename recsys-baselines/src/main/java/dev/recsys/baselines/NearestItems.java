package dev.recsys.baselines;

import dev.recsys.TrainingListener;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The nearest neighbours of every item. Each item's are found by one thread, so the result does not depend on how many. */
final class NearestItems {
    /** Items a range. */
    private static final int RANGE = 16;

    private final ItemRows rows;
    private final int limit;
    private final double[] shares; // by the number of common cases: how much of a product counts
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final int[][] columns;
    private final float[][] values;

    /**
     * For so many neighbours an item.
     *
     * @param rows what is multiplied
     * @param limit the most neighbours of an item
     * @param shrinkage a product of two items with n common users counts n ÷ (n + this) of it
     */
    NearestItems(ItemRows rows, int limit, double shrinkage) {
        this.rows = rows;
        this.limit = Math.max(1, Math.min(limit, rows.itemCount() - 1));
        this.shares = new double[rows.mostCases() + 1];
        for (int common = 1; common < shares.length; common++) {
            shares[common] = common / (common + shrinkage);
        }
        this.columns = new int[rows.itemCount()][];
        this.values = new float[rows.itemCount()][];
    }

    /** Finds the neighbours of all items, in steps. */
    ItemWeights find(Workers workers, Steps steps, TrainingListener listener) {
        steps.run(
                rows.itemCount(),
                listener,
                (first, count) -> workers.forRanges(count, RANGE, (range, from, to) -> find(first + from, first + to)));
        return ItemWeights.sparse(columns, values);
    }

    /** The neighbours of an item that {@link #find} has found, ascending. Not to be modified. */
    int[] neighbours(int item) {
        return columns[item];
    }

    private void find(int from, int to) {
        Scratch taken = scratches.poll();
        Scratch scratch = taken == null ? new Scratch(rows.itemCount(), limit) : taken;
        for (int item = from; item < to; item++) {
            int count = rows.multiply(item, scratch.sums, scratch.common, scratch.touched);
            select(item, scratch, count);
            scratch.clear(count);
        }
        scratches.add(scratch);
    }

    /** Keeps the greatest products. The scratch pad's heap is modified. */
    private void select(int item, Scratch scratch, int count) {
        BestNeighbours best = scratch.best;
        best.clear();
        offer(item, scratch, count);
        int[] kept = best.items();
        float[] keptValues = new float[kept.length];
        int used = 0;
        for (int other : kept) {
            float value = (float) (scratch.sums[other] * shares[scratch.common[other]]);
            if (value > 0) {
                kept[used] = other;
                keptValues[used++] = value;
            }
        }
        columns[item] = used == kept.length ? kept : Arrays.copyOf(kept, used);
        values[item] = used == kept.length ? keptValues : Arrays.copyOf(keptValues, used);
    }

    private void offer(int item, Scratch scratch, int count) {
        BestNeighbours best = scratch.best;
        double least = best.least();
        for (int i = 0; i < count; i++) {
            int other = scratch.touched[i];
            double sum = scratch.sums[other];
            if (sum >= least && other != item) { // no share exceeds 1
                best.offer(other, sum * shares[scratch.common[other]]);
                least = best.least();
            }
        }
    }

    /** What one thread works with; taken and given back, as fresh memory costs more than clearing what was touched. */
    private static final class Scratch {
        final double[] sums;
        final int[] common;
        final int[] touched;
        final BestNeighbours best;

        Scratch(int items, int limit) {
            this.sums = new double[items];
            this.common = new int[items];
            this.touched = new int[items + 1];
            this.best = new BestNeighbours(limit);
        }

        void clear(int count) {
            if (count > sums.length / 8) {
                Arrays.fill(sums, 0);
                Arrays.fill(common, 0);
                return;
            }
            for (int i = 0; i < count; i++) {
                sums[touched[i]] = 0;
                common[touched[i]] = 0;
            }
        }
    }
}
