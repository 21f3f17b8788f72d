package dev.recsys.baselines;

import java.util.Arrays;

/** Keeps the greatest of many values with their items, ties to the lower item: a heap, its least on top. For one thread. */
final class BestNeighbours {
    private final int limit;
    private final double[] values;
    private final int[] items;
    private int size;

    BestNeighbours(int limit) {
        this.limit = limit;
        this.values = new double[limit];
        this.items = new int[limit];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** What a value must reach to be kept; anything above 0 while there is room. */
    double least() {
        return size < limit ? Double.MIN_VALUE : values[0];
    }

    void offer(int item, double value) {
        if (size < limit) {
            int at = size++;
            while (at > 0 && isBelow(value, item, (at - 1) >> 1)) {
                values[at] = values[(at - 1) >> 1];
                items[at] = items[(at - 1) >> 1];
                at = (at - 1) >> 1;
            }
            values[at] = value;
            items[at] = item;
        } else if (!isBelow(value, item, 0)) {
            sink(value, item);
        }
    }

    private void sink(double value, int item) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBelow(values[child + 1], items[child + 1], child)) {
                child++;
            }
            if (isBelow(value, item, child)) {
                break;
            }
            values[at] = values[child];
            items[at] = items[child];
            at = child;
        }
        values[at] = value;
        items[at] = item;
    }

    /** Whether a value ranks lower than that of a place. */
    private boolean isBelow(double value, int item, int place) {
        return value < values[place] || (value == values[place] && item > items[place]);
    }

    /** The items kept, ascending. */
    int[] items() {
        int[] sorted = Arrays.copyOf(items, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
