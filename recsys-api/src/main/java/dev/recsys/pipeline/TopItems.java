package dev.recsys.pipeline;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rank step: the best of the items offered to it in any order, higher scores first, ties by item index. Mutable; for
 * one thread. A refused item costs one comparison, an entry O(limit).
 */
public final class TopItems {
    private static final int MAX_LIMIT = Integer.MAX_VALUE / 16;

    private final int[] items;
    private final double[] scores;
    private int size;
    private IntPredicate barred = item -> false;

    /**
     * Room for some items.
     *
     * @param limit how many, at least 1
     * @throws IllegalArgumentException if the limit is below 1
     */
    public TopItems(int limit) {
        this.items = new int[Checks.inRange(limit, 1, MAX_LIMIT, "limit")];
        this.scores = new double[limit];
    }

    /**
     * Forgets all items and sets the rules for those to come.
     *
     * @param nowBarred whether an item must not enter; asked only of those good enough
     * @throws IllegalArgumentException if {@code nowBarred} is null
     */
    public void restart(IntPredicate nowBarred) {
        Checks.notNull(nowBarred, "nowBarred");
        size = 0;
        barred = nowBarred;
    }

    /**
     * How many items there is room for.
     *
     * @return at least 1
     */
    public int limit() {
        return items.length;
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
     * @param item an item index
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
     * How many items have entered.
     *
     * @return at most {@link #limit}
     */
    public int size() {
        return size;
    }

    /**
     * An item.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return its index
     * @throws IllegalArgumentException if the place is out of range
     */
    public int item(int place) {
        return items[Checks.index(place, size, "place")];
    }

    /**
     * An item's score.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return a finite number
     * @throws IllegalArgumentException if the place is out of range
     */
    public double score(int place) {
        return scores[Checks.index(place, size, "place")];
    }

    /**
     * The items, best first.
     *
     * @return a new array
     */
    public int[] items() {
        return Arrays.copyOf(items, size);
    }

    /**
     * The items' scores, best first.
     *
     * @return a new array
     */
    public double[] scores() {
        return Arrays.copyOf(scores, size);
    }
}
