package dev.recsys.spi;

import dev.recsys.HoldingHistory;
import dev.recsys.data.HoldingMonths;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * What remembered users held in the months before their latest snapshot, as the changes on the way back: most holdings
 * stay as they are, so that a user of a bank takes about 12 bytes. Immutable and thread-safe.
 */
final class RememberedHistory {
    private static final int ITEM_BITS = 26; // a change is the month above and the item below

    private final int monthCount;
    private final int itemCount;
    private final LocalDate asOf;
    private final int[] known; // of each user; bit m tells of month m
    private final int[] starts; // of each user's changes, and the end
    private final int[] changes; // ascending in each user: the item changes between that month and the next known one

    private RememberedHistory(int monthCount, int itemCount, LocalDate asOf, int[] known, int[] starts, int[] changes) {
        this.monthCount = monthCount;
        this.itemCount = itemCount;
        this.asOf = asOf;
        this.known = known;
        this.starts = starts;
        this.changes = changes;
    }

    /** Nothing remembered. */
    static RememberedHistory none() {
        return new RememberedHistory(0, 0, LocalDate.EPOCH, new int[0], new int[1], new int[0]);
    }

    /** The history of some of a panel's users, ascending. */
    static RememberedHistory of(Panel panel, int[] users, int months) {
        List<Snapshot> snapshots = panel.snapshots();
        int depth = Math.min(months, Math.max(0, snapshots.size() - 1));
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
            int latest = -1;
            for (int s = snapshots.size() - 1; s >= 0 && latest - s <= depth; s--) {
                Snapshot snapshot = snapshots.get(s);
                int row = advance(snapshot, cursors, s, users[u]);
                if (row < 0) {
                    continue;
                }
                boolean isLatest = latest < 0;
                latest = isLatest ? s : latest;
                known[u] |= isLatest ? 0 : 1 << (latest - s);
                for (int word = 0; word < wordCount; word++) {
                    int held = snapshot.holdings().word(row, word);
                    for (int bits = isLatest ? 0 : held ^ later[word]; bits != 0; bits &= bits - 1) {
                        if (size == changes.length) {
                            changes = Arrays.copyOf(changes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
                        }
                        changes[size++] = (latest - s) << ITEM_BITS | (word * 32 + Integer.numberOfTrailingZeros(bits));
                    }
                    later[word] = held;
                }
            }
            starts[u + 1] = size;
        }
        return new RememberedHistory(
                depth, panel.items().size(), panel.last().date(), known, starts, Arrays.copyOf(changes, size));
    }

    /** The user's row in a snapshot, or -1; users must be asked for in ascending order. */
    private static int advance(Snapshot snapshot, int[] cursors, int s, int user) {
        while (cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) < user) {
            cursors[s]++;
        }
        return cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) == user ? cursors[s] : -1;
    }

    int monthCount() {
        return monthCount;
    }

    /** How many months a date lies after the last snapshot; 0 if it does not. */
    int monthsSince(LocalDate date) {
        long months = ChronoUnit.MONTHS.between(asOf.withDayOfMonth(1), date.withDayOfMonth(1));
        return (int) Math.max(0, Math.min(months, HoldingMonths.MOST + 1));
    }

    /**
     * A user's history as seen some months after the last snapshot.
     *
     * @param held what the user held in the last snapshot. Not modified.
     */
    HoldingMonths of(int user, int[] held, int monthsSince) {
        HoldingMonths.Builder history = HoldingMonths.builder(monthCount, itemCount);
        int[] words = new int[(itemCount + 31) >>> 5];
        for (int item : held) {
            words[item >>> 5] |= 1 << item;
        }
        int change = starts[user];
        for (int month = 0; month + monthsSince <= monthCount; month++) {
            for (; change < starts[user + 1] && changes[change] >>> ITEM_BITS == month; change++) {
                int item = changes[change] & (1 << ITEM_BITS) - 1;
                words[item >>> 5] ^= 1 << item;
            }
            int seen = month + monthsSince;
            if (seen > 0 && (month == 0 || (known[user] >>> month & 1) != 0)) {
                history.known(seen);
                for (int word = 0; word < words.length; word++) {
                    history.word(seen, word, words[word]);
                }
            }
        }
        return history.build();
    }

    /** What a request says, by item index and no deeper than what is remembered of others. */
    HoldingMonths of(HoldingHistory given, IdIndex items) {
        int months = Math.min(given.monthCount(), monthCount);
        HoldingMonths.Builder history = HoldingMonths.builder(months, itemCount);
        for (int m = 1; m <= months; m++) {
            int month = m;
            given.held(month).ifPresent(held -> {
                history.known(month);
                for (String id : held) {
                    int item = items.indexOf(id);
                    if (item >= 0) {
                        history.holds(month, item);
                    }
                }
            });
        }
        return history.build();
    }

    void writeTo(Sections.Builder out, String prefix) {
        if (monthCount > 0) {
            out.put(prefix + "months", new int[] {monthCount, Math.toIntExact(asOf.toEpochDay())})
                    .put(prefix + "known", known)
                    .put(prefix + "starts", starts)
                    .put(prefix + "changes", changes);
        }
    }

    static RememberedHistory readFrom(Sections in, int userCount, int itemCount) throws ModelFormatException {
        if (in.isEmpty()) {
            return none();
        }
        int[] months = in.ints("months");
        int[] known = in.ints("known");
        int[] starts = in.ints("starts");
        int[] changes = in.ints("changes");
        boolean sound = months.length == 2
                && months[0] >= 1
                && months[0] <= HoldingMonths.MOST
                && known.length == userCount
                && starts.length == userCount + 1
                && starts[0] == 0
                && starts[userCount] == changes.length;
        for (int user = 0; sound && user < userCount; user++) {
            sound = (known[user] & ~((2 << months[0]) - 2)) == 0
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
            throw new ModelFormatException("the remembered months of holdings are damaged");
        }
        return new RememberedHistory(months[0], itemCount, LocalDate.ofEpochDay(months[1]), known, starts, changes);
    }
}
