package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * The step between the snapshots of two adjacent periods, joined by user. A pair is a user with a row in both; an addition is an item the user held in
 * the later but not in the earlier one. Immutable and thread-safe.
 */
public final class Transition {
    private final List<Snapshot> earlier;
    private final Snapshot before;
    private final Snapshot after;
    private final int[] rowsBefore;
    private final int[] rowsAfter;
    private final int[] additionCounts;
    private final int[] nonOwnerCounts;

    Transition(List<Snapshot> earlier, Snapshot before, Snapshot after, int itemCount) {
        this.earlier = List.copyOf(earlier);
        this.before = before;
        this.after = after;
        int[] joinedBefore = new int[Math.min(before.rowCount(), after.rowCount())];
        int[] joinedAfter = new int[joinedBefore.length];
        int pairs = 0;
        for (int b = 0, a = 0; b < before.rowCount() && a < after.rowCount(); ) {
            int order = Integer.compare(before.user(b), after.user(a));
            if (order == 0) {
                joinedBefore[pairs] = b++;
                joinedAfter[pairs++] = a++;
            } else if (order < 0) {
                b++;
            } else {
                a++;
            }
        }
        this.rowsBefore = Arrays.copyOf(joinedBefore, pairs);
        this.rowsAfter = Arrays.copyOf(joinedAfter, pairs);
        this.additionCounts = new int[itemCount];
        int[] owners = new int[itemCount];
        for (int pair = 0; pair < pairs; pair++) {
            for (int item : before.holdings().itemsOf(rowsBefore[pair])) {
                owners[item]++;
            }
            for (int item : added(pair)) {
                additionCounts[item]++;
            }
        }
        int pairTotal = pairs;
        this.nonOwnerCounts = Arrays.stream(owners).map(o -> pairTotal - o).toArray();
    }

    /**
     * The earlier snapshot.
     *
     * @return the snapshot
     */
    public Snapshot before() {
        return before;
    }

    /**
     * The later snapshot.
     *
     * @return the snapshot
     */
    public Snapshot after() {
        return after;
    }

    /**
     * How many users have a row in both snapshots.
     *
     * @return the count
     */
    public int pairCount() {
        return rowsBefore.length;
    }

    /**
     * A pair's user.
     *
     * @param pair in {@code 0..pairCount()-1}
     * @return the user index; ascending with the pair
     * @throws IllegalArgumentException if the pair is out of range
     */
    public int user(int pair) {
        return before.user(rowBefore(pair));
    }

    /**
     * A pair's row in the earlier snapshot.
     *
     * @param pair in {@code 0..pairCount()-1}
     * @return the row
     * @throws IllegalArgumentException if the pair is out of range
     */
    public int rowBefore(int pair) {
        return rowsBefore[Checks.index(pair, rowsBefore.length, "pair")];
    }

    /**
     * A pair's row in the later snapshot.
     *
     * @param pair in {@code 0..pairCount()-1}
     * @return the row
     * @throws IllegalArgumentException if the pair is out of range
     */
    public int rowAfter(int pair) {
        return rowsAfter[Checks.index(pair, rowsAfter.length, "pair")];
    }

    /**
     * What the pair's user added.
     *
     * @param pair in {@code 0..pairCount()-1}
     * @return a new array of item indexes, ascending
     * @throws IllegalArgumentException if the pair is out of range
     */
    public int[] added(int pair) {
        Checks.index(pair, rowsBefore.length, "pair");
        int wordCount = HoldingMatrix.wordsPerRow(before.holdings().itemCount());
        int count = 0;
        for (int word = 0; word < wordCount; word++) {
            count += Integer.bitCount(addedWord(pair, word));
        }
        int[] items = new int[count];
        int next = 0;
        for (int word = 0; word < wordCount; word++) {
            for (int bits = addedWord(pair, word); bits != 0; bits &= bits - 1) {
                items[next++] = word * 32 + Integer.numberOfTrailingZeros(bits);
            }
        }
        return items;
    }

    private int addedWord(int pair, int word) {
        return after.holdings().word(rowsAfter[pair], word) & ~before.holdings().word(rowsBefore[pair], word);
    }

    /**
     * Whether an addition is a re-activation: the item was held in some snapshot before the earlier one, dropped, and
     * taken again. O(snapshots × log users).
     *
     * @param pair in {@code 0..pairCount()-1}
     * @param item an item the pair's user added
     * @return true for a re-activation, false for a first acquisition as far as the panel reaches back
     * @throws IllegalArgumentException if an index is out of range
     */
    public boolean isReactivation(int pair, int item) {
        int user = user(pair);
        Checks.index(item, additionCounts.length, "item");
        for (Snapshot snapshot : earlier) {
            int row = snapshot.rowOf(user);
            if (row >= 0 && snapshot.holdings().holds(row, item)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a pair's user held before the earlier snapshot, which itself counts as now. O(periods × log users).
     *
     * @param pair in {@code 0..pairCount()-1}
     * @param periods how many periods to look back, in 0..{@link HoldingHistory#MAX_PERIODS}
     * @return the history, no deeper than the panel; a period without a row is unknown
     * @throws IllegalArgumentException if {@code periods} is out of range, or if the pair is out of range
     */
    public HoldingHistory history(int pair, int periods) {
        return HoldingHistory.of(earlier, before.periodIndex(), user(pair), periods, additionCounts.length);
    }

    /**
     * What was known of a pair's user one period before the earlier snapshot. O(log users).
     *
     * @param pair in {@code 0..pairCount()-1}
     * @return the features; all missing where the panel has no row of the user in that period
     * @throws IllegalArgumentException if the pair is out of range
     */
    public FeatureRow featuresBefore(int pair) {
        Checks.index(pair, rowsBefore.length, "pair");
        if (earlier.isEmpty()) {
            return FeatureRow.unknown();
        }
        Snapshot snapshot = earlier.get(earlier.size() - 1);
        if (snapshot.periodIndex() != before.periodIndex() - 1) {
            return FeatureRow.unknown();
        }
        int row = snapshot.rowOf(user(pair));
        return row < 0 ? FeatureRow.unknown() : snapshot.features().row(row);
    }

    /**
     * How many periods the panel reaches back before the earlier snapshot, gaps included.
     *
     * @return 0 if there is no snapshot before it
     */
    public int periodsBefore() {
        return earlier.isEmpty() ? 0 : before.periodIndex() - earlier.get(0).periodIndex();
    }

    /**
     * How many users added an item.
     *
     * @param item an item index
     * @return the count
     * @throws IllegalArgumentException if the item is out of range
     */
    public int additionCount(int item) {
        return additionCounts[Checks.index(item, additionCounts.length, "item")];
    }

    /**
     * How many users of the pairs could add an item, for they did not hold it in the earlier snapshot.
     *
     * @param item an item index
     * @return the count
     * @throws IllegalArgumentException if the item is out of range
     */
    public int nonOwnerCount(int item) {
        return nonOwnerCounts[Checks.index(item, nonOwnerCounts.length, "item")];
    }

    @Override
    public String toString() {
        return "Transition[" + before.date() + " to " + after.date() + ", " + rowsBefore.length + " users]";
    }
}
