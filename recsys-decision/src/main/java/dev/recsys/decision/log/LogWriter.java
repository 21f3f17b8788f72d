package dev.recsys.decision.log;

import dev.recsys.internal.check.Thrown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that writes: takes what is queued, chains it, writes it at once, forces it as configured. */
final class LogWriter implements Runnable {
    /** Written by one call at most. */
    private static final int BATCH_BYTES = 1 << 20;

    /** After less than this the writer waits a little for more, which spares calls of the system and waking it. */
    private static final int SMALL_BATCH_BYTES = 1 << 16;

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ChainFiles files;
    private final LogQueue queue;
    private final LogConfig.Force force;
    private final long forceNanos;
    private final List<LogEntry> batch = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<LogEntry> awaited = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong forced = new AtomicLong();
    private long lastForce = System.nanoTime();
    private volatile boolean isAsleep;
    private volatile boolean isClosing;
    private volatile boolean hasEnded;
    private volatile @Nullable Throwable failure;

    LogWriter(ChainFiles files, LogQueue queue, LogConfig config) {
        this.files = files;
        this.queue = queue;
        this.force = config.force();
        this.forceNanos = TimeUnit.MILLISECONDS.toNanos(config.forceMillis());
    }

    @Override
    public void run() {
        try {
            work();
            files.force();
            forced.set(written.get());
        } catch (Throwable thrown) { // Whoever appends must hear of every end.
            failure = thrown;
        }
        try {
            files.close();
        } catch (IOException | RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        end();
        Throwable thrown = failure;
        if (thrown != null) {
            Thrown.passFatal(thrown);
        }
    }

    private void work() throws IOException {
        while (true) {
            long length = take();
            if (!batch.isEmpty()) {
                write(length);
            } else if (isClosing) {
                // From here on nobody's entry is taken by chance: whoever adds one now takes it back.
                hasEnded = true;
                length = take();
                if (batch.isEmpty()) {
                    return;
                }
                write(length);
            }
            if (isForceDue()) {
                force();
            }
            if (length < SMALL_BATCH_BYTES && !isClosing) {
                idle(length > 0);
            }
        }
    }

    /** Takes entries up to the next request to force; how many bytes they have. */
    private long take() {
        batch.clear();
        long length = 0;
        while (length < BATCH_BYTES) {
            LogEntry entry = queue.poll();
            if (entry == null) {
                break;
            }
            batch.add(entry);
            length += entry.body().length;
            if (entry.isAwaited()) {
                awaited.add(entry);
            }
            if (entry.isFlush()) {
                break;
            }
        }
        return length;
    }

    private void write(long length) throws IOException {
        bodies.clear();
        for (LogEntry entry : batch) {
            if (!entry.isFlush()) {
                bodies.add(entry.body());
            }
        }
        if (!bodies.isEmpty()) {
            files.write(bodies);
            written.addAndGet(bodies.size());
            bodies.clear();
        }
        queue.release(length);
    }

    private boolean isForceDue() {
        return !awaited.isEmpty()
                || (force == LogConfig.Force.INTERVAL
                        && !files.isForced()
                        && System.nanoTime() - lastForce >= forceNanos);
    }

    private void force() throws IOException {
        files.force();
        forced.set(written.get());
        lastForce = System.nanoTime();
        awaited.forEach(LogEntry::done);
        awaited.clear();
    }

    private void idle(boolean wasBusy) {
        boolean mustForce = force == LogConfig.Force.INTERVAL && !files.isForced();
        long due = mustForce ? Math.max(1, forceNanos - (System.nanoTime() - lastForce)) : Long.MAX_VALUE;
        if (wasBusy && force != LogConfig.Force.EVERY_RECORD) {
            LockSupport.parkNanos(this, Math.min(LINGER_NANOS, due));
            return;
        }
        isAsleep = true;
        if (queue.isEmpty() && !isClosing) {
            if (mustForce) {
                LockSupport.parkNanos(this, due);
            } else {
                LockSupport.park(this);
            }
        }
        isAsleep = false;
    }

    /**
     * Lets go whoever waits. What is still queued after a failure is not written. After an orderly end nothing is queued but what
     * whoever added it takes back.
     */
    private void end() {
        hasEnded = true;
        for (LogEntry entry = failure == null ? null : queue.poll(); entry != null; entry = queue.poll()) {
            if (entry.isAwaited()) {
                awaited.add(entry);
            }
        }
        awaited.forEach(LogEntry::done);
        awaited.clear();
        queue.wake();
    }

    /** Whether the writer has to be woken for an entry to be written soon. */
    boolean isAsleep() {
        return isAsleep;
    }

    /** Makes it write what is there and end. */
    void close() {
        isClosing = true;
    }

    boolean isClosing() {
        return isClosing;
    }

    /** Whether it takes no more entries. */
    boolean hasEnded() {
        return hasEnded;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long written() {
        return written.get();
    }

    long forced() {
        return forced.get();
    }
}
