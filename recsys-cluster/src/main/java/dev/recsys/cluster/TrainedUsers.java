package dev.recsys.cluster;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.util.BitSet;

/** The users of a panel that have a row, with what was last known of each. Immutable. */
final class TrainedUsers {
    private final Panel panel;
    private final int[] users;
    private final FeatureTable features;

    private TrainedUsers(Panel panel, int[] users, FeatureTable features) {
        this.panel = panel;
        this.users = users;
        this.features = features;
    }

    /**
     * The users of a panel.
     *
     * @param latest a row for each user of the panel's index, with or without data
     */
    static TrainedUsers of(Panel panel, FeatureTable latest) {
        BitSet seen = new BitSet();
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                seen.set(snapshot.user(row));
            }
        }
        int[] users = seen.stream().toArray();
        return new TrainedUsers(panel, users, users.length == latest.rowCount() ? latest : latest.pickRows(users));
    }

    /** The same users with more columns. */
    TrainedUsers with(FeatureTable more) {
        return new TrainedUsers(panel, users, features.with(more));
    }

    int count() {
        return users.length;
    }

    /** One row a user. */
    FeatureTable features() {
        return features;
    }

    /** What to do with an item that a user holds in the user's last snapshot. */
    @FunctionalInterface
    interface Holding {
        /**
         * Takes a holding.
         *
         * @param user the row of the user's features
         */
        void take(int user, int item);
    }

    void forEachHolding(Holding holding) {
        InteractionMatrix held = panel.interactions();
        for (int user = 0; user < users.length; user++) {
            int start = held.rowStart(users[user]);
            for (int cell = start, end = start + held.rowSize(users[user]); cell < end; cell++) {
                holding.take(user, held.columnAt(cell));
            }
        }
    }
}
