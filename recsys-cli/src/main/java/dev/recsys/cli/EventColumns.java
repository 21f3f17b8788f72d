package dev.recsys.cli;

import dev.recsys.io.EventReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns of events are called. */
final class EventColumns {
    @Option(names = "--user-column", paramLabel = "COLUMN", description = "Who did it, in --events (default: user).")
    private @Nullable String user;

    @Option(
            names = "--item-column",
            paramLabel = "COLUMN",
            description = "What it was done with, in --events (default: item).")
    private @Nullable String item;

    @Option(
            names = "--weight-column",
            paramLabel = "COLUMN",
            description = "How much of it, in --events (default: weight; 1 each without such a column).")
    private @Nullable String weight;

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description =
                    "When, in --events: ISO dates and times, or seconds or milliseconds since 1970 (default: timestamp;"
                            + " without such a column, models know no times).")
    private @Nullable String time;

    boolean isNamed() {
        return user != null || item != null || weight != null || time != null;
    }

    /** A reader of events with these columns. */
    EventReader.Builder all(EventReader.Builder reader) {
        EventReader.Builder named = pairs(reader);
        if (weight != null) {
            named.weight(weight);
        }
        if (time != null) {
            named.time(time);
        }
        return named;
    }

    /** A reader of what later events are asked for: who and what. */
    EventReader.Builder pairs(EventReader.Builder reader) {
        if (user != null) {
            reader.user(user);
        }
        if (item != null) {
            reader.item(item);
        }
        return reader;
    }
}
