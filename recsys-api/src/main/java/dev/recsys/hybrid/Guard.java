package dev.recsys.hybrid;

import dev.recsys.Reason;
import dev.recsys.hybrid.Breaker.Pass;
import dev.recsys.hybrid.Fault.Kind;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.memory.KnownCustomer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One component under guard: whether it may be asked, and what came of it. Reasons have a breaker of their own, which counts only
 * those that were late: else a component that scores well and hangs over its reasons would never rest. Thread-safe.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Component component;
    private final GuardConfig config;
    private final boolean needsCrew;
    private final Breaker breaker;
    private final Breaker reasonBreaker;
    private final AtomicInteger inside = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private final Map<Kind, LongAdder> faults = new EnumMap<>(Kind.class);
    private final LongAdder lateReasons = new LongAdder();

    Guard(Component component, GuardConfig config, LongSupplier clock) {
        this.component = component;
        this.config = config;
        this.needsCrew = component.model().mayBlock();
        long rest = TimeUnit.MILLISECONDS.toNanos(config.restMillis());
        this.breaker = new Breaker(config.failures(), rest, clock);
        this.reasonBreaker = new Breaker(config.failures(), rest, clock);
        for (Kind kind : Kind.values()) {
            faults.put(kind, new LongAdder());
        }
    }

    /** Asks for a customer's scores. */
    ScoreCall scoreCall(KnownCustomer customer) {
        return new ScoreCall(customer);
    }

    /** Asks why the items at some places are offered; {@link ReasonCall#take} sets the reasons there. Arrays are kept. */
    ReasonCall reasonCall(ComponentScores scores, int[] items, int[] places, Reason[] reasons) {
        return new ReasonCall(scores, items, places, reasons);
    }

    ComponentHealth health() {
        return new ComponentHealth(
                breaker.state(),
                answered.sum(),
                count(Kind.THREW),
                count(Kind.LATE),
                count(Kind.NOT_FINITE),
                count(Kind.WRONG_LENGTH),
                count(Kind.RESTS),
                count(Kind.BUSY),
                count(Kind.NOT_BEGUN),
                lateReasons.sum());
    }

    private long count(Kind kind) {
        return counter(kind).sum();
    }

    private LongAdder counter(Kind kind) {
        return Checks.notNull(faults.get(kind), "counter");
    }

    /** A call that is made if the breaker and, on the crew, the number of threads inside let it. */
    abstract class GuardedCall implements Relay.Call {
        private final Breaker of;
        private Pass pass = Pass.NONE;
        private volatile boolean isGivenUp;

        private GuardedCall(Breaker of) {
            this.of = of;
        }

        /** Whether the call may be made; if not, why is told to {@link #refused}. */
        final boolean enters() {
            pass = of.enter();
            if (pass == Pass.NONE) {
                refused(new Fault(Kind.RESTS, "rests after " + config.failures() + " failures in a row"));
                return false;
            }
            if (needsCrew() && inside.incrementAndGet() > config.threads()) {
                left();
                of.withdraw(pass);
                refused(new Fault(Kind.BUSY, "is busy in " + config.threads() + " threads"));
                return false;
            }
            return true;
        }

        /** Makes the call on the calling thread, where errors of the virtual machine pass as they do without a guard. */
        final void makeHere() {
            boolean isOver = false;
            try {
                call();
                isOver = true;
            } finally {
                if (!isOver) {
                    of.withdraw(pass);
                }
            }
            ended(Relay.End.DONE);
        }

        @Override
        public final void run() {
            try {
                call();
            } catch (Throwable fatal) { // on a thread that is not the caller's, and that a new one can replace
                failed(fatal);
            }
        }

        @Override
        public final void left() {
            inside.decrementAndGet();
        }

        @Override
        public final void givenUp() {
            isGivenUp = true;
        }

        final boolean isGivenUp() {
            return isGivenUp;
        }

        /** Tells the breaker. */
        final void report(@Nullable Fault fault) {
            if (fault != null && !fault.kind().isFailure()) {
                of.withdraw(pass);
            } else if (of.report(pass, fault != null)) {
                LOG.warn(
                        "component {} of the hybrid rests for {} ms after {} failures in a row",
                        component.name(),
                        config.restMillis(),
                        config.failures());
            }
        }

        final boolean needsCrew() {
            return needsCrew;
        }

        /** Makes the call. */
        abstract void call();

        /** Takes what ended a call on the crew that the component's own checks let pass. */
        abstract void failed(Throwable fatal);

        /** Takes the end of a call that was made. */
        abstract void ended(Relay.End end);

        /** Takes that the call may not be made. */
        void refused(Fault fault) {}

        final Fault fault(Relay.End end) {
            return switch (end) {
                case LATE -> new Fault(Kind.LATE, "took longer than " + config.budgetMillis() + " ms");
                case INTERRUPTED -> new Fault(Kind.NOT_BEGUN, "was not waited for, the thread was interrupted");
                default -> new Fault(Kind.NOT_BEGUN, "found no thread in " + config.budgetMillis() + " ms");
            };
        }
    }

    /** Scores a customer. */
    final class ScoreCall extends GuardedCall {
        private final KnownCustomer customer;
        private @Nullable Outcome made; // by the thread that calls
        private @Nullable Outcome outcome;

        private ScoreCall(KnownCustomer customer) {
            super(breaker);
            this.customer = customer;
        }

        @Override
        void call() {
            made = component.ask(customer);
        }

        @Override
        void failed(Throwable fatal) {
            made = Outcome.of(Fault.threw(fatal));
        }

        @Override
        void ended(Relay.End end) {
            Outcome given = end == Relay.End.DONE ? made : null;
            outcome = given == null ? Outcome.of(fault(end)) : given;
            Fault fault = outcome.fault();
            count(fault);
            report(fault);
        }

        @Override
        void refused(Fault fault) {
            outcome = Outcome.of(fault);
            count(fault);
        }

        private void count(@Nullable Fault fault) {
            (fault == null ? answered : counter(fault.kind())).increment();
        }

        Outcome outcome() {
            Outcome given = outcome;
            return given == null ? Outcome.of(fault(Relay.End.NOT_BEGUN)) : given;
        }
    }

    /** Gives reasons. */
    final class ReasonCall extends GuardedCall {
        private final ComponentScores scores;
        private final int[] items;
        private final int[] places;
        private final Reason[] reasons;
        private final Reason[] made; // by the thread that calls
        private boolean isDone;

        private ReasonCall(ComponentScores scores, int[] items, int[] places, Reason[] reasons) {
            super(reasonBreaker);
            this.scores = scores;
            this.items = items;
            this.places = places;
            this.reasons = reasons;
            this.made = new Reason[places.length];
        }

        @Override
        void call() {
            for (int i = 0; i < made.length && !isGivenUp(); i++) {
                made[i] = scores.reason(items[places[i]]);
            }
        }

        @Override
        void failed(Throwable fatal) { // what is not fatal is survived there
            LOG.warn(
                    "component {} of the hybrid failed to give reasons with {}",
                    component.name(),
                    Thrown.classAndPlace(fatal));
        }

        @Override
        void ended(Relay.End end) {
            isDone = end == Relay.End.DONE;
            if (end == Relay.End.LATE) {
                lateReasons.increment();
            }
            report(isDone ? null : fault(end));
        }

        /** Sets the reasons it was asked for; where there are none, that the component offers the item. */
        void take() {
            for (int i = 0; i < made.length; i++) {
                Reason reason = isDone ? made[i] : null;
                reasons[places[i]] =
                        reason == null ? Reason.of(Reason.COMPONENT, "component", component.name()) : reason;
            }
        }
    }
}
