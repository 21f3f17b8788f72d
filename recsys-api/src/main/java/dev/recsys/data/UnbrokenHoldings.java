package dev.recsys.data;

import java.util.Arrays;
import java.util.List;

/** What each user holds in the user's latest snapshot, weighted by the share of the user's snapshots it goes back unbroken. */
final class UnbrokenHoldings {
    private UnbrokenHoldings() {}

    /** Users × items. */
    static InteractionMatrix of(List<Snapshot> snapshots, int userCount, int itemCount) {
        int[] starts = new int[userCount + 1];
        int[] columns = new int[1024];
        float[] weights = new float[1024];
        int cells = 0;
        UserWalk walk = new UserWalk(snapshots);
        for (int user = 0; user < userCount; user++) {
            walk.advanceTo(user);
            int observed = walk.observed();
            if (observed > 0) {
                for (int item : walk.holdings(observed - 1).itemsOf(walk.row(observed - 1))) {
                    int unbroken = 1;
                    while (unbroken < observed
                            && walk.holdings(observed - 1 - unbroken).holds(walk.row(observed - 1 - unbroken), item)) {
                        unbroken++;
                    }
                    if (cells == columns.length) {
                        int grown = (int) Math.min(Integer.MAX_VALUE - 8, 2L * cells);
                        columns = Arrays.copyOf(columns, grown);
                        weights = Arrays.copyOf(weights, grown);
                    }
                    columns[cells] = item;
                    weights[cells++] = (float) unbroken / observed;
                }
            }
            starts[user + 1] = cells;
        }
        return new InteractionMatrix(
                userCount, itemCount, starts, Arrays.copyOf(columns, cells), Arrays.copyOf(weights, cells));
    }

    /** Visits users in ascending order and knows the rows each has, oldest snapshot first. */
    private static final class UserWalk {
        private final List<Snapshot> snapshots;
        private final int[] cursors;
        private final int[] seenIn;
        private final int[] rows;
        private int observed;

        UserWalk(List<Snapshot> snapshots) {
            this.snapshots = snapshots;
            this.cursors = new int[snapshots.size()];
            this.seenIn = new int[snapshots.size()];
            this.rows = new int[snapshots.size()];
        }

        void advanceTo(int user) {
            observed = 0;
            for (int s = 0; s < cursors.length; s++) {
                Snapshot snapshot = snapshots.get(s);
                if (cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) == user) {
                    seenIn[observed] = s;
                    rows[observed++] = cursors[s]++;
                }
            }
        }

        int observed() {
            return observed;
        }

        HoldingMatrix holdings(int visit) {
            return snapshots.get(seenIn[visit]).holdings();
        }

        int row(int visit) {
            return rows[visit];
        }
    }
}
