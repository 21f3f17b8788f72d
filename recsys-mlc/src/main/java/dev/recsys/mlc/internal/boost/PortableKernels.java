package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;

/** Kernels of plain loops, eight words a step: a loop as short as a row is not made vectors of by the compiler. */
final class PortableKernels implements Kernels {
    private static final int STEP = 8;

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public void addRows(
            byte[] bins,
            int skipped,
            int[] order,
            int from,
            int to,
            long[] words,
            int stride,
            long[] cells,
            int start) {
        for (int i = from; i < to; i++) {
            int bin = bins[order[i]] & 0xff;
            if (bin != skipped) {
                addRow(words, order[i] * stride, stride, cells, start + bin * stride);
            }
        }
    }

    @Override
    public void sigmoids(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = ExpLog.sigmoid(values[i]);
        }
    }

    /** Adds a row's words to a cell. */
    static void addRow(long[] words, int word, int stride, long[] cells, int cell) {
        int k = 0;
        for (; k <= stride - STEP; k += STEP) {
            int from = word + k;
            int to = cell + k;
            cells[to] += words[from];
            cells[to + 1] += words[from + 1];
            cells[to + 2] += words[from + 2];
            cells[to + 3] += words[from + 3];
            cells[to + 4] += words[from + 4];
            cells[to + 5] += words[from + 5];
            cells[to + 6] += words[from + 6];
            cells[to + 7] += words[from + 7];
        }
        for (; k < stride; k++) {
            cells[cell + k] += words[word + k];
        }
    }
}
