package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What was known of the users in one period: their features and what they held. Row r is that of user {@code user(r)};
 * rows stand in ascending order of user index. Immutable and thread-safe.
 */
public final class Snapshot {
    private final LocalDate date;
    private final int periodIndex;
    private final int[] users;
    private final FeatureTable features;
    private final HoldingMatrix holdings;

    Snapshot(LocalDate date, int periodIndex, int[] users, FeatureTable features, HoldingMatrix holdings) {
        this.date = date;
        this.periodIndex = periodIndex;
        this.users = users;
        this.features = features;
        this.holdings = holdings;
    }

    /**
     * The day this was known: the latest date of its rows.
     *
     * @return the date
     */
    public LocalDate date() {
        return date;
    }

    /**
     * The number of the snapshot's period, as {@link Period#indexOf} gives it.
     *
     * @return the number; adjacent periods differ by 1
     */
    public int periodIndex() {
        return periodIndex;
    }

    /**
     * How many users, and so rows, there are.
     *
     * @return the count
     */
    public int rowCount() {
        return users.length;
    }

    /**
     * The user of a row.
     *
     * @param row in {@code 0..rowCount()-1}
     * @return the user's index in the panel
     * @throws IllegalArgumentException if the row is out of range
     */
    public int user(int row) {
        return users[Checks.index(row, users.length, "row")];
    }

    /**
     * The row of a user, by binary search.
     *
     * @param user a user index
     * @return the row, or -1 if the user is not in this snapshot
     */
    public int rowOf(int user) {
        int row = Arrays.binarySearch(users, user);
        return row < 0 ? -1 : row;
    }

    /**
     * The users' features.
     *
     * @return rows × features
     */
    public FeatureTable features() {
        return features;
    }

    /**
     * What the users hold.
     *
     * @return rows × items
     */
    public HoldingMatrix holdings() {
        return holdings;
    }

    /** The same rows with some of the features. */
    Snapshot selectFeatures(List<String> names) {
        return new Snapshot(date, periodIndex, users, features.select(names), holdings);
    }

    /** The rows whose users the test keeps. */
    Snapshot keep(IntPredicate keptUser) {
        int[] rows = new int[users.length];
        int kept = 0;
        for (int row = 0; row < users.length; row++) {
            if (keptUser.test(users[row])) {
                rows[kept++] = row;
            }
        }
        int[] order = Arrays.copyOf(rows, kept);
        int[] keptUsers = new int[kept];
        Arrays.setAll(keptUsers, i -> users[order[i]]);
        return new Snapshot(date, periodIndex, keptUsers, features.pickRows(order), holdings.pick(order));
    }

    @Override
    public String toString() {
        return "Snapshot[" + date + ", " + users.length + " users]";
    }
}
