package dev.recsys.mlc;

import dev.recsys.spi.Workers;

/**
 * For each bin of each column the summed {@link GradientWords} of a node's rows, in one flat array: column after column,
 * bin after bin, 2 · outputs words. The hot loops of a training are here.
 */
final class Histogram {
    private static final int WORTH_SHARING = 1 << 18; // cells below which threads cost more than they save
    private static final int COLUMNS = 4; // a task's, so that handing it over costs little beside the work

    private final BinMatrix matrix;
    private final int[] starts; // where each column begins
    private final int[] common; // each column's most frequent bin, or -1 where none is frequent enough to leave out
    private final int stride;
    private final Workers workers;

    /**
     * Histograms of a matrix.
     *
     * @param matrix the bins
     * @param outputs gradients a row
     * @param workers who sums the columns
     */
    Histogram(BinMatrix matrix, int outputs, Workers workers) {
        this.matrix = matrix;
        this.stride = 2 * outputs;
        this.workers = workers;
        this.starts = new int[matrix.columnCount() + 1];
        for (int column = 0; column < matrix.columnCount(); column++) {
            starts[column + 1] = Math.addExact(starts[column], matrix.binCount(column) * stride);
        }
        this.common = new int[matrix.columnCount()];
        workers.forRanges(common.length, 1, (range, column, end) -> common[column] = commonBin(column));
    }

    private int commonBin(int column) {
        int[] counts = new int[BinMatrix.MOST_BINS];
        for (byte bin : matrix.column(column)) {
            counts[bin & 0xff]++;
        }
        int most = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            most = counts[bin] > counts[most] ? bin : most;
        }
        // Leaving a bin out costs a branch a row, which for one output must be well foreseeable to be worth it.
        double least = stride == 2 ? 0.9 : 0.3;
        return counts[most] >= least * matrix.rowCount() ? most : -1;
    }

    int length() {
        return starts[starts.length - 1];
    }

    int start(int column) {
        return starts[column];
    }

    /**
     * Sums the rows of a node. A column's most frequent bin is not summed but is what remains of the node's totals: in a
     * bank most customers don't hold most products.
     *
     * @param words the gradients of all rows of the matrix
     * @param order row numbers. Not modified.
     * @param from the node's first place in {@code order}
     * @param to the place after its last
     * @param totals the node's summed words. Not modified.
     * @param columns the columns to sum. Not modified.
     * @param out their cells are set. Modified.
     */
    void sum(GradientWords words, int[] order, int from, int to, long[] totals, int[] columns, long[] out) {
        long[] gradients = stride == 2 ? gather(words.words(), order, from, to) : words.words();
        forColumns(columns, (long) (to - from) * stride, column -> {
            java.util.Arrays.fill(out, starts[column], starts[column + 1], 0);
            if (stride == 2) {
                sumOne(matrix.column(column), common[column], order, from, to, gradients, out, starts[column]);
            } else {
                sumMany(matrix.column(column), common[column], order, from, to, gradients, stride, out, starts[column]);
            }
            if (common[column] >= 0) {
                int rest = starts[column] + common[column] * stride;
                System.arraycopy(totals, 0, out, rest, stride);
                for (int cell = starts[column]; cell < starts[column + 1]; cell += stride) {
                    for (int k = 0; k < stride && cell != rest; k++) {
                        out[rest + k] -= out[cell + k];
                    }
                }
            }
        });
    }

    /** What to do with a column. */
    interface ColumnTask {
        void run(int column);
    }

    /** Runs a task for each column, on several threads where a column's work is worth it. */
    void forColumns(int[] columns, long workPerColumn, ColumnTask task) {
        if (workPerColumn * columns.length < WORTH_SHARING) {
            for (int column : columns) {
                task.run(column);
            }
        } else {
            workers.forRanges(columns.length, COLUMNS, (range, first, end) -> {
                for (int i = first; i < end; i++) {
                    task.run(columns[i]);
                }
            });
        }
    }

    private static long[] gather(long[] words, int[] order, int from, int to) {
        long[] gathered = new long[2 * (to - from)];
        for (int i = from, next = 0; i < to; i++) {
            int at = 2 * order[i];
            gathered[next++] = words[at];
            gathered[next++] = words[at + 1];
        }
        return gathered;
    }

    private static void sumOne(
            byte[] bins, int skipped, int[] order, int from, int to, long[] gathered, long[] out, int start) {
        for (int i = from, next = 0; i < to; i++, next += 2) {
            int bin = bins[order[i]] & 0xff;
            if (bin != skipped) {
                int cell = start + 2 * bin;
                out[cell] += gathered[next];
                out[cell + 1] += gathered[next + 1];
            }
        }
    }

    private static void sumMany(
            byte[] bins, int skipped, int[] order, int from, int to, long[] words, int stride, long[] out, int start) {
        for (int i = from; i < to; i++) {
            int row = order[i];
            int bin = bins[row] & 0xff;
            if (bin != skipped) {
                int cell = start + bin * stride;
                int word = row * stride;
                for (int k = 0; k < stride; k++) {
                    out[cell + k] += words[word + k];
                }
            }
        }
    }

    /** Takes a part's sums from a whole's, which becomes the rest's. Whole modified, part not modified. */
    static void subtract(long[] whole, long[] part) {
        for (int i = 0; i < whole.length; i++) {
            whole[i] -= part[i];
        }
    }
}
