package dev.recsys.decision.log;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, in the order of its arrival. Where there is room nothing is locked. Bytes count until they are
 * written, so that those the writer is busy with are bounded too.
 */
final class LogQueue {
    private final ConcurrentLinkedQueue<LogEntry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong waits = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final long capacity;

    LogQueue(long capacity) {
        this.capacity = capacity;
    }

    /** Takes room if there is any; what alone is longer than the queue may have all of it. */
    boolean reserve(int length) {
        long now = bytes.addAndGet(length);
        if (now <= capacity || now == length) {
            return true;
        }
        bytes.addAndGet(-length);
        return false;
    }

    /**
     * Waits for room and takes it.
     *
     * @param isOver when to give up
     * @return false if it is over
     */
    boolean await(int length, BooleanSupplier isOver) throws InterruptedException {
        waits.incrementAndGet();
        lock.lockInterruptibly();
        try {
            waiting.incrementAndGet();
            try {
                while (!isOver.getAsBoolean()) {
                    if (reserve(length)) {
                        return true;
                    }
                    room.await();
                }
                return false;
            } finally {
                waiting.decrementAndGet();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives room back. */
    void release(long length) {
        bytes.addAndGet(-length);
        wake();
    }

    /** Lets those that wait look again. */
    void wake() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                room.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void add(LogEntry entry) {
        entries.add(entry);
    }

    /** Takes an entry back, unless the writer has it. */
    boolean remove(LogEntry entry) {
        return entries.remove(entry);
    }

    @Nullable
    LogEntry poll() {
        return entries.poll();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** How often a thread had to wait. */
    long waits() {
        return waits.get();
    }
}
