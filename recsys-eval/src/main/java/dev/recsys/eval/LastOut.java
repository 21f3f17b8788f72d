package dev.recsys.eval;

import dev.recsys.data.EventLog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Cuts each user's events before the last item that the user turned to for the first time. */
final class LastOut {
    private static final int NONE = Integer.MAX_VALUE;

    private final int[] cuts; // by user: the first event that is not known
    private final EventLog log;

    LastOut(EventLog log) {
        this.log = log;
        this.cuts = new int[log.users().size()];
        Arrays.fill(cuts, NONE);
        int[] items = new int[cuts.length];
        Set<Long> met = new HashSet<>();
        for (int event = 0; event < log.size(); event++) {
            int user = log.user(event);
            if (met.add((long) user << Integer.SIZE | log.item(event)) && items[user]++ > 0) {
                cuts[user] = event; // the log is in the order of time, so the last one stays
            }
        }
    }

    /** What was known: of users with one item, all. */
    EventLog train() {
        return log.keep(event -> event < cuts[log.user(event)]);
    }

    /** One event of each user with several items. */
    EventLog truth() {
        return log.keep(event -> event == cuts[log.user(event)]);
    }
}
