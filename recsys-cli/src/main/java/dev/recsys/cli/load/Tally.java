package dev.recsys.cli.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts what comes of requests. Latency is that of answers, of whatever status, and of time-outs, and begins when a request is
 * due, so that one which waits for a connection behind slow answers is as late as a customer would find it. Thread-safe.
 */
final class Tally {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
    private final Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram lateness = new Histogram(LONGEST_NANOS, DIGITS);
    private long waited;
    private long lastNanos;

    /** How late the generator itself was: a thread of it that was to run at a time ran by so much later. */
    synchronized void late(long nanos) {
        lateness.recordValue(within(nanos));
    }

    /** A request was due while all connections waited for answers. */
    synchronized void waited() {
        waited++;
    }

    /**
     * A request was answered.
     *
     * @param nanos since it was due
     * @param at since the start
     */
    synchronized void answered(int status, long nanos, long at) {
        statuses.merge(status, 1L, Long::sum);
        latency.recordValue(within(nanos));
        lastNanos = Math.max(lastNanos, at);
    }

    /**
     * A request failed.
     *
     * @param nanos since it was due
     * @param at since the start
     */
    synchronized void failed(Failure failure, long nanos, long at) {
        failures.merge(failure, 1L, Long::sum);
        if (failure.isSlow()) {
            latency.recordValue(within(nanos));
        }
        lastNanos = Math.max(lastNanos, at);
    }

    private static long within(long nanos) {
        return Math.max(0, Math.min(LONGEST_NANOS, nanos));
    }

    /**
     * What has been counted by now.
     *
     * @param nanos how long requests were scheduled for, or until a stop
     * @param cores how many processors the generator kept busy
     */
    synchronized LoadReport report(long scheduled, double rate, long nanos, double cores, boolean stopped) {
        return new LoadReport(
                scheduled,
                rate,
                Math.max(nanos, lastNanos) / 1e9,
                new TreeMap<>(statuses),
                new EnumMap<>(failures),
                latency.copy(),
                lateness.copy(),
                waited,
                cores,
                stopped);
    }
}
