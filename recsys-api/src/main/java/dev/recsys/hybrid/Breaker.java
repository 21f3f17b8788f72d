package dev.recsys.hybrid;

import dev.recsys.hybrid.ComponentHealth.State;
import java.util.function.LongSupplier;

/**
 * Remembers how often in a row something failed: after too many failures it rests, then one request tries it. If that one is lost,
 * another may try after the same rest. Thread-safe; while nothing fails, without a lock or a write.
 */
final class Breaker {
    /** What a request may do; to be handed back by {@link #report} or {@link #withdraw}. */
    enum Pass {
        FREE,
        TRIAL,
        NONE
    }

    private final int most;
    private final long restNanos;
    private final LongSupplier clock; // nanoseconds, of any origin
    private volatile State state = State.ASKED;
    private volatile int inRow;
    private volatile long since; // the rest or the trial began

    Breaker(int most, long restNanos, LongSupplier clock) {
        this.most = most;
        this.restNanos = restNanos;
        this.clock = clock;
    }

    State state() {
        return state;
    }

    /** Asks for a pass. */
    Pass enter() {
        if (state == State.ASKED) {
            return Pass.FREE;
        }
        return hasRested() ? tryIt() : Pass.NONE;
    }

    private boolean hasRested() {
        return clock.getAsLong() - since >= restNanos;
    }

    private synchronized Pass tryIt() {
        if (state == State.ASKED) {
            return Pass.FREE;
        }
        if (!hasRested()) {
            return Pass.NONE;
        }
        since = clock.getAsLong();
        state = State.TRIED;
        return Pass.TRIAL;
    }

    /** Tells what came of a request; true if the rest begins by it. Requests that began before the rest change nothing. */
    boolean report(Pass pass, boolean isFailure) {
        if (!isFailure && pass == Pass.FREE) {
            if (inRow != 0) {
                inRow = 0;
            }
            return false;
        }
        return pass != Pass.NONE && count(pass, isFailure);
    }

    private synchronized boolean count(Pass pass, boolean isFailure) {
        if (!isFailure) {
            inRow = 0;
            state = State.ASKED;
            return false;
        }
        if (pass == Pass.FREE) {
            inRow++;
            if (state != State.ASKED || inRow < most) {
                return false;
            }
        }
        boolean begins = state == State.ASKED;
        since = clock.getAsLong();
        state = State.RESTS;
        return begins;
    }

    /** Gives a pass back unused: if it was the trial, the next request may try. */
    void withdraw(Pass pass) {
        if (pass == Pass.TRIAL) {
            giveTrialBack();
        }
    }

    private synchronized void giveTrialBack() {
        if (state == State.TRIED) {
            since = clock.getAsLong() - restNanos;
            state = State.RESTS;
        }
    }
}
