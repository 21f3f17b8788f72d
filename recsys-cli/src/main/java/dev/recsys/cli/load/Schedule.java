package dev.recsys.cli.load;

import dev.recsys.internal.check.Checks;
import java.time.Duration;

/**
 * When requests start: evenly, whatever the answers take.
 *
 * @param count how many there are
 * @param nanos from the first to the end of the last one's share of the time
 */
record Schedule(long count, long nanos) {
    private static final double MOST_PER_SECOND = 1_000_000;

    /** Refuses a rate that is none. */
    static double requireRate(double perSecond, String name) {
        return Checks.inRange(Checks.positive(perSecond, name), Double.MIN_VALUE, MOST_PER_SECOND, name);
    }

    static Schedule atRate(double perSecond, Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        return new Schedule(Math.max(1, Math.round(perSecond * seconds)), duration.toNanos());
    }

    /** When a request is due, in nanoseconds from the start. */
    long due(long request) {
        return (long) ((double) request / count * nanos);
    }

    double rate() {
        return count * 1e9 / nanos;
    }
}
