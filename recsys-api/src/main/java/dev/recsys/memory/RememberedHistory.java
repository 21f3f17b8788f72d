package dev.recsys.memory;

import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;

/**
 * What remembered users held in the periods before their latest snapshot, as the changes on the way back: most holdings
 * stay as they are, so that a user of a bank takes about 12 bytes. Immutable and thread-safe.
 */
final class RememberedHistory {
    private static final int ITEM_BITS = 26; // a change is the period above and the item below

    private final int periodCount;
    private final int itemCount;

    private final int[] known; // of each user; bit p is set if period p is known
    private final int[] starts; // of each user's changes, and the end
    private final int[] changes; // ascending in each user: the item changes between that period and the next known one

    private RememberedHistory(int periodCount, int itemCount, int[] known, int[] starts, int[] changes) {
        this.periodCount = periodCount;
        this.itemCount = itemCount;
        this.known = known;
        this.starts = starts;
        this.changes = changes;
    }

    /** Nothing remembered. */
    static RememberedHistory none() {
        return new RememberedHistory(0, 0, new int[0], new int[1], new int[0]);
    }

    /** The history of some of a panel's users, ascending. */
    static RememberedHistory of(Panel panel, int[] users, int periods) {
        List<Snapshot> snapshots = panel.snapshots();
        int depth = snapshots.isEmpty()
                ? 0
                : Math.min(
                        periods, panel.last().periodIndex() - snapshots.get(0).periodIndex());
        if (depth == 0) {
            return none();
        }
        int wordCount = (panel.items().size() + 31) >>> 5;
        int[] known = new int[users.length];
        int[] starts = new int[users.length + 1];
        int[] changes = new int[1024];
        int size = 0;
        int[] cursors = new int[snapshots.size()];
        int[] later = new int[wordCount];
        for (int u = 0; u < users.length; u++) {
            int latest = Integer.MIN_VALUE; // the number of the period of the user's latest row
            for (int s = snapshots.size() - 1; s >= 0; s--) {
                Snapshot snapshot = snapshots.get(s);
                int back = latest == Integer.MIN_VALUE ? 0 : latest - snapshot.periodIndex();
                if (back > depth) {
                    break;
                }
                int row = advance(snapshot, cursors, s, users[u]);
                if (row < 0) {
                    continue;
                }
                boolean isLatest = latest == Integer.MIN_VALUE;
                latest = isLatest ? snapshot.periodIndex() : latest;
                known[u] |= isLatest ? 0 : 1 << back;
                for (int word = 0; word < wordCount; word++) {
                    int held = snapshot.holdings().word(row, word);
                    for (int bits = isLatest ? 0 : held ^ later[word]; bits != 0; bits &= bits - 1) {
                        if (size == changes.length) {
                            changes = Arrays.copyOf(changes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
                        }
                        changes[size++] = back << ITEM_BITS | (word * 32 + Integer.numberOfTrailingZeros(bits));
                    }
                    later[word] = held;
                }
            }
            starts[u + 1] = size;
        }
        return new RememberedHistory(depth, panel.items().size(), known, starts, Arrays.copyOf(changes, size));
    }

    /** The user's row in a snapshot, or -1; users must be asked for in ascending order. */
    private static int advance(Snapshot snapshot, int[] cursors, int s, int user) {
        while (cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) < user) {
            cursors[s]++;
        }
        return cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) == user ? cursors[s] : -1;
    }

    int periodCount() {
        return periodCount;
    }

    /**
     * A user's history as seen some periods after the last snapshot.
     *
     * @param held what the user held in the last snapshot. Not modified.
     */
    HoldingHistory of(int user, int[] held, int periodsSince) {
        HoldingHistory.Builder history = HoldingHistory.builder(periodCount, itemCount);
        int[] words = new int[(itemCount + 31) >>> 5];
        for (int item : held) {
            words[item >>> 5] |= 1 << item;
        }
        int change = starts[user];
        for (int period = 0; period + periodsSince <= periodCount; period++) {
            for (; change < starts[user + 1] && changes[change] >>> ITEM_BITS == period; change++) {
                int item = changes[change] & (1 << ITEM_BITS) - 1;
                words[item >>> 5] ^= 1 << item;
            }
            int seen = period + periodsSince;
            if (seen > 0 && (period == 0 || (known[user] >>> period & 1) != 0)) {
                history.known(seen);
                for (int word = 0; word < words.length; word++) {
                    history.word(seen, word, words[word]);
                }
            }
        }
        return history.build();
    }

    /** Some of the users: user i is user {@code order[i]} of this one. */
    RememberedHistory picked(int[] order) {
        if (periodCount == 0) {
            return this;
        }
        int[] moved = new int[order.length];
        int[] starting = new int[order.length + 1];
        int[] gathered = new int[changes.length];
        for (int i = 0; i < order.length; i++) {
            int size = starts[order[i] + 1] - starts[order[i]];
            moved[i] = known[order[i]];
            System.arraycopy(changes, starts[order[i]], gathered, starting[i], size);
            starting[i + 1] = starting[i] + size;
        }
        return new RememberedHistory(
                periodCount, itemCount, moved, starting, Arrays.copyOf(gathered, starting[order.length]));
    }

    void writeTo(Sections.Builder out, String prefix) {
        if (periodCount > 0) {
            out.put(prefix + "periods", new int[] {periodCount})
                    .put(prefix + "known", known)
                    .put(prefix + "starts", starts)
                    .put(prefix + "changes", changes);
        }
    }

    static RememberedHistory readFrom(Sections in, int userCount, int itemCount) throws ModelFormatException {
        if (in.isEmpty()) {
            return none();
        }
        int[] periods = in.ints("periods");
        int[] known = in.ints("known");
        int[] starts = in.ints("starts");
        int[] changes = in.ints("changes");
        boolean sound = periods.length == 1
                && periods[0] >= 1
                && periods[0] <= HoldingHistory.MAX_PERIODS
                && known.length == userCount
                && starts.length == userCount + 1
                && starts[0] == 0
                && starts[userCount] == changes.length;
        for (int user = 0; sound && user < userCount; user++) {
            sound = (known[user] & ~((2 << periods[0]) - 2)) == 0
                    && starts[user] <= starts[user + 1]
                    && starts[user + 1] <= changes.length;
            for (int change = starts[user]; sound && change < starts[user + 1]; change++) {
                sound = changes[change] >= 0
                        && (known[user] >>> (changes[change] >>> ITEM_BITS) & 1) != 0
                        && (changes[change] & (1 << ITEM_BITS) - 1) < itemCount
                        && (change == starts[user] || changes[change] > changes[change - 1]);
            }
        }
        if (!sound) {
            throw new ModelFormatException("the remembered periods of holdings are damaged");
        }
        return new RememberedHistory(periods[0], itemCount, known, starts, changes);
    }
}
