package dev.recsys.hybrid;

import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A log without its end, and what users took there that they did not have: the last events of a log with times, a part of each
 * user's items of one without. Immutable.
 */
final class LastEvents {
    private static final double SHARE = 0.15; // of the events
    private static final int MOST_USERS = 2000;

    private final EventLog earlier;
    private final int[] users;
    private final int[][] taken;

    /**
     * A log and what came after it.
     *
     * @param earlier the log to learn from, with the indexes of the whole
     * @param users whose rankings are judged, by index. Not modified, kept.
     * @param taken what each of them took, item indexes ascending. Not modified, kept.
     */
    LastEvents(EventLog earlier, int[] users, int[][] taken) {
        this.earlier = earlier;
        this.users = users;
        this.taken = taken;
    }

    /** The log to learn from, with the indexes of the whole. */
    EventLog earlier() {
        return earlier;
    }

    /** How many users' rankings are judged. */
    int size() {
        return users.length;
    }

    /** The index of a user to judge. */
    int user(int place) {
        return users[place];
    }

    /** What the user took, item indexes ascending. Not to be modified. */
    int[] taken(int place) {
        return taken[place];
    }

    static LastEvents of(EventLog log) {
        EventLog earlier = log.size() == 0 ? log : log.before(log.time((int) (log.size() * (1 - SHARE))));
        if (earlier.size() == 0) { // all at one time
            earlier = log.keep(event -> unit(log.user(event), log.item(event)) >= SHARE);
        }
        InteractionMatrix before = earlier.interactions();
        InteractionMatrix items = before.transposed();
        InteractionMatrix all = log.interactions();
        List<Integer> judged = new ArrayList<>();
        int[][] taken = new int[all.rowCount()][];
        for (int user = 0; user < all.rowCount(); user++) {
            int row = user;
            int[] fresh = before.rowSize(row) == 0
                    ? new int[0]
                    : Arrays.stream(all.columnsOf(row))
                            .filter(item -> before.weight(row, item) == 0 && items.rowSize(item) > 0)
                            .toArray();
            taken[user] = fresh;
            if (fresh.length > 0) {
                judged.add(user);
            }
        }
        judged.sort(Comparator.<Integer>comparingDouble(user -> unit(user, -1)).thenComparing(user -> user));
        int[] users = judged.stream()
                .limit(MOST_USERS)
                .mapToInt(user -> user)
                .sorted()
                .toArray();
        return new LastEvents(
                earlier,
                users,
                Arrays.stream(users).mapToObj(user -> taken[user]).toArray(int[][]::new));
    }

    /** A number in 0..1 that depends on two indexes alone (the mixing of SplitMix64; Steele, Lea and Flood, OOPSLA 2014). */
    private static double unit(int first, int second) {
        long z = ((long) first << 32 | (second & 0xffffffffL)) + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
