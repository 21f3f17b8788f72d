package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * What one user held in the periods before now, by item index, one bit a cell: the form in which models read a history.
 * Period p lies p periods back; a period without a row of the user is unknown, which is not the same as
 * holding nothing. Immutable and thread-safe.
 */
public final class HoldingHistory {
    /** How many periods back a history can reach: {@value}. */
    public static final int MAX_PERIODS = 24;

    private static final HoldingHistory NONE = new HoldingHistory(0, 0, 0, new int[0]);

    private final int periodCount;
    private final int wordsPerPeriod;
    private final int known; // bit p is set if period p is known
    private final int[] words; // period-major, period 1 first

    private HoldingHistory(int periodCount, int wordsPerPeriod, int known, int[] words) {
        this.periodCount = periodCount;
        this.wordsPerPeriod = wordsPerPeriod;
        this.known = known;
        this.words = words;
    }

    /**
     * A history of no periods.
     *
     * @return nothing known
     */
    public static HoldingHistory none() {
        return NONE;
    }

    /**
     * A builder of a history in which every period is unknown at first.
     *
     * @param periodCount how many periods it reaches back, in 0..{@link #MAX_PERIODS}
     * @param itemCount how many items a period covers, at least 0
     * @return the builder
     * @throws IllegalArgumentException if a count is out of range
     */
    public static Builder builder(int periodCount, int itemCount) {
        Checks.inRange(periodCount, 0, MAX_PERIODS, "periodCount");
        return new Builder(periodCount, Checks.atLeast(itemCount, 0, "itemCount"));
    }

    /** The holdings of a user in the snapshots before the period numbered {@code now}, oldest first. */
    static HoldingHistory of(List<Snapshot> earlier, int now, int user, int periods, int itemCount) {
        Checks.inRange(periods, 0, MAX_PERIODS, "periods");
        int depth =
                earlier.isEmpty() ? 0 : Math.min(periods, now - earlier.get(0).periodIndex());
        Builder history = builder(depth, itemCount);
        for (int s = earlier.size() - 1; s >= 0 && now - earlier.get(s).periodIndex() <= depth; s--) {
            Snapshot snapshot = earlier.get(s);
            int period = now - snapshot.periodIndex();
            int row = snapshot.rowOf(user);
            if (row >= 0) {
                history.known(period);
                for (int word = 0; word < history.wordsPerPeriod; word++) {
                    history.word(period, word, snapshot.holdings().word(row, word));
                }
            }
        }
        return history.build();
    }

    /**
     * How many periods the history reaches back, known or not.
     *
     * @return in 0..{@link #MAX_PERIODS}
     */
    public int periodCount() {
        return periodCount;
    }

    /**
     * Whether what the user held in a period is known.
     *
     * @param period how many periods back, at least 1
     * @return false for a period beyond {@link #periodCount}
     */
    public boolean isKnown(int period) {
        return period <= periodCount && (known >>> period & 1) != 0;
    }

    /**
     * Whether any period is known.
     *
     * @return true if one is
     */
    public boolean isKnown() {
        return known != 0;
    }

    /**
     * Thirty-two holdings of a period at once.
     *
     * @param period in {@code 1..periodCount()}
     * @param word in {@code 0..(items+31)/32-1}
     * @return bit b stands for item {@code 32 * word + b}; 0 for an unknown period
     * @throws IllegalArgumentException if the period or the word is out of range
     */
    public int word(int period, int word) {
        Checks.inRange(period, 1, periodCount, "period");
        return words[(period - 1) * wordsPerPeriod + Checks.index(word, wordsPerPeriod, "word")];
    }

    /**
     * Whether an item was held in a period.
     *
     * @param period in {@code 1..periodCount()}
     * @param item an item index
     * @return true if it was; false for an unknown period
     * @throws IllegalArgumentException if the period or the item is out of range
     */
    public boolean holds(int period, int item) {
        return (word(period, item >> 5) >>> item & 1) != 0;
    }

    /**
     * Two histories are equal if they know the same of the same periods, for catalogues of about one size. How far back they
     * reach beyond the earliest known period does not matter: all of that is unknown to both.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof HoldingHistory that
                && wordsPerPeriod == that.wordsPerPeriod
                && known == that.known
                && Arrays.equals(words, 0, knownWords(), that.words, 0, knownWords());
    }

    @Override
    public int hashCode() {
        int hash = known;
        for (int word = 0; word < knownWords(); word++) {
            hash = 31 * hash + words[word];
        }
        return hash;
    }

    /** The words up to the earliest known period; those of unknown periods are 0. */
    private int knownWords() {
        int earliest = known == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(known);
        return earliest * wordsPerPeriod;
    }

    @Override
    public String toString() {
        return "HoldingHistory[" + Integer.bitCount(known) + " of " + periodCount + " known]";
    }

    /** Collects what was held; not thread-safe. */
    public static final class Builder {
        private final int periodCount;
        private final int wordsPerPeriod;
        private final int[] words;
        private int known;

        private Builder(int periodCount, int itemCount) {
            this.periodCount = periodCount;
            this.wordsPerPeriod = HoldingMatrix.wordsPerRow(itemCount);
            this.words = new int[periodCount * wordsPerPeriod];
        }

        /**
         * Says that what the user held in a period is known: nothing, but for what else is said of it.
         *
         * @param period in {@code 1..periodCount}
         * @return this
         * @throws IllegalArgumentException if the period is out of range
         */
        public Builder known(int period) {
            known |= 1 << Checks.inRange(period, 1, periodCount, "period");
            return this;
        }

        /**
         * Says thirty-two holdings of a known period.
         *
         * @param period a period that was said to be known
         * @param word in {@code 0..(items+31)/32-1}
         * @param bits bit b stands for item {@code 32 * word + b}; in place of any said before
         * @return this
         * @throws IllegalArgumentException if the period is not known
         */
        public Builder word(int period, int word, int bits) {
            Checks.inRange(period, 1, periodCount, "period");
            Checks.index(word, wordsPerPeriod, "word");
            Checks.that((known >>> period & 1) != 0, "period %s must be known before its holdings", period);
            words[(period - 1) * wordsPerPeriod + word] = bits;
            return this;
        }

        /**
         * Says that an item was held in a known period.
         *
         * @param period a period that was said to be known
         * @param item an item index
         * @return this
         * @throws IllegalArgumentException if the period is not known
         */
        public Builder holds(int period, int item) {
            Checks.inRange(period, 1, periodCount, "period");
            Checks.index(item, 32 * wordsPerPeriod, "item");
            int word = item >>> 5;
            return word(period, word, words[(period - 1) * wordsPerPeriod + word] | 1 << item);
        }

        /**
         * The history.
         *
         * @return an immutable whole; the builder must not be used again
         */
        public HoldingHistory build() {
            return known == 0 ? NONE : new HoldingHistory(periodCount, wordsPerPeriod, known, words);
        }
    }
}
