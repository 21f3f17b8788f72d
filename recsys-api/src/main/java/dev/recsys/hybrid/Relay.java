package dev.recsys.hybrid;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that one thread makes one after another while another waits, for each no longer than the budget. Who is first, the call's
 * end or the end of the waiting, is decided by one atomic number, so a result that comes late is never looked at. For one use.
 */
final class Relay {
    private static final int GIVEN_UP = -1;

    /** What is called. */
    interface Call {
        /** Makes the call, on the thread of a {@link Crew}; does not throw. */
        void run();

        /** Tells that nobody waits for the call any more, before its thread is interrupted. */
        void givenUp();

        /** Tells that no thread is in the call, nor will be; once a call. */
        void left();
    }

    /** How the waiting ended. */
    enum End {
        DONE,
        LATE,
        NOT_BEGUN,
        INTERRUPTED
    }

    private final Call[] calls;
    private final int end;
    private final LongSupplier clock;
    private final Thread waiting = Thread.currentThread();
    private final AtomicInteger state; // 2k: call k is next; 2k + 1: it runs
    private volatile long since; // the relay was handed over, or the running call began
    private volatile boolean parks;
    private volatile @Nullable Thread thread;
    private int givenUpAt; // the state then; of the waiting thread

    /** Calls from one on; not modified. The thread that makes the relay waits for it. */
    Relay(Call[] calls, int first, LongSupplier clock) {
        this.calls = calls;
        this.end = 2 * calls.length;
        this.clock = clock;
        this.state = new AtomicInteger(2 * first);
        this.since = clock.getAsLong();
    }

    /** Tells which thread makes the calls, before it does. */
    void by(Thread caller) {
        thread = caller;
    }

    /** Makes the calls; false if nobody waits any more: then the thread may be interrupted at any time, and must end. */
    boolean work() {
        for (int next = state.get(); next < end; next += 2) {
            since = clock.getAsLong();
            if (next < 0 || !state.compareAndSet(next, next + 1)) {
                return false;
            }
            Call call = calls[next / 2];
            try {
                call.run();
            } finally {
                call.left();
            }
            Thread.interrupted(); // the next call must not suffer from what this one left
            if (!state.compareAndSet(next + 1, next + 2)) {
                return false;
            }
        }
        if (parks) {
            LockSupport.unpark(waiting);
        }
        return true;
    }

    boolean isDone() {
        return state.get() == end;
    }

    /** Waits until all calls are done or one of them has used up its budget. */
    End await(long budgetNanos) {
        while (true) {
            int seen = state.get();
            if (seen == end) {
                return End.DONE;
            }
            boolean isInterrupted = waiting.isInterrupted();
            long left = isInterrupted ? 0 : since + budgetNanos - clock.getAsLong();
            if (left > 0) {
                park(left);
            } else if (state.compareAndSet(seen, GIVEN_UP)) {
                givenUpAt = seen;
                stop(seen);
                return isInterrupted ? End.INTERRUPTED : seen % 2 == 0 ? End.NOT_BEGUN : End.LATE;
            }
        }
    }

    /** The call that was given up. */
    int place() {
        return givenUpAt / 2;
    }

    private void park(long nanos) {
        parks = true;
        if (!isDone()) {
            LockSupport.parkNanos(this, nanos);
        }
        parks = false;
    }

    private void stop(int seen) {
        Call call = calls[seen / 2];
        call.givenUp();
        if (seen % 2 == 0) {
            call.left();
        }
        Thread stopped = thread;
        if (stopped != null) {
            stopped.interrupt();
        }
    }
}
