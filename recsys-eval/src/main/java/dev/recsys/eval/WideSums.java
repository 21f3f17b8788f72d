package dev.recsys.eval;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Sums of whole numbers that many threads add up, of 96 bits each: the lower and the upper 32 bits of what is added are summed
 * apart, so that no sum of 2³¹ numbers overflows, and the sums do not depend on the order. Thread-safe.
 */
final class WideSums {
    private static final int HALF = 32;
    private static final long LOWER = (1L << HALF) - 1;

    private final AtomicLongArray lower;
    private final AtomicLongArray upper;

    WideSums(int count) {
        lower = new AtomicLongArray(count);
        upper = new AtomicLongArray(count);
    }

    /** Adds a number of at least 0. */
    void add(int sum, long number) {
        lower.addAndGet(sum, number & LOWER);
        if (number > LOWER) {
            upper.addAndGet(sum, number >>> HALF);
        }
    }

    /** Adds what another sum has. */
    void addAll(int sum, WideSums other, int its) {
        lower.addAndGet(sum, other.lower.get(its));
        upper.addAndGet(sum, other.upper.get(its));
    }

    /** The sum, within two roundings. */
    double get(int sum) {
        return (double) upper.get(sum) * (1L << HALF) + lower.get(sum);
    }
}
