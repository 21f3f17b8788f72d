package dev.recsys.io;

import java.util.ArrayList;
import java.util.List;

/**
 * Which column of an event source is what. {@code weight} and {@code time} may be missing from the source unless they
 * are required.
 */
record EventLayout(String user, String item, Optional weight, Optional time) {
    /** A column that need not be there. */
    record Optional(String name, Presence presence) {}

    /** Whether a source without the column is refused. */
    enum Presence {
        REQUIRED,
        IF_THERE
    }

    static EventLayout defaults() {
        return new EventLayout(
                "user",
                "item",
                new Optional("weight", Presence.IF_THERE),
                new Optional("timestamp", Presence.IF_THERE));
    }

    EventLayout withUser(String name) {
        return new EventLayout(name, item, weight, time);
    }

    EventLayout withItem(String name) {
        return new EventLayout(user, name, weight, time);
    }

    EventLayout withWeight(String name) {
        return new EventLayout(user, item, new Optional(name, Presence.REQUIRED), time);
    }

    EventLayout withTime(String name) {
        return new EventLayout(user, item, weight, new Optional(name, Presence.REQUIRED));
    }

    List<String> columns() {
        return List.of(user, item, weight.name(), time.name());
    }

    List<String> required() {
        List<String> names = new ArrayList<>(List.of(user, item));
        for (Optional column : List.of(weight, time)) {
            if (column.presence() == Presence.REQUIRED) {
                names.add(column.name());
            }
        }
        return names;
    }
}
