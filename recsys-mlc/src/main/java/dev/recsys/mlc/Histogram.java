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
    private final RareRows rare;
    private final int stride;
    private final Workers workers;

    /**
     * Histograms of a matrix.
     *
     * @param matrix the bins
     * @param outputs gradients a row
     * @param rare the matrix's columns with few rows outside one bin
     * @param workers who sums the columns
     */
    Histogram(BinMatrix matrix, int outputs, RareRows rare, Workers workers) {
        this.matrix = matrix;
        this.rare = rare;
        this.stride = 2 * outputs;
        this.workers = workers;
        this.starts = new int[matrix.columnCount() + 1];
        for (int column = 0; column < matrix.columnCount(); column++) {
            starts[column + 1] = Math.addExact(starts[column], matrix.binCount(column) * stride);
        }
    }

    int length() {
        return starts[starts.length - 1];
    }

    int start(int column) {
        return starts[column];
    }

    /**
     * Sums the rows of a node. Of a column with one bin for nearly all rows only the others are summed; that bin is what
     * remains of the node's totals.
     *
     * @param words the gradients of all rows of the matrix
     * @param order row numbers. Not modified.
     * @param from the node's first place in {@code order}
     * @param to the place after its last
     * @param leafOf the node's number for its rows, others for the others. Not modified.
     * @param totals the node's summed words. Not modified.
     * @param columns the columns to sum. Not modified.
     * @param out their cells are set. Modified.
     */
    void sum(
            GradientWords words,
            int[] order,
            int from,
            int to,
            short[] leafOf,
            long[] totals,
            int[] columns,
            long[] out) {
        long[] gathered = stride == 2 ? gather(words.words(), order, from, to) : words.words();
        int leaf = from < to ? leafOf[order[from]] : -1;
        forColumns(columns, (long) (to - from) * stride, column -> {
            int start = starts[column];
            java.util.Arrays.fill(out, start, starts[column + 1], 0);
            int common = rare.commonBin(column);
            if (common >= 0 && rare.rows(column).length < to - from) {
                sumRare(matrix.column(column), rare.rows(column), leafOf, leaf, words.words(), out, start);
                setRest(totals, out, start, starts[column + 1], common);
            } else if (stride == 2) {
                sumOne(matrix.column(column), order, from, to, gathered, out, start);
            } else {
                sumMany(matrix.column(column), common, order, from, to, gathered, out, start);
                if (common >= 0) {
                    setRest(totals, out, start, starts[column + 1], common);
                }
            }
        });
    }

    private void setRest(long[] totals, long[] out, int start, int end, int bin) {
        int rest = start + bin * stride;
        System.arraycopy(totals, 0, out, rest, stride);
        for (int cell = start; cell < end; cell += stride) {
            for (int k = 0; k < stride && cell != rest; k++) {
                out[rest + k] -= out[cell + k];
            }
        }
    }

    private void sumRare(byte[] bins, int[] rows, short[] leafOf, int leaf, long[] words, long[] out, int start) {
        for (int row : rows) {
            if (leafOf[row] == leaf) {
                int cell = start + (bins[row] & 0xff) * stride;
                if (stride == 2) {
                    out[cell] += words[2 * row];
                    out[cell + 1] += words[2 * row + 1];
                } else {
                    addRow(words, row * stride, out, cell);
                }
            }
        }
    }

    private void addRow(long[] words, int word, long[] out, int cell) {
        for (int k = 0; k < stride; k++) {
            out[cell + k] += words[word + k];
        }
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

    private static void sumOne(byte[] bins, int[] order, int from, int to, long[] gathered, long[] out, int start) {
        for (int i = from, next = 0; i < to; i++, next += 2) {
            int cell = start + ((bins[order[i]] & 0xff) << 1);
            out[cell] += gathered[next];
            out[cell + 1] += gathered[next + 1];
        }
    }

    private void sumMany(byte[] bins, int skipped, int[] order, int from, int to, long[] words, long[] out, int start) {
        for (int i = from; i < to; i++) {
            int bin = bins[order[i]] & 0xff;
            if (bin != skipped) {
                addRow(words, order[i] * stride, out, start + bin * stride);
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
