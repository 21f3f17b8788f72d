package dev.recsys.internal.run;

import dev.recsys.TrainingCancelledException;
import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A trainer's own threads for the length of one call; never the common pool. Work is cut into ranges of a fixed size,
 * so that what each range computes does not depend on how many threads there are. To be used by one thread and closed.
 */
public final class Workers implements AutoCloseable {
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final int threads;
    private final @Nullable ExecutorService pool;
    private final List<Thread> crew = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Workers(String name, int threads) {
        this.name = name;
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = new Thread(task, "recsys-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    crew.add(thread);
                    return thread;
                });
    }

    /**
     * Starts threads.
     *
     * @param name what they work on, for their names and for a cancellation's message
     * @param threads how many, at least 1; one means the calling thread
     * @return the workers
     * @throws IllegalArgumentException if there are less than 1
     */
    public static Workers of(String name, int threads) {
        return new Workers(name, Checks.atLeast(threads, 1, "threads"));
    }

    /**
     * How many threads work, for cutting work whose result does not depend on where it is cut.
     *
     * @return the threads, at least 1
     */
    public int threads() {
        return threads;
    }

    /** Work on a range of rows. */
    @FunctionalInterface
    public interface RangeTask {
        /**
         * Does the work.
         *
         * @param range the number of the range, from 0; the same rows at any thread count
         * @param from the first row
         * @param to the row after the last
         */
        void run(int range, int from, int to);
    }

    /** A sum over a range of rows. */
    @FunctionalInterface
    public interface RangeSum {
        /**
         * Sums up.
         *
         * @param from the first row
         * @param to the row after the last
         * @return the sum
         */
        double sum(int from, int to);
    }

    /**
     * Adds up sums over the ranges of {@code 0..count-1}, in the order of the ranges and so to the same bits at any thread
     * count.
     *
     * @param count how many rows
     * @param size rows a range, at least 1
     * @param task sums up each range; called on several threads at once
     * @return the sum
     * @throws TrainingCancelledException if the calling thread is interrupted while it waits
     */
    public double sumRanges(int count, int size, RangeSum task) {
        Checks.atLeast(size, 1, "size");
        double[] parts = new double[(int) ((count + (long) size - 1) / size)];
        forRanges(count, size, (range, from, to) -> parts[range] = task.sum(from, to));
        double total = 0;
        for (double part : parts) {
            total += part;
        }
        return total;
    }

    /**
     * Works on the ranges of {@code 0..count-1}, each at most {@code size} long, and waits for all. When a task fails or
     * the calling thread is interrupted, no further range begins, and the call throws once those begun have ended: no
     * task runs after it.
     *
     * @param count how many rows
     * @param size rows a range, at least 1
     * @param task what to do with each range; called on several threads at once
     * @throws TrainingCancelledException if the calling thread is interrupted while it waits
     */
    public void forRanges(int count, int size, RangeTask task) {
        Checks.atLeast(size, 1, "size");
        int ranges = (int) ((count + (long) size - 1) / size);
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            for (int range = next.getAndIncrement(); range < ranges; range = next.getAndIncrement()) {
                if (closed || Thread.currentThread().isInterrupted()) {
                    throw new TrainingCancelledException(name);
                }
                task.run(range, range * size, (int) Math.min(count, (range + 1L) * size));
            }
        };
        ExecutorService executor = pool;
        if (executor == null || ranges <= 1) {
            loop.run();
            return;
        }
        BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
        int running = 0;
        Throwable failure = null;
        try {
            for (; running < Math.min(threads, ranges); running++) {
                executor.execute(() -> ends.add(run(loop)));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        rethrow(await(ends, running, failure, next, ranges));
    }

    private static Optional<Throwable> run(Runnable loop) {
        try {
            loop.run();
            return Optional.empty();
        } catch (Throwable e) { // a checked exception that was thrown unseen too: whoever waits must hear of every end
            return Optional.of(e);
        }
    }

    /** Waits until every loop has ended; after the first failure the others begin no range any more. */
    private @Nullable Throwable await(
            BlockingQueue<Optional<Throwable>> ends,
            int running,
            @Nullable Throwable failedStart,
            AtomicInteger next,
            int ranges) {
        Throwable failure = failedStart;
        boolean told = false;
        boolean interrupted = false;
        for (int ended = 0; ended < running; ) {
            if (failure != null && !told) {
                next.set(ranges);
                crew.forEach(Thread::interrupt);
                told = true;
            }
            try {
                Throwable end = ends.take().orElse(null);
                ended++;
                failure = failure == null ? end : failure;
            } catch (InterruptedException e) {
                interrupted = true;
                failure = failure == null ? new TrainingCancelledException(name) : failure;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(
                    "a task failed with " + failure.getClass().getName(), failure);
        }
    }

    /** Ends the threads and waits until they have ended, but no longer than ten seconds. */
    @Override
    public void close() {
        if (pool == null) {
            return;
        }
        closed = true;
        // A loop that never began ends here at once, so that a call that waits for it returns.
        pool.shutdownNow().forEach(Runnable::run);
        long deadline = System.nanoTime() + CLOSE_NANOS;
        boolean interrupted = false;
        for (Thread thread : crew) {
            while (thread.isAlive() && System.nanoTime() < deadline) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
