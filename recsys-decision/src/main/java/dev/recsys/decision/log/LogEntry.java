package dev.recsys.decision.log;

import org.jspecify.annotations.Nullable;

/** A record on its way to the writer, or a request to force what was appended before. */
final class LogEntry {
    private static final byte[] NOTHING = new byte[0];

    private final byte[] body;
    private final @Nullable Thread waiting;
    private volatile boolean isDone;

    private LogEntry(byte[] body, @Nullable Thread waiting) {
        this.body = body;
        this.waiting = waiting;
    }

    /** A record nobody waits for. */
    static LogEntry of(byte[] body) {
        return new LogEntry(body, null);
    }

    /** A record for which this thread will wait. */
    static LogEntry awaited(byte[] body) {
        return new LogEntry(body, Thread.currentThread());
    }

    /** A request to force, for which this thread will wait. */
    static LogEntry flush() {
        return awaited(NOTHING);
    }

    byte[] body() {
        return body;
    }

    boolean isFlush() {
        return body.length == 0;
    }

    boolean isAwaited() {
        return waiting != null;
    }

    boolean isDone() {
        return isDone;
    }

    /** Lets the waiting thread go on. */
    void done() {
        isDone = true;
        java.util.concurrent.locks.LockSupport.unpark(waiting);
    }
}
