package dev.recsys.als.internal.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs kernels on a little data, once a process, so that they are compiled when a training comes to its first sweep: until then
 * those of the Vector API allocate an object for each vector. Meant to run beside the preparation of the data. Thread-safe.
 */
public final class KernelWarmup {
    private static final int ROWS = 32;
    private static final int STRIDE = 4 * Kernels.STRIPES;
    private static final int ROUNDS = 2_000;
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private KernelWarmup() {}

    /** Runs the best kernels, unless they are portable or have been run before. Takes less than half a second. */
    public static void run() {
        Kernels kernels = KernelChoice.best();
        if (!KernelChoice.isPortable(kernels) && DONE.compareAndSet(false, true)) {
            run(kernels);
        }
    }

    private static void run(Kernels kernels) {
        float[][] rows = new float[ROWS][STRIDE];
        float[] weights = new float[ROWS];
        float[] sums = new float[STRIDE];
        float[] scratch = new float[ROWS * Kernels.STRIPES];
        float[] square = new float[STRIDE * STRIDE];
        float[] left = new float[ROWS * STRIDE];
        float[] product = new float[STRIDE * STRIDE];
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS && System.nanoTime() - start < MOST_NANOS; round++) {
            kernels.project(rows, 0, ROWS, sums, scratch, STRIDE);
            kernels.addRows(weights, 0, rows, 0, ROWS, sums, STRIDE);
            kernels.dot(sums, 0, sums, 0, STRIDE);
            if (round % 4 == 0) {
                kernels.rankUpdate(rows, rows, 4, square, 0, STRIDE);
                kernels.product(left, STRIDE, rows, ROWS, product, STRIDE);
            }
        }
    }
}
