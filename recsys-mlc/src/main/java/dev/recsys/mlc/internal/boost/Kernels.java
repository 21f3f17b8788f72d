package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;

/**
 * The inner loops of boosting. Every implementation gives the same bits: sums are of whole numbers, and each sigmoid is made by
 * the same operations in the same order. Thread-safe: no state.
 */
interface Kernels {
    /** The greatest size of a value that has a sigmoid here. */
    double MOST = 700;

    /** What the log and the model's notes call it. */
    String name();

    /**
     * Adds each row's words to the cell of its bin, but for rows of one bin.
     *
     * @param bins of all rows, as unsigned bytes. Not modified.
     * @param skipped the bin to leave out, or -1
     * @param order row numbers; those at {@code from..to-1} are added. Not modified.
     * @param words rows × stride. Not modified.
     * @param stride words a row and a cell
     * @param cells gets the sums: bin b has {@code stride} words from {@code start + b · stride} on. Modified.
     */
    void addRows(
            byte[] bins, int skipped, int[] order, int from, int to, long[] words, int stride, long[] cells, int start);

    /**
     * Replaces each value by its {@link ExpLog#sigmoid}.
     *
     * @param values the first {@code count}, each of a size of at most {@value #MOST}, are replaced. Modified.
     */
    void sigmoids(double[] values, int count);
}
