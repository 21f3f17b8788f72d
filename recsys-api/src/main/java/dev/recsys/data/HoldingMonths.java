package dev.recsys.data;

import dev.recsys.check.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * What one user held in the months before now, by item index, one bit a cell: the form in which models read a history.
 * Month m is m steps between snapshots back; a month without a row of the user is unknown, which is not the same as
 * holding nothing. Immutable and thread-safe.
 */
public final class HoldingMonths {
    /** How many months back a history can reach: {@value}. */
    public static final int MOST = 24;

    private static final HoldingMonths NONE = new HoldingMonths(0, 0, 0, new int[0]);

    private final int monthCount;
    private final int wordsPerMonth;
    private final int known; // bit m tells of month m
    private final int[] words; // month-major, month 1 first

    private HoldingMonths(int monthCount, int wordsPerMonth, int known, int[] words) {
        this.monthCount = monthCount;
        this.wordsPerMonth = wordsPerMonth;
        this.known = known;
        this.words = words;
    }

    /**
     * A history of no months.
     *
     * @return nothing known
     */
    public static HoldingMonths none() {
        return NONE;
    }

    /**
     * A builder of a history in which every month is unknown at first.
     *
     * @param monthCount how many months it reaches back, in 0..{@link #MOST}
     * @param itemCount how many items a month covers, at least 0
     * @return the builder
     * @throws IllegalArgumentException if a count is out of range
     */
    public static Builder builder(int monthCount, int itemCount) {
        Checks.inRange(monthCount, 0, MOST, "monthCount");
        return new Builder(monthCount, Checks.atLeast(itemCount, 0, "itemCount"));
    }

    /** What snapshots, oldest first, tell of a user; the last of them is month 1. */
    static HoldingMonths of(List<Snapshot> earlier, int user, int months, int itemCount) {
        Builder history = builder(Math.min(Checks.inRange(months, 0, MOST, "months"), earlier.size()), itemCount);
        for (int month = 1; month <= history.monthCount; month++) {
            Snapshot snapshot = earlier.get(earlier.size() - month);
            int row = snapshot.rowOf(user);
            if (row >= 0) {
                history.known(month);
                for (int word = 0; word < history.wordsPerMonth; word++) {
                    history.word(month, word, snapshot.holdings().word(row, word));
                }
            }
        }
        return history.build();
    }

    /**
     * How many months the history reaches back, known or not.
     *
     * @return in 0..{@link #MOST}
     */
    public int monthCount() {
        return monthCount;
    }

    /**
     * Whether what the user held in a month is known.
     *
     * @param month how many months back, at least 1
     * @return false for a month beyond {@link #monthCount}
     */
    public boolean isKnown(int month) {
        return month <= monthCount && (known >>> month & 1) != 0;
    }

    /**
     * Whether any month is known.
     *
     * @return true if one is
     */
    public boolean isKnown() {
        return known != 0;
    }

    /**
     * Thirty-two holdings of a month at once.
     *
     * @param month in {@code 1..monthCount()}
     * @param word in {@code 0..(items+31)/32-1}
     * @return bit b tells of item {@code 32 * word + b}; 0 for an unknown month
     */
    public int word(int month, int word) {
        return words[(month - 1) * wordsPerMonth + word];
    }

    /**
     * Whether an item was held in a month.
     *
     * @param month in {@code 1..monthCount()}
     * @param item an item index
     * @return true if it was; false for an unknown month
     */
    public boolean holds(int month, int item) {
        return (word(month, item >>> 5) >>> item & 1) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HoldingMonths that
                && monthCount == that.monthCount
                && known == that.known
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * known + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "HoldingMonths[" + Integer.bitCount(known) + " of " + monthCount + " known]";
    }

    /** Collects what was held; not thread-safe. */
    public static final class Builder {
        private final int monthCount;
        private final int wordsPerMonth;
        private final int[] words;
        private int known;

        private Builder(int monthCount, int itemCount) {
            this.monthCount = monthCount;
            this.wordsPerMonth = HoldingMatrix.wordsPerRow(itemCount);
            this.words = new int[monthCount * wordsPerMonth];
        }

        /**
         * Says that what the user held in a month is known: nothing, but for what else is said of it.
         *
         * @param month in {@code 1..monthCount}
         * @return this
         * @throws IllegalArgumentException if the month is out of range
         */
        public Builder known(int month) {
            known |= 1 << Checks.inRange(month, 1, monthCount, "month");
            return this;
        }

        /**
         * Says thirty-two holdings of a known month.
         *
         * @param month a month that was said to be known
         * @param word in {@code 0..(items+31)/32-1}
         * @param bits bit b tells of item {@code 32 * word + b}; in place of any said before
         * @return this
         * @throws IllegalArgumentException if the month is not known
         */
        public Builder word(int month, int word, int bits) {
            Checks.that((known >>> month & 1) != 0, "month %s must be known before its holdings", month);
            words[(month - 1) * wordsPerMonth + word] = bits;
            return this;
        }

        /**
         * Says that an item was held in a known month.
         *
         * @param month a month that was said to be known
         * @param item an item index
         * @return this
         * @throws IllegalArgumentException if the month is not known
         */
        public Builder holds(int month, int item) {
            int word = item >>> 5;
            return word(month, word, words[(month - 1) * wordsPerMonth + word] | 1 << item);
        }

        /**
         * The history.
         *
         * @return an immutable whole; the builder must not be used again
         */
        public HoldingMonths build() {
            return known == 0 ? NONE : new HoldingMonths(monthCount, wordsPerMonth, known, words);
        }
    }
}
