package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import org.jspecify.annotations.Nullable;

/**
 * For each column of a matrix that has one bin for nearly all rows, that bin and the rows that are in another: in a bank
 * most customers don't hold most products and share one country, so a sum over a column needs only a few rows. Made once
 * for all trees. Thread-safe.
 */
final class RareRows {
    private static final double LEAST_SHARE = 0.7;

    private final int[] commonBins;
    private final int[][] rows;
    private final BinMatrix matrix;
    private @Nullable RareCells cells;

    RareRows(BinMatrix matrix, Workers workers) {
        this.matrix = matrix;
        this.commonBins = new int[matrix.columnCount()];
        this.rows = new int[matrix.columnCount()][];
        workers.forRanges(rows.length, 1, (range, column, end) -> find(column));
    }

    private void find(int column) {
        byte[] bins = matrix.column(column);
        int[] counts = new int[BinMatrix.MOST_BINS];
        for (byte bin : bins) {
            counts[bin & 0xff]++;
        }
        int common = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            common = counts[bin] > counts[common] ? bin : common;
        }
        boolean few = counts[common] >= LEAST_SHARE * bins.length;
        commonBins[column] = few ? common : -1;
        rows[column] = new int[few ? bins.length - counts[common] : 0];
        int next = 0;
        for (int row = 0; row < bins.length && few; row++) {
            if ((bins[row] & 0xff) != common) {
                rows[column][next++] = row;
            }
        }
    }

    /** The bin of nearly all rows, or -1 if there is none. */
    int commonBin(int column) {
        return commonBins[column];
    }

    /** The rows in other bins, ascending; none where there is no common bin. Not to be modified. */
    int[] rows(int column) {
        return rows[column];
    }

    /** The same rows, row by row; made when first asked for. */
    synchronized RareCells cells() {
        RareCells made = cells;
        if (made == null) {
            made = new RareCells(matrix, commonBins, rows);
            cells = made;
        }
        return made;
    }
}
