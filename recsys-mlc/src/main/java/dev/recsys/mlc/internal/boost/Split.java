package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;

/**
 * A question a node asks.
 *
 * @param column whose bin is asked for
 * @param gain how much the loss falls by it, twice over, by the second-order expansion
 * @param left the bins that go left, one bit each. Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
public record Split(int column, double gain, int[] left) {
    /** Words of a set of bins. */
    public static final int WORDS = BinMatrix.MOST_BINS / 32;

    /**
     * Whether a set has a bin.
     *
     * @param set words. Not modified.
     * @param offset where the set begins
     * @param bin in 0..255
     * @return whether
     */
    public static boolean contains(int[] set, int offset, int bin) {
        return (set[offset + (bin >>> 5)] >>> bin & 1) != 0;
    }
}
