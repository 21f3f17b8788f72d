package dev.recsys.synthetic;

/**
 * Random numbers without state: a draw is a hash of a key and a slot, so any customer and month can be made again, in
 * any order. The mixer is that of SplittableRandom (Steele, Lea and Flood, 2014).
 */
final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Draws() {}

    /** The key of one customer in the bank of one seed. */
    static long key(long seed, int customer) {
        return mix(mix(seed + GOLDEN) + customer * GOLDEN);
    }

    /** Uniform in [0, 1). */
    static double uniform(long key, int slot) {
        return (mix(key + (slot + 1) * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0..bound-1. */
    static int below(long key, int slot, int bound) {
        return (int) (uniform(key, slot) * bound);
    }

    /** Standard normal, from two slots: {@code slot} and {@code slot + 1}. */
    static double normal(long key, int slot) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, slot)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(key, slot + 1));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
