package dev.recsys.spi;

import dev.recsys.TrainingCancelledException;
import dev.recsys.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A trainer's own threads for the length of one call; never the common pool. Work is cut into ranges of a fixed size,
 * so that what each range computes does not depend on how many threads there are. To be used by one thread and closed.
 */
public final class Workers implements AutoCloseable {
    private final String name;
    private final int threads;
    private final @Nullable ExecutorService pool;

    private Workers(String name, int threads) {
        this.name = name;
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = new Thread(task, "recsys-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
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

    /**
     * Works on the ranges of {@code 0..count-1}, each at most {@code size} long, and waits for all.
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
                if (Thread.currentThread().isInterrupted()) {
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
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, ranges); i++) {
            running.add(executor.submit(loop));
        }
        await(running);
    }

    private void await(List<Future<?>> running) {
        try {
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingCancelledException(name);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
