package dev.recsys.decision.contact;

import org.jspecify.annotations.Nullable;

/**
 * A rule made ready: it blocks while the n-th newest contact of a kind is younger than a time. A cap on n offers says just
 * that, and a cool-down says it with n = 1.
 *
 * @param kind what counts
 * @param most how many of them are too many for one more
 * @param ofItem whether only contacts of the same item count
 * @param ofGroup whether only contacts of the same group count
 * @param name the only item or group it holds for
 * @param channel the only channel it holds for
 * @param micros how long, in microseconds
 */
record Limit(
        Contact.Kind kind,
        int most,
        boolean ofItem,
        boolean ofGroup,
        @Nullable String name,
        @Nullable String channel,
        long micros) {
    boolean holdsFor(String itemId, String group, String onChannel) {
        if (channel != null && !channel.equals(onChannel)) {
            return false;
        }
        if (name != null) {
            return name.equals(ofItem ? itemId : group);
        }
        return !ofGroup || !group.isEmpty();
    }

    /** When it ends to block what has these codes, or {@link ContactHistory#NEVER} if it does not block it. */
    long end(ContactHistory history, int item, int group, int onChannel, long now) {
        if ((ofItem && item == ContactHistory.UNSEEN) || (ofGroup && group == ContactHistory.UNSEEN)) {
            return ContactHistory.NEVER;
        }
        // What is dated after now needs no thought: it is younger than any time.
        long start = history.newest(
                most,
                kind,
                ofItem ? item : ContactHistory.ANY,
                ofGroup ? group : ContactHistory.ANY,
                channel == null ? ContactHistory.ANY : onChannel,
                now - micros);
        return start == ContactHistory.NEVER ? start : start + micros;
    }
}
