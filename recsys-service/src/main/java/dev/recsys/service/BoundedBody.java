package dev.recsys.service;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A body with a bound on its length and on the time from the first read to the last. A read that has to wait for the caller needs
 * one of a number of permits, so that slow callers can't hold all threads of the server.
 */
final class BoundedBody extends ServletInputStream {
    private static final long PATIENCE_MILLIS = 50;

    private final ServletInputStream in;
    private final long maxBytes;
    private final long maxNanos;
    private final Semaphore waiting;
    private long read;
    private long begun;

    /**
     * Bounds a body.
     *
     * @param in the body
     * @param maxBytes its longest length
     * @param maxTime the longest time it may take
     * @param waiting permits of those who wait for their callers
     */
    BoundedBody(ServletInputStream in, long maxBytes, Duration maxTime, Semaphore waiting) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.maxNanos = maxTime.toNanos();
        this.waiting = waiting;
    }

    /** What is read in one go. */
    private interface Read {
        int go() throws IOException;
    }

    @Override
    public int read() throws IOException {
        int next = inTime(in::read);
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = inTime(() -> in.read(into, offset, length));
        count(Math.max(0, count));
        return count;
    }

    private int inTime(Read next) throws IOException {
        if (in.available() > 0 || in.isFinished()) {
            return next.go();
        }
        long now = System.nanoTime();
        if (begun == 0) {
            begun = now == 0 ? 1 : now;
        }
        if (now - begun > maxNanos) {
            throw BodyException.tooSlow();
        }
        take();
        try {
            return next.go();
        } catch (IOException e) {
            throw e.getCause() instanceof SocketTimeoutException ? BodyException.tooSlow() : e;
        } finally {
            waiting.release();
        }
    }

    private void take() throws BodyException {
        try {
            if (waiting.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw BodyException.tooMany();
    }

    private void count(int more) throws BodyException {
        read += more;
        if (read > maxBytes) {
            throw BodyException.tooLarge(maxBytes);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
