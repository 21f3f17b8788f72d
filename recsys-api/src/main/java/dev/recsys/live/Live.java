package dev.recsys.live;

import dev.recsys.bundle.Generation;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Pointer;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what an application makes of the current generation of a store, and replaces it when another becomes current: a model, or
 * an engine that decides by the generation's model and policy, which so change as one.
 *
 * <pre>{@code
 * Live<DecisionEngine> live = Live.of(store, generation -> DecisionEngine.around(generation.bundle())
 *                 .policy(PolicyFile.parse("policy", generation.policy().orElseThrow()))
 *                 .build())
 *         .open();
 * live.watch(Duration.ofSeconds(30));
 * live.get().decide(request);
 * }</pre>
 *
 * <p>A candidate is loaded, made and smoke-tested beside what answers, and takes over by one write of one reference: nobody waits
 * and nobody sees half of it. One that fails any of this changes nothing; {@link #lastFailure} tells why, and watching does not try
 * it again until the pointer is moved, unless the store could not be read. So at most two generations are held: what answers and
 * one candidate; an answer that has begun keeps what it began with to its end.
 *
 * <p>Thread-safe. {@link #get} and {@link #served} read a field; the rest is done by one thread at a time.
 *
 * @param <T> what is made of a generation; safe for use by any number of threads
 */
public final class Live<T> implements AutoCloseable {
    private static final Duration LEAST_WAIT = Duration.ofMillis(10);
    private static final Duration MOST_WAIT = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /**
     * Makes what answers.
     *
     * @param <T> what is made of a generation
     */
    @FunctionalInterface
    public interface Loader<T> {
        /**
         * Makes it.
         *
         * @param generation what to make it of
         * @return what answers
         * @throws IOException if it can't be made
         */
        T load(Generation generation) throws IOException;
    }

    /**
     * Tests what is to answer.
     *
     * @param <T> what is made of a generation
     */
    @FunctionalInterface
    public interface Smoke<T> {
        /**
         * Tests it; any exception keeps it from going live.
         *
         * @param candidate what is to answer
         */
        void check(T candidate);
    }

    private final @Nullable ModelStore store; // null for one fixed generation
    private final Loader<? extends T> loader;
    private final Smoke<? super T> smoke;
    private final InstantSource clock;
    private final ReentrantLock work = new ReentrantLock();
    private volatile Served<T> served;
    private volatile @Nullable LiveFailure failure;
    private @Nullable Pointer refused; // guarded by work
    private @Nullable Watch watch; // guarded by work

    private Live(Builder<T> builder) throws IOException {
        this.store = builder.store;
        this.loader = builder.loader;
        this.smoke = builder.smoke;
        this.clock = builder.clock;
        Generation fixed = builder.fixed;
        if (fixed != null) {
            this.served = made(fixed, fixed.info().created());
        } else {
            ModelStore from = Checks.notNull(builder.store, "store");
            Generation latest = from.latest();
            this.served = made(latest, published(from, latest));
        }
    }

    private static Instant published(ModelStore store, Generation generation) throws IOException {
        return store.current()
                .filter(pointer -> pointer.id().equals(generation.info().id()))
                .map(Pointer::since)
                .orElse(generation.info().created());
    }

    /**
     * Begins one that follows a store.
     *
     * @param <T> what is made of a generation
     * @param store the store
     * @param loader makes it
     * @return a builder of one without a smoke test
     * @throws IllegalArgumentException if an argument is null
     */
    public static <T> Builder<T> of(ModelStore store, Loader<? extends T> loader) {
        return new Builder<>(Checks.notNull(store, "store"), null, Checks.notNull(loader, "loader"));
    }

    /**
     * Begins one that stays with one generation, such as that of a plain folder.
     *
     * @param <T> what is made of a generation
     * @param generation the generation
     * @param loader makes it
     * @return a builder of one without a smoke test
     * @throws IllegalArgumentException if an argument is null
     */
    public static <T> Builder<T> fixed(Generation generation, Loader<? extends T> loader) {
        return new Builder<>(null, Checks.notNull(generation, "generation"), Checks.notNull(loader, "loader"));
    }

    /**
     * What answers now. A caller that needs two things of one generation asks once and keeps what it got.
     *
     * @return the value
     */
    public T get() {
        return served.value();
    }

    /**
     * What answers now, and the generation it was made of.
     *
     * @return both
     */
    public Served<T> served() {
        return served;
    }

    /**
     * Why what is current in the store is not what answers.
     *
     * @return the last failure; empty as soon as what is current answers
     */
    public Optional<LiveFailure> lastFailure() {
        return Optional.ofNullable(failure);
    }

    /**
     * How long ago the generation that answers was made current.
     *
     * @return at least zero
     */
    public Duration age() {
        Duration age = Duration.between(served.published(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Takes what is current in the store, if it is another generation. What fails is kept for {@link #lastFailure}; tries again
     * what failed before.
     *
     * @return whether another generation answers now
     */
    public boolean refresh() {
        return refresh(true);
    }

    boolean refresh(boolean again) {
        work.lock();
        try {
            ModelStore from = store;
            return from != null && refresh(from, again);
        } finally {
            work.unlock();
        }
    }

    private boolean refresh(ModelStore from, boolean again) {
        Pointer pointer = null;
        try {
            pointer = from.current().orElse(null);
            if (pointer == null) {
                throw new IOException("the store has no current generation");
            }
            if (pointer.id().equals(served.generation().id())) {
                Served<T> now = served;
                served = new Served<>(now.value(), now.generation(), pointer.since(), now.since());
                settled();
                return false;
            }
            if (!again && pointer.equals(refused)) {
                return false;
            }
            Served<T> next = made(from.load(pointer.number()), pointer.since());
            served = next;
            settled();
            LOG.info("generation {} answers", next.generation().id());
            return true;
        } catch (Exception e) {
            failed(pointer, e);
        } catch (OutOfMemoryError e) {
            // What was loaded of the candidate is garbage now; what answers is as it was.
            failed(pointer, e);
        } catch (Error e) {
            Thrown.passFatal(e);
            failed(pointer, e);
        }
        return false;
    }

    private Served<T> made(Generation generation, Instant published) throws IOException {
        T value = loader.load(generation);
        smoke.check(value);
        return new Served<>(value, generation.info(), published, clock.instant());
    }

    private void settled() {
        failure = null;
        refused = null;
    }

    private void failed(@Nullable Pointer pointer, Throwable cause) {
        boolean unread = cause instanceof IOException && !(cause instanceof ModelFormatException);
        LiveFailure now = new LiveFailure(pointer == null ? null : pointer.id(), clock.instant(), reason(cause));
        LiveFailure before = failure;
        if (before == null || !before.reason().equals(now.reason())) {
            LOG.warn(
                    "generation {} answers on, since {} can't: {}",
                    served.generation().id(),
                    pointer == null ? "what is current" : pointer.id(),
                    now.reason());
        }
        failure = now;
        refused = unread ? null : pointer;
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        boolean ours = cause instanceof IOException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException;
        if (cause instanceof OutOfMemoryError) {
            return "the heap is too small for two generations";
        }
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        // What others say may hold personal data.
        return ours && message != null ? message : Thrown.classAndPlace(cause);
    }

    /**
     * Makes a generation current in the store, if it passes here.
     *
     * @param number its number
     * @throws NoSuchFileException if the store has no such generation
     * @throws IOException if it can't be read or served; the pointer and what answers are untouched
     * @throws IllegalStateException if this stays with one generation
     */
    public void activate(long number) throws IOException {
        ModelStore from = requireStore();
        work.lock();
        try {
            Served<T> next = made(from.load(number), clock.instant());
            from.activate(number);
            served = next;
            settled();
            LOG.info("generation {} answers", next.generation().id());
        } finally {
            work.unlock();
        }
    }

    /**
     * Goes back to the generation that was current when the one that answers was saved; makes it current in the store.
     *
     * @throws IOException if it can't be read or served; the pointer and what answers are untouched
     * @throws IllegalStateException if what answers is the first, or this stays with one generation
     */
    public void rollback() throws IOException {
        requireStore();
        long before = served.generation().follows();
        if (before == 0) {
            throw new IllegalStateException(
                    "generation " + served.generation().id() + " is the first, and there is none to go back to");
        }
        activate(before);
    }

    private ModelStore requireStore() {
        ModelStore from = store;
        if (from == null) {
            throw new IllegalStateException("there is no store to take another generation from");
        }
        return from;
    }

    /**
     * Looks at the pointer from time to time, on a daemon thread of its own, until {@link #close}.
     *
     * @param every how long to wait after each look, from 10 milliseconds to a day
     * @throws IllegalArgumentException if that is null, shorter or longer
     * @throws IllegalStateException if this watches already
     */
    public void watch(Duration every) {
        Checks.notNull(every, "every");
        Checks.that(
                every.compareTo(LEAST_WAIT) >= 0 && every.compareTo(MOST_WAIT) <= 0,
                "every must be in 10 ms..1 day, but was %s",
                every);
        work.lock();
        try {
            if (watch != null) {
                throw new IllegalStateException("the store is watched already");
            }
            watch = Watch.start(() -> refresh(false), every);
        } finally {
            work.unlock();
        }
    }

    /** Ends watching; what answers answers on. */
    @Override
    public void close() {
        Watch watching;
        work.lock();
        try {
            watching = watch;
            watch = null;
        } finally {
            work.unlock();
        }
        if (watching != null) {
            watching.close();
        }
    }

    @Override
    public String toString() {
        return "Live[" + served.generation().id() + "]";
    }

    /**
     * How generations are taken. For one thread.
     *
     * @param <T> what is made of a generation
     */
    public static final class Builder<T> {
        private final @Nullable ModelStore store;
        private final @Nullable Generation fixed;
        private final Loader<? extends T> loader;
        private Smoke<? super T> smoke = candidate -> {};
        private InstantSource clock = InstantSource.system();

        private Builder(@Nullable ModelStore store, @Nullable Generation fixed, Loader<? extends T> loader) {
            this.store = store;
            this.fixed = fixed;
            this.loader = loader;
        }

        /**
         * What a candidate must pass.
         *
         * @param smoke the test
         * @return this builder
         * @throws IllegalArgumentException if it is null
         */
        public Builder<T> smoke(Smoke<? super T> smoke) {
            this.smoke = Checks.notNull(smoke, "smoke");
            return this;
        }

        /**
         * Where the time comes from.
         *
         * @param clock the clock; the system's by default
         * @return this builder
         * @throws IllegalArgumentException if it is null
         */
        public Builder<T> clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Loads and tests the current generation.
         *
         * @return what answers by it
         * @throws NoSuchFileException if nothing was saved yet
         * @throws IOException if it can't be read or served
         * @throws RuntimeException whatever the loader or the test throws
         */
        public Live<T> open() throws IOException {
            return new Live<>(this);
        }
    }
}
