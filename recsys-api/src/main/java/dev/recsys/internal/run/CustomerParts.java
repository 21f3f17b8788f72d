package dev.recsys.internal.run;

/** Divides customers evenly into parts by a hash. Thread-safe: no state. */
public final class CustomerParts {
    private CustomerParts() {}

    /**
     * The part a customer is in.
     *
     * @param user the customer's index
     * @param parts how many parts, at least 1
     * @param seed of the division
     * @return in {@code 0..parts-1}
     */
    public static int partOf(int user, int parts, long seed) {
        return (int) Long.remainderUnsigned(hash(user, seed), parts);
    }

    /**
     * A number that is random but always the same.
     *
     * @param value what it is for
     * @param seed of the numbers
     * @return all 64 bits are random
     */
    public static long hash(long value, long seed) {
        long hash = seed * 0x9e3779b97f4a7c15L + value;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
