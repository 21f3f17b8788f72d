package dev.recsys.mlc;

/** Grows the trees of one product. */
interface BinaryBooster {
    /**
     * Learns to tell label 1 from label 0; the same trees for the same arguments, whatever ran before.
     *
     * @param rows bins, rows × columns. Not modified.
     * @param labels 0 or 1, both present. Not modified.
     * @param seed of all random choices
     * @return trees whose summed margin is the log-odds of label 1
     */
    TreeEnsemble train(int[][] rows, int[] labels, long seed);
}
