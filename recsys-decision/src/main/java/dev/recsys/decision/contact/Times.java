package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as databases keep them: whole microseconds of the years 1 to 9999. Thread-safe: no state. */
final class Times {
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    static final Duration LONGEST = Duration.ofDays(36_525);

    private static final long MICROS = 1_000_000;

    private Times() {}

    /** A time without what is finer than a microsecond. */
    static Instant checked(@Nullable Instant time, String name) {
        Instant given = Checks.notNull(time, name);
        Instant cut = limited(given);
        if (cut.getEpochSecond() != given.getEpochSecond()) {
            Checks.that(false, "%s must be in the years 1 to 9999, but was %s", name, given);
        }
        return cut;
    }

    /** The same, with the nearest time in range in place of one out of it. */
    static Instant limited(Instant time) {
        Instant inRange = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return inRange.truncatedTo(ChronoUnit.MICROS);
    }

    /** A length of time: whole seconds, at least one, at most a hundred years. */
    static Duration length(@Nullable Duration time, String name) {
        Duration given = Checks.notNull(time, name);
        Checks.that(
                given.getNano() == 0 && given.getSeconds() >= 1 && given.compareTo(LONGEST) <= 0,
                "%s must be whole seconds, at least one and at most %d days, but was %s",
                name,
                LONGEST.toDays(),
                given);
        return given;
    }

    /** Microseconds since 1970 of a time in range. */
    static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / 1000;
    }

    static long micros(Duration length) {
        return length.toSeconds() * MICROS;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    /** Such as {@code 30 days} or {@code PT90S}. */
    static String text(Duration length) {
        boolean days = length.equals(Duration.ofDays(length.toDays()));
        return !days ? length.toString() : length.toDays() == 1 ? "1 day" : length.toDays() + " days";
    }
}
