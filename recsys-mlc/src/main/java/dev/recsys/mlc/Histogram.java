package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.Arrays;

/**
 * For each bin of each column the summed {@link GradientWords} of a node's rows, in one flat array: column after column,
 * bin after bin, one word an output and the count of rows. The hot loops of a training are here.
 */
final class Histogram {
    private static final int WORTH_SHARING = 1 << 18; // cells below which threads cost more than they save
    private static final int COLUMNS = 8; // a task's: a block of rows is read for all of them while it is in the cache
    private static final int BLOCK = 1024; // rows

    private final BinMatrix matrix;
    private final int[] starts; // where each column begins
    private final RareRows rare;
    private final int outputs;
    private final int stride;
    private final Workers workers;

    /**
     * Histograms of a matrix.
     *
     * @param matrix the bins
     * @param outputs gradients a cell
     * @param rare the matrix's columns with few rows outside one bin
     * @param workers who sums the columns
     */
    Histogram(BinMatrix matrix, int outputs, RareRows rare, Workers workers) {
        this.matrix = matrix;
        this.rare = rare;
        this.outputs = outputs;
        this.stride = outputs + 1;
        this.workers = workers;
        this.starts = new int[matrix.columnCount() + 1];
        for (int column = 0; column < matrix.columnCount(); column++) {
            starts[column + 1] = Math.addExact(starts[column], Math.multiplyExact(matrix.binCount(column), stride));
        }
    }

    int length() {
        return starts[starts.length - 1];
    }

    int start(int column) {
        return starts[column];
    }

    /** Words a bin: one more than the outputs. */
    int stride() {
        return stride;
    }

    /**
     * The rows of a node: places {@code from..to-1} of an order, all with one number.
     *
     * @param order row numbers. Not modified.
     * @param from the node's first place
     * @param to the place after its last
     * @param leafOf the node's number for its rows, others for the others. Not modified.
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Rows(int[] order, int from, int to, short[] leafOf) {
        /** A root's rows, node 0; the others of so many are node -1. */
        static Rows root(int[] rows, int rowCount) {
            short[] leafOf = new short[rowCount];
            Arrays.fill(leafOf, (short) -1);
            for (int row : rows) {
                leafOf[row] = 0;
            }
            return new Rows(rows, 0, rows.length, leafOf);
        }

        int count() {
            return to - from;
        }

