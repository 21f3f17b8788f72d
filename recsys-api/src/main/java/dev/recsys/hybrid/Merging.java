package dev.recsys.hybrid;

/** What every blend can do. */
interface Merging {
    /**
     * What each component puts into each item's score; an item's score is their sum.
     *
     * @param input the scores of the components that take part
     * @param out components × items, all 0; those of a component that does not take part stay so. Modified.
     */
    void merge(BlendInput input, double[][] out);
}
