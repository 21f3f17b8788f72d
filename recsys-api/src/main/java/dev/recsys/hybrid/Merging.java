package dev.recsys.hybrid;

import org.jspecify.annotations.Nullable;

/** What every blend can do. */
interface Merging {
    /**
     * What each component puts into each item's score; an item's score is their sum.
     *
     * @param input the scores of the components that take part
     * @param out components × items, all 0; those of a component that does not take part stay so. A last row has what no
     *     component puts in, see {@link #base}. Modified.
     */
    void merge(BlendInput input, double[][] out);

    /** The name of what no component puts into a score, or null for a blend that has no such thing. */
    default @Nullable String base() {
        return null;
    }

    /** Merges, and sums the rows of {@code out} up. Both arrays are all 0, and modified. */
    default void merge(BlendInput input, double[][] out, double[] scores) {
        merge(input, out);
        for (double[] part : out) {
            for (int item = 0; item < scores.length; item++) {
                scores[item] += part[item];
            }
        }
    }
}