        int leaf() {
            return from < to ? leafOf[order[from]] : -1;
        }
    }

    /**
     * Sums the rows of a node. Of a column with one bin for nearly all rows only the others are summed; that bin is what
     * remains of the node's totals.
     *
     * @param words the gradients of all rows of the matrix; all its outputs, or one of them where histograms have one
     * @param first the first output to sum
     * @param rows the node's
     * @param totals the node's summed words. Not modified.
     * @param columns the columns to sum. Not modified.
     * @param out their cells are set. Modified.
     */
    void sum(GradientWords words, int first, Rows rows, long[] totals, int[] columns, long[] out) {
        long[] gathered = outputs == 1 ? gather(words, first, rows) : words.words();
        int rareStride = words.stride();
        forColumns(columns, (long) rows.count() * stride, (from, to) -> {
            for (int i = from; i < to; i++) {
                Arrays.fill(out, starts[columns[i]], starts[columns[i] + 1], 0);
                if (isRare(columns[i], rows)) {
                    sumRare(columns[i], rows, words.words(), rareStride, first, out);
                }
            }
            for (int block = rows.from(); block < rows.to(); block += BLOCK) {
                int end = Math.min(rows.to(), block + BLOCK);
                for (int i = from; i < to; i++) {
                    int column = columns[i];
                    if (!isRare(column, rows) && outputs == 1) {
                        sumOne(
                                matrix.column(column),
                                rows.order(),
                                block,
                                end,
                                gathered,
                                block - rows.from(),
                                out,
                                starts[column]);
                    } else if (!isRare(column, rows)) {
                        sumMany(
                                matrix.column(column),
                                rare.commonBin(column),
                                rows.order(),
                                block,
                                end,
                                gathered,
                                out,
                                starts[column]);
                    }
                }
            }
            for (int i = from; i < to; i++) {
                int common = rare.commonBin(columns[i]);
                if (common >= 0 && (outputs > 1 || isRare(columns[i], rows))) {
                    setRest(totals, out, starts[columns[i]], starts[columns[i] + 1], common);
                }
            }
        });
    }

    /** Whether the rows outside a column's common bin, of all nodes, are fewer than those of the node. */
    private boolean isRare(int column, Rows rows) {
        return rare.commonBin(column) >= 0 && rare.rows(column).length < rows.count();
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

    private void sumRare(int column, Rows rows, long[] words, int wordStride, int first, long[] out) {
        byte[] bins = matrix.column(column);
        int start = starts[column];
        int leaf = rows.leaf();
        short[] leafOf = rows.leafOf();
        for (int row : rare.rows(column)) {
            if (leafOf[row] == leaf) {
                int cell = start + (bins[row] & 0xff) * stride;
                if (outputs == 1) {
                    out[cell] += words[row * wordStride + first];
                    out[cell + 1]++;
                } else {
                    addRow(words, row * stride, stride, out, cell);
                }
            }
        }
    }

    /** Adds a row's words to a cell's. Eight a step: a loop as short as this is not made vectors of. */
    private static void addRow(long[] words, int word, int stride, long[] out, int cell) {
        int k = 0;
        for (; k <= stride - 8; k += 8) {
            int from = word + k;
            int to = cell + k;
            out[to] += words[from];
            out[to + 1] += words[from + 1];
            out[to + 2] += words[from + 2];
            out[to + 3] += words[from + 3];
            out[to + 4] += words[from + 4];
            out[to + 5] += words[from + 5];
            out[to + 6] += words[from + 6];
            out[to + 7] += words[from + 7];
        }
        for (; k < stride; k++) {
            out[cell + k] += words[word + k];
        }
    }

    /** What to do with some of the columns, from one place to before another. */
    interface ColumnTask {
        void run(int from, int to);
    }

    /** Runs a task for all columns, on several threads where their work is worth it. */
    void forColumns(int[] columns, long workPerColumn, ColumnTask task) {
        if (workPerColumn * columns.length < WORTH_SHARING) {
            task.run(0, columns.length);
        } else {
            workers.forRanges(columns.length, COLUMNS, (range, from, to) -> task.run(from, to));
        }
    }

    private static long[] gather(GradientWords words, int first, Rows rows) {
        long[] all = words.words();
        int stride = words.stride();
        long[] gathered = new long[rows.count()];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = all[rows.order()[rows.from() + i] * stride + first];
        }
        return gathered;
    }

    private static void sumOne(
            byte[] bins, int[] order, int from, int to, long[] gathered, int gatheredFrom, long[] out, int start) {
        int next = gatheredFrom;
        for (int i = from; i < to; i++) {
            int cell = start + ((bins[order[i]] & 0xff) << 1);
            out[cell] += gathered[next++];
            out[cell + 1]++;
        }
    }

    private void sumMany(byte[] bins, int skipped, int[] order, int from, int to, long[] words, long[] out, int start) {
        for (int i = from; i < to; i++) {
            int bin = bins[order[i]] & 0xff;
            if (bin != skipped) {
                addRow(words, order[i] * stride, stride, out, start + bin * stride);
            }
        }
    }

    /** One output of histograms of several, as the histogram of it alone. */
    long[] pick(long[] cells, int output) {
        long[] picked = new long[2 * (cells.length / stride)];
        for (int bin = 0; bin < picked.length / 2; bin++) {
            picked[2 * bin] = cells[bin * stride + output];
            picked[2 * bin + 1] = cells[bin * stride + outputs];
        }
        return picked;
    }

    /** Takes a part's sums from a whole's, which becomes the rest's. Whole modified, part not modified. */
    static void subtract(long[] whole, long[] part) {
        for (int i = 0; i < whole.length; i++) {
            whole[i] -= part[i];
        }
    }
}
