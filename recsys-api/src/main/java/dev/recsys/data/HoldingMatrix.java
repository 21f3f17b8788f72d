package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;

/**
 * Who holds what at one moment, one bit a cell: rows × items, row-major, 32 items to an int. Immutable and thread-safe;
 * every look-up is O(1) or O(items ÷ 32).
 */
public final class HoldingMatrix {
    private final int rowCount;
    private final int itemCount;
    private final int wordsPerRow;
    private final int[] words;

    HoldingMatrix(int rowCount, int itemCount, int[] words) {
        this.rowCount = rowCount;
        this.itemCount = itemCount;
        this.wordsPerRow = wordsPerRow(itemCount);
        this.words = words;
    }

    static int wordsPerRow(int itemCount) {
        return (itemCount + 31) >>> 5;
    }

    /**
     * How many rows there are.
     *
     * @return the count
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * How many items a row covers.
     *
     * @return the count
     */
    public int itemCount() {
        return itemCount;
    }

    /**
     * Whether the row's user holds the item.
     *
     * @param row in {@code 0..rowCount()-1}
     * @param item in {@code 0..itemCount()-1}
     * @return true if held
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public boolean holds(int row, int item) {
        return (words[row * wordsPerRow + (item >>> 5)] >>> item & 1) != 0;
    }

    /**
     * How many items the row's user holds.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return the count
     * @throws IllegalArgumentException if the row is out of range
     */
    public int count(int row) {
        Checks.index(row, rowCount, "row");
        int count = 0;
        for (int word = 0; word < wordsPerRow; word++) {
            count += Integer.bitCount(words[row * wordsPerRow + word]);
        }
        return count;
    }

    /**
     * The items the row's user holds.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return a new array of item indexes, ascending
     * @throws IllegalArgumentException if the row is out of range
     */
    public int[] itemsOf(int row) {
        int[] items = new int[count(row)];
        int next = 0;
        for (int word = 0; word < wordsPerRow; word++) {
            for (int bits = word(row, word); bits != 0; bits &= bits - 1) {
                items[next++] = word * 32 + Integer.numberOfTrailingZeros(bits);
            }
        }
        return items;
    }

    /**
     * Thirty-two holdings at once.
     *
     * @param row in {@code 0..rowCount()-1}
     * @param word in {@code 0..(itemCount()+31)/32-1}
     * @return bit b stands for item {@code 32 * word + b}; bits past the last item are 0
     * @throws IndexOutOfBoundsException if the place lies outside the storage; loops over all cells ask for no other check
     */
    public int word(int row, int word) {
        return words[row * wordsPerRow + word];
    }

    /** The rows {@code order[0], order[1], …} of this matrix. */
    HoldingMatrix pick(int[] order) {
        int[] picked = new int[Math.multiplyExact(order.length, wordsPerRow)];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(words, order[i] * wordsPerRow, picked, i * wordsPerRow, wordsPerRow);
        }
        return new HoldingMatrix(order.length, itemCount, picked);
    }

    @Override
    public String toString() {
        return "HoldingMatrix[" + rowCount + " x " + itemCount + "]";
    }

    /** Grows row by row; package-private, fed by the panel's builder. */
    static final class Rows {
        private final int itemCount;
        private final int wordsPerRow;
        private int[] words;
        private int rowCount;

        Rows(int itemCount) {
            this.itemCount = itemCount;
            this.wordsPerRow = wordsPerRow(itemCount);
            this.words = new int[64 * wordsPerRow];
        }

        void addRow() {
            int needed = Math.multiplyExact(rowCount + 1, wordsPerRow);
            if (needed > words.length) {
                words = Arrays.copyOf(
                        words, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * words.length)));
            }
            rowCount++;
        }

        void set(int item) {
            words[(rowCount - 1) * wordsPerRow + (item >>> 5)] |= 1 << item;
        }

        HoldingMatrix build() {
            return new HoldingMatrix(rowCount, itemCount, Arrays.copyOf(words, rowCount * wordsPerRow));
        }
    }
}
