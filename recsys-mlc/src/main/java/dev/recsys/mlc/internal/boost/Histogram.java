package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;

/**
 * For each bin of each column the summed {@link GradientWords} of a node's rows, in one flat array: column after column,
 * bin after bin, one word an output and the count of rows. The hot loops of a training are here.
 */
final class Histogram {
    private static final int WORTH_SHARING = 1 << 18; // cells below which threads cost more than they save
    private static final int TASKS =
            2; // a thread: a block of rows is read for all columns of a task while it is in the cache
    private static final int BLOCK = 1024; // rows

    private final BinMatrix matrix;
    private final int[] starts; // where each column begins
    private final RareRows rare;
    private final int outputs;
    private final int stride;
    private final Workers workers;
    private final Kernels kernels;

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
        this.kernels = KernelChoice.best();
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
     * The rows of a node: places {@code from..to-1} of an order, ascending there, all with one number.
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
        if (outputs == 1) {
            sumOne(gather(words, first, rows), rows, totals, columns, out);
            return;
        }
        forColumns(columns, (long) rows.count() * stride, (from, to) -> {
            for (int i = from; i < to; i++) {
                Arrays.fill(out, starts[columns[i]], starts[columns[i] + 1], 0);
            }
            int[] next = new int[to - from]; // of each column's rare rows
            int[] picked = new int[BLOCK];
            for (int block = rows.from(); block < rows.to(); block += BLOCK) {
                int end = Math.min(rows.to(), block + BLOCK);
                for (int i = from; i < to; i++) {
                    int column = columns[i];
                    if (isRare(column, rows)) {
                        next[i - from] = sumRare(column, next[i - from], rows, end, words, picked, out);
                    } else {
                        int common = rare.commonBin(column);
                        sumMany(column, common, rows.order(), block, end, words, out);
                    }
                }
            }
            for (int i = from; i < to; i++) {
                int common = rare.commonBin(columns[i]);
                if (common >= 0) {
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

    /**
     * Sums a column's rare rows up to the last of a block of the node's, so that their words are still in the cache.
     *
     * @param next the first rare row to look at
     * @param end the place in the node's order after the block
     * @param picked scratch. Modified.
     * @return the first rare row behind the block
     */
    private int sumRare(
            int column, int next, Histogram.Rows rows, int end, GradientWords words, int[] picked, long[] out) {
        int[] rareRows = rare.rows(column);
        short[] leafOf = rows.leafOf();
        int leaf = rows.leaf();
        int last = rows.order()[end - 1];
        int at = next;
        while (at < rareRows.length && rareRows[at] <= last) {
            int count = 0;
            int most = Math.min(rareRows.length, at + picked.length);
            for (; at < most && rareRows[at] <= last; at++) {
                picked[count] = rareRows[at];
                count += leafOf[rareRows[at]] == leaf ? 1 : 0;
            }
            sumMany(column, -1, picked, 0, count, words, out);
        }
        return at;
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
            // Sums are exact, so it does not matter which columns make a task.
            int tasks = workers.threads() == 1 ? 1 : TASKS * workers.threads();
            int size = (columns.length + tasks - 1) / tasks;
            workers.forRanges(columns.length, size, (range, from, to) -> task.run(from, to));
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

    /** Sums one output: of columns with a common bin the rare cells, row by row, and other columns one by one. */
    private void sumOne(long[] gathered, Rows rows, long[] totals, int[] columns, long[] out) {
        for (int column : columns) {
            Arrays.fill(out, starts[column], starts[column + 1], 0);
        }
        RareCells cells = rare.cells();
        int[] dense =
                Arrays.stream(columns).filter(column -> !cells.covers(column)).toArray();
        boolean shared = workers.threads() > 1 && 2L * (dense.length + 1) * gathered.length >= WORTH_SHARING;
        int size = shared ? dense.length / (TASKS * workers.threads()) + 1 : dense.length + 1;
        // The first task is the rare cells'; sums are exact, so it does not matter which columns make a task.
        int tasks = 1 + (dense.length + size - 1) / size;
        ColumnTask task = (from, to) -> {
            for (int i = from; i < to; i++) {
                if (i == 0) {
                    cells.add(rows.order(), rows.from(), gathered, out);
                } else {
                    sumDense(dense, (i - 1) * size, Math.min(dense.length, i * size), rows, gathered, out);
                }
            }
        };
        if (shared) {
            workers.forRanges(tasks, 1, (range, from, to) -> task.run(from, to));
        } else {
            task.run(0, tasks);
        }
        for (int column : columns) {
            if (cells.covers(column)) {
                setRest(totals, out, starts[column], starts[column + 1], rare.commonBin(column));
            }
        }
    }

    /** A block of rows for some columns, then the next, so that the rows' words are still in the cache. */
    private void sumDense(int[] columns, int first, int end, Rows rows, long[] gathered, long[] out) {
        int[] order = rows.order();
        for (int block = 0; block < gathered.length; block += BLOCK) {
            int last = Math.min(gathered.length, block + BLOCK);
            for (int i = first; i < end; i++) {
                byte[] bins = matrix.column(columns[i]);
                int start = starts[columns[i]];
                for (int next = block; next < last; next++) {
                    int cell = start + ((bins[order[rows.from() + next]] & 0xff) << 1);
                    out[cell] += gathered[next];
                    out[cell + 1]++;
                }
            }
        }
    }

    private void sumMany(int column, int skipped, int[] order, int from, int to, GradientWords words, long[] out) {
        kernels.addRows(matrix.column(column), skipped, order, from, to, words.words(), stride, out, starts[column]);
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
