package dev.recsys.report;

import dev.recsys.data.HoldingMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.util.List;

/**
 * What is counted in one pass over a panel: rows, holders, additions and removals by snapshot, missing values. Takes one
 * snapshot after the other and copies none.
 */
final class PanelCounts {
    private final Panel panel;
    private final int items;
    private final long[][] holders;
    private final long[][] added;
    private final long[][] removed;
    private final long[] entered;
    private final long[] left;
    private final long[] missing;
    private final boolean[] step;
    private final HoldingTimes times;

    private PanelCounts(Panel panel) {
        this.panel = panel;
        this.items = panel.catalogue().size();
        int count = panel.snapshots().size();
        holders = new long[count][items];
        added = new long[count][items];
        removed = new long[count][items];
        entered = new long[count];
        left = new long[count];
        step = new boolean[count];
        missing = new long[panel.schema().size()];
        times = new HoldingTimes(panel.users().size(), items);
    }

    static PanelCounts of(Panel panel) {
        PanelCounts counts = new PanelCounts(panel);
        List<Snapshot> snapshots = panel.snapshots();
        for (int i = 0; i < snapshots.size(); i++) {
            counts.count(i, snapshots.get(i));
            counts.step[i] = i > 0
                    && snapshots.get(i).periodIndex() - snapshots.get(i - 1).periodIndex() == 1;
            if (counts.step[i]) {
                counts.join(i, snapshots.get(i - 1), snapshots.get(i));
            } else {
                counts.times.forget();
            }
        }
        return counts;
    }

    private void count(int place, Snapshot snapshot) {
        HoldingMatrix holdings = snapshot.holdings();
        int words = (items + 31) / 32;
        for (int row = 0; row < snapshot.rowCount(); row++) {
            for (int word = 0; word < words; word++) {
                for (int bits = holdings.word(row, word); bits != 0; bits &= bits - 1) {
                    holders[place][word * 32 + Integer.numberOfTrailingZeros(bits)]++;
                }
            }
        }
        for (int column = 0; column < missing.length; column++) {
            boolean numeric = panel.schema().isNumeric(column);
            for (int row = 0; row < snapshot.rowCount(); row++) {
                boolean gone = numeric
                        ? Float.isNaN(snapshot.features().number(row, column))
                        : snapshot.features().code(row, column) < 0;
                missing[column] += gone ? 1 : 0;
            }
        }
    }

    private void join(int place, Snapshot before, Snapshot after) {
        int b = 0;
        int a = 0;
        while (b < before.rowCount() || a < after.rowCount()) {
            int old = b < before.rowCount() ? before.user(b) : Integer.MAX_VALUE;
            int now = a < after.rowCount() ? after.user(a) : Integer.MAX_VALUE;
            if (old < now) {
                left[place]++;
                times.lose(old);
                b++;
            } else if (now < old) {
                entered[place]++;
                a++;
            } else {
                changes(place, old, before.holdings(), b++, after.holdings(), a++);
            }
        }
    }

    private void changes(int place, int user, HoldingMatrix before, int b, HoldingMatrix after, int a) {
        for (int word = 0; word < (items + 31) / 32; word++) {
            int old = before.word(b, word);
            int now = after.word(a, word);
            for (int bits = old | now; bits != 0; bits &= bits - 1) {
                int bit = Integer.numberOfTrailingZeros(bits);
                int item = word * 32 + bit;
                boolean held = ((old >>> bit) & 1) != 0;
                boolean holds = ((now >>> bit) & 1) != 0;
                added[place][item] += !held && holds ? 1 : 0;
                removed[place][item] += held && !holds ? 1 : 0;
                times.see(user, item, held, holds);
            }
        }
    }

    /** How many hold an item at a snapshot. */
    long holders(int place, int item) {
        return holders[place][item];
    }

    /** How many added an item between a snapshot and the one before; 0 across a gap. */
    long added(int place, int item) {
        return added[place][item];
    }

    long removed(int place, int item) {
        return removed[place][item];
    }

    long entered(int place) {
        return entered[place];
    }

    long left(int place) {
        return left[place];
    }

    /** Whether the snapshot before is of the period before. */
    boolean isStep(int place) {
        return step[place];
    }

    /** How many rows lack a feature. */
    long missing(int column) {
        return missing[column];
    }

    HoldingTimes times() {
        return times;
    }
}
