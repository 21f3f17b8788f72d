package dev.recsys.als;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The best of the items offered to it in any order: higher scores first, ties by item index. Mutable; one thread at a time.
 * A refusal costs one comparison, an entry O(limit).
 */
final class TopItems {
    private final int[] items;
    private final double[] scores;
    private int size;
    private IntPredicate barred = item -> false;

    /** For at most this many items, at least 1. */
    TopItems(int limit) {
        this.items = new int[limit];
        this.scores = new double[limit];
    }

    /** Forgets all items, and from now on takes none that is barred; asked only of those good enough. */
    void restart(IntPredicate nowBarred) {
        size = 0;
        barred = nowBarred;
    }

    /** The least score that can still enter. */
    double threshold() {
        return size < items.length ? Double.NEGATIVE_INFINITY : scores[size - 1];
    }

    /**
     * Takes an item if it is among the best so far and not barred.
     *
     * @throws IllegalStateException if the score is good enough but not finite
     */
    void offer(int item, double score) {
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

    int size() {
        return size;
    }

    int item(int place) {
        return items[place];
    }

    double score(int place) {
        return scores[place];
    }

    /** The items, best first, as a new array. */
    int[] items() {
        return Arrays.copyOf(items, size);
    }

    /** Their scores, as a new array. */
    double[] scores() {
        return Arrays.copyOf(scores, size);
    }
}
