package dev.recsys.baselines;

import dev.recsys.data.InteractionMatrix;

/**
 * Rows of items to be multiplied: what is on the left (items × cases) by what is on the right (cases × items). A case is a
 * user, or a step in time. Not to be modified; thread-safe.
 */
final class ItemRows {
    private final InteractionMatrix items;
    private final InteractionMatrix cases;
    private final double[] left; // one a cell of items × cases
    private final double[] right; // one a cell of cases × items

    private ItemRows(InteractionMatrix items, InteractionMatrix cases, double[] left, double[] right) {
        this.items = items;
        this.cases = cases;
        this.left = left;
        this.right = right;
    }

    /** A matrix by itself, with one value a cell of users × items, at least 0. Not modified, kept. */
    static ItemRows square(InteractionMatrix users, double[] values) {
        InteractionMatrix items = users.transposed();
        double[] left = new double[values.length];
        int[] next = new int[items.rowCount()];
        for (int item = 0; item < next.length; item++) {
            next[item] = items.rowStart(item);
        }
        for (int cell = 0; cell < values.length; cell++) {
            left[next[users.columnAt(cell)]++] = values[cell];
        }
        return new ItemRows(items, users, left, values);
    }

    /** One matrix by another with the same cases, cases × items each, their weights as values. */
    static ItemRows product(InteractionMatrix before, InteractionMatrix after) {
        return new ItemRows(before.transposed(), after, weights(before.transposed()), weights(after));
    }

    private static double[] weights(InteractionMatrix matrix) {
        double[] weights = new double[matrix.cellCount()];
        for (int cell = 0; cell < weights.length; cell++) {
            weights[cell] = matrix.weightAt(cell);
        }
        return weights;
    }

    int itemCount() {
        return items.rowCount();
    }

    int caseCount() {
        return cases.rowCount();
    }

    /** The first cell of an item; {@code start(item + 1)} is where it ends. */
    int start(int item) {
        return items.rowStart(item);
    }

    int caseAt(int cell) {
        return items.columnAt(cell);
    }

    double valueAt(int cell) {
        return left[cell];
    }

    /**
     * The products of an item's row with every item, cases in ascending order, so to the same bits at any thread count.
     *
     * @param item the item
     * @param sums gets the products; 0 for all items before. Modified.
     */
    void multiply(int item, double[] sums) {
        for (int cell = items.rowStart(item); cell < items.rowStart(item + 1); cell++) {
            add(items.columnAt(cell), left[cell], sums);
        }
    }

    private void add(int at, double value, double[] sums) {
        int end = cases.rowStart(at + 1);
        for (int other = cases.rowStart(at); other < end; other++) {
            sums[cases.columnAt(other)] += value * right[other];
        }
    }

    /**
     * The products as {@link #multiply(int, double[])} gives them, and how many cases each item shares.
     *
     * @param item the item
     * @param sums gets the products; 0 for all items before. Modified.
     * @param common gets how many cases the item shares with each; 0 for all items before. Modified.
     * @param touched gets the items that share a case with it, each once, possibly the item itself; one longer than there are
     *     items. Modified.
     * @return how many those are
     */
    int multiply(int item, double[] sums, int[] common, int[] touched) {
        int count = 0;
        for (int cell = items.rowStart(item); cell < items.rowStart(item + 1); cell++) {
            count = add(items.columnAt(cell), left[cell], sums, common, touched, count);
        }
        return count;
    }

    /** One case; without a branch, since whether an item is a new one is hard to predict. */
    private int add(int at, double value, double[] sums, int[] common, int[] touched, int before) {
        int count = before;
        int end = cases.rowStart(at + 1);
        for (int other = cases.rowStart(at); other < end; other++) {
            int column = cases.columnAt(other);
            int shared = common[column];
            sums[column] += value * right[other];
            common[column] = shared + 1;
            touched[count] = column;
            count += shared == 0 ? 1 : 0;
        }
        return count;
    }

    /** The most cases of an item. */
    int mostCases() {
        int most = 0;
        for (int item = 0; item < items.rowCount(); item++) {
            most = Math.max(most, items.rowSize(item));
        }
        return most;
    }
}
