package dev.recsys.als.internal.serve;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The best of the items offered to it in any order: higher scores first, ties by item index. Mutable; one thread at a time.
 * A refusal costs one comparison, an entry O(limit).
 */
public final class TopItems {
    private final int[] items;
    private final double[] scores;
    private int size;
    private IntPredicate barred = item -> false;

    /**
     * An empty ranking.
     *
     * @param limit the most items it keeps, at least 1
     */
    public TopItems(int limit) {
        this.items = new int[limit];
        this.scores = new double[limit];
    }

    /**
     * Forgets all items, and from now on takes none that is barred.
     *
     * @param nowBarred asked only of items that are good enough
     */
    public void restart(IntPredicate nowBarred) {
        size = 0;
        barred = nowBarred;
    }

    /**
     * The least score that can still enter.
     *
     * @return negative infinity while there is room
     */
    public double threshold() {
        return size < items.length ? Double.NEGATIVE_INFINITY : scores[size - 1];
    }

    /**
     * Takes an item if it is among the best so far and not barred.
     *
     * @param item the item
     * @param score its score
     * @throws IllegalStateException if the score is good enough but not finite
     */
    public void offer(int item, double score) {
        if (size == items.length && !precedes(score, item, size - 1)) {
            return;
        }
        if (barred.test(item)) {
            return;
        }
        if (!Double.isFinite(score)) {
            throw new IllegalStateException("the item at index " + item + " was scored " + score);
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (precedes(score, item, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int kept = size < items.length ? size++ : size - 1;
        System.arraycopy(items, low, items, low + 1, kept - low);
        System.arraycopy(scores, low, scores, low + 1, kept - low);
        items[low] = item;
        scores[low] = score;
    }

    private boolean precedes(double score, int item, int place) {
        return !(score < scores[place]) && (score != scores[place] || item < items[place]);
    }

    /**
     * How many items are kept.
     *
     * @return at most the limit
     */
    public int size() {
        return size;
    }

    /**
     * The item at a place.
     *
     * @param place 0 for the best
     * @return its index
     */
    public int item(int place) {
        return items[place];
    }

    /**
     * The score at a place.
     *
     * @param place 0 for the best
     * @return its score
     */
    public double score(int place) {
        return scores[place];
    }

    /**
     * The items.
     *
     * @return a new array, best first
     */
    public int[] items() {
        return Arrays.copyOf(items, size);
    }

    /**
     * Their scores.
     *
     * @return a new array, best first
     */
    public double[] scores() {
        return Arrays.copyOf(scores, size);
    }
}
