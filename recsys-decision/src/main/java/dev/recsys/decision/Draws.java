package dev.recsys.decision;

import java.util.SplittableRandom;

/** Chance that follows from a seed and a decision's id alone, so that a replay draws the same. */
final class Draws {
    private static final long PRIME = 0x1000_0000_01b3L; // FNV-1a, 64 bits
    private static final long BASIS = 0xcbf2_9ce4_8422_2325L;

    private Draws() {}

    /** Two numbers in 0..1, uniform over ids. */
    static double[] of(long seed, String id) {
        long hash = BASIS;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        SplittableRandom random = new SplittableRandom(seed ^ hash);
        return new double[] {random.nextDouble(), random.nextDouble()};
    }
}
