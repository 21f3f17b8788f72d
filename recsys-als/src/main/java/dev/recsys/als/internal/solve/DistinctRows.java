package dev.recsys.als.internal.solve;

import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;

/**
 * The distinct non-empty rows of a matrix and how many rows equal each, shortest first, then by first appearance: customers
 * with the same holdings and weights have the same factors, so they are solved once.
 */
public final class DistinctRows {
    private final InteractionMatrix matrix; // one row a kind, so that a sweep reads them one after the other
    private final int[] counts;
    private final int[] sizeStarts; // kinds of size n stand in sizeStarts[n]..sizeStarts[n+1]-1

    private DistinctRows(InteractionMatrix matrix, int[] counts, int[] sizeStarts) {
        this.matrix = matrix;
        this.counts = counts;
        this.sizeStarts = sizeStarts;
    }

    /**
     * Finds them.
     *
     * @param matrix any rows. Not modified.
     * @return the distinct ones
     */
    public static DistinctRows of(InteractionMatrix matrix) {
        int[] slots = new int[Integer.highestOneBit(Math.max(16, Math.min(matrix.rowCount(), 1 << 28))) << 2];
        int[] firsts = new int[1024];
        int[] counts = new int[1024];
        int kinds = 0;
        for (int row = 0; row < matrix.rowCount(); row++) {
            if (matrix.rowSize(row) == 0) {
                continue;
            }
            int slot = hash(matrix, row) & (slots.length - 1);
            while (slots[slot] != 0 && !equal(matrix, firsts[slots[slot] - 1], row)) {
                slot = (slot + 1) & (slots.length - 1);
            }
            if (slots[slot] == 0) {
                if (kinds == firsts.length) {
                    firsts = Arrays.copyOf(firsts, 2 * kinds);
                    counts = Arrays.copyOf(counts, 2 * kinds);
                }
                firsts[kinds] = row;
                slots[slot] = ++kinds;
            }
            counts[slots[slot] - 1]++;
        }
        return bySize(matrix, Arrays.copyOf(firsts, kinds), Arrays.copyOf(counts, kinds));
    }

    private static DistinctRows bySize(InteractionMatrix matrix, int[] firsts, int[] counts) {
        int[] starts = new int[matrix.columnCount() + 2];
        for (int row : firsts) {
            starts[matrix.rowSize(row) + 1]++;
        }
        for (int size = 0; size <= matrix.columnCount(); size++) {
            starts[size + 1] += starts[size];
        }
        int[] next = starts.clone();
        int[] sortedRows = new int[firsts.length];
        int[] sortedCounts = new int[firsts.length];
        for (int kind = 0; kind < firsts.length; kind++) {
            int place = next[matrix.rowSize(firsts[kind])]++;
            sortedRows[place] = firsts[kind];
            sortedCounts[place] = counts[kind];
        }
        return new DistinctRows(matrix.pickRows(sortedRows), sortedCounts, starts);
    }

    private static int hash(InteractionMatrix matrix, int row) {
        int hash = 17;
        for (int cell = matrix.rowStart(row); cell < matrix.rowStart(row + 1); cell++) {
            hash = 31 * (31 * hash + matrix.columnAt(cell)) + Float.floatToRawIntBits(matrix.weightAt(cell));
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >>> 12);
    }

    private static boolean equal(InteractionMatrix matrix, int a, int b) {
        int size = matrix.rowSize(a);
        if (size != matrix.rowSize(b)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            int cellA = matrix.rowStart(a) + i;
            int cellB = matrix.rowStart(b) + i;
            if (matrix.columnAt(cellA) != matrix.columnAt(cellB) || matrix.weightAt(cellA) != matrix.weightAt(cellB)) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many there are.
     *
     * @return at least 0
     */
    public int kindCount() {
        return counts.length;
    }

    /** The first kind of a size; {@code sizeStart(size + 1)} is where they end. */
    int sizeStart(int size) {
        return sizeStarts[size];
    }

    /**
     * How many rows are of a kind.
     *
     * @param kind in 0..{@link #kindCount()} − 1
     * @return at least 1
     */
    public int count(int kind) {
        return counts[kind];
    }

    /**
     * The rows themselves.
     *
     * @return one row a kind
     */
    public InteractionMatrix matrix() {
        return matrix;
    }
}
