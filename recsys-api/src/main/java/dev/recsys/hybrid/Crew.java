package dev.recsys.hybrid;

import dev.recsys.hybrid.Relay.Call;
import dev.recsys.hybrid.Relay.End;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that make calls which may hang, so that those who ask need not wait for them. A thread is started where none is idle,
 * and ends when it was idle for some seconds or was given up: nothing is to be closed. Nobody spins: where the processors are busy
 * it costs more than it saves. Thread-safe.
 */
final class Crew {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConcurrentLinkedDeque<Hand> idle = new ConcurrentLinkedDeque<>(); // the one idle last is first
    private final long budgetNanos;
    private final LongSupplier clock;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    Crew(long budgetNanos, LongSupplier clock) {
        this.budgetNanos = budgetNanos;
        this.clock = clock;
    }

    /**
     * Makes calls one after another, and waits for each no longer than the budget. While nothing fails one thread makes them all;
     * where one is given up another thread makes the rest. If the waiting thread is or gets interrupted, nothing is waited for.
     *
     * @param calls what to call. Not modified.
     * @return how each call ended
     */
    End[] run(Call[] calls) {
        End[] ends = new End[calls.length];
        Arrays.fill(ends, End.DONE);
        for (int next = 0; next < calls.length; ) {
            Relay relay = new Relay(calls, next, clock);
            if (!hand(relay)) {
                return leave(calls, next, End.NOT_BEGUN, ends);
            }
            End end = relay.await(budgetNanos);
            if (end == End.DONE) {
                return ends;
            }
            ends[relay.place()] = end;
            next = relay.place() + 1;
            if (end == End.INTERRUPTED) {
                return leave(calls, next, end, ends);
            }
        }
        return ends;
    }

    private static End[] leave(Call[] calls, int from, End end, End[] ends) {
        for (int place = from; place < calls.length; place++) {
            calls[place].left();
            ends[place] = end;
        }
        return ends;
    }

    /** Hands the calls to a thread; false if none can be started. */
    private boolean hand(Relay relay) {
        Hand free = idle.pollFirst();
        if (free != null) {
            free.take(relay);
            return true;
        }
        try {
            new Hand(relay).thread.start();
            return true;
        } catch (OutOfMemoryError e) { // the system has no thread left: the request goes on without
            return false;
        }
    }

    /** One thread of the crew. */
    private final class Hand implements Runnable {
        private final Thread thread;
        private volatile @Nullable Relay task;
        private volatile boolean parks;

        Hand(Relay first) {
            task = first;
            thread = new Thread(null, this, "recsys-guard-" + NUMBER.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            first.by(thread);
        }

        void take(Relay relay) {
            relay.by(thread);
            task = relay;
            if (parks) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            for (Relay relay = task; relay != null; relay = next()) {
                task = null;
                if (!relay.work()) {
                    return;
                }
            }
        }

        /** The next task, or null after the time of being idle. */
        private @Nullable Relay next() {
            idle.addFirst(this);
            long begin = System.nanoTime();
            while (true) {
                Relay given = task;
                if (given != null) {
                    return given;
                }
                long waited = System.nanoTime() - begin;
                if (waited < IDLE_NANOS || !idle.remove(this)) {
                    park(Math.max(IDLE_NANOS - waited, 1_000_000));
                } else {
                    return null;
                }
            }
        }

        private void park(long nanos) {
            parks = true;
            if (task == null) {
                LockSupport.parkNanos(this, nanos);
            }
            parks = false;
            Thread.interrupted();
        }
    }
}
