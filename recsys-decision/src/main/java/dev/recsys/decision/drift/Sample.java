package dev.recsys.decision.drift;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Draws about so many of the rows of a period. A customer is drawn by a hash of index and seed, so that the samples of two
 * periods share most customers: their difference is then less by chance than that of two independent samples.
 *
 * @param seed of the hash
 */
record Sample(long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The drawn rows in ascending order, of {@code count} rows whose users are given. */
    int[] rows(int count, IntUnaryOperator user, int about) {
        double share = count == 0 ? 1 : (double) about / count;
        int[] rows = new int[count];
        int drawn = 0;
        for (int row = 0; row < count; row++) {
            if (share >= 1 || uniform(user.applyAsInt(row)) < share) {
                rows[drawn++] = row;
            }
        }
        return Arrays.copyOf(rows, drawn);
    }

    private double uniform(int user) {
        long z = seed + (user + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
