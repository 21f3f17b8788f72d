package dev.recsys.mlc.internal.columns;

import java.util.Arrays;

/**
 * Turns rows of numbers into bins: 1 + how many of the column's edges are not above a number, 0 for NaN. Immutable and
 * thread-safe.
 */
public final class NumberBins {
    private static final int SAMPLE = 100_000; // rows from which quantiles are taken

    private final float[][] edges; // of each column, ascending

    private NumberBins(float[][] edges) {
        this.edges = edges;
    }

    /**
     * Learns edges: quantiles of evenly spaced rows.
     *
     * @param rows numbers, rows × columns. Not modified.
     * @param columnCount how many columns
     * @param mostBins the most bins of a column, in 2..255
     * @return the bins
     */
    public static NumberBins learn(float[][] rows, int columnCount, int mostBins) {
        float[][] edges = new float[columnCount][];
        int step = Math.max(1, rows.length / SAMPLE);
        for (int column = 0; column < columnCount; column++) {
            float[] values = new float[rows.length / step + 1];
            int size = 0;
            for (int row = 0; row < rows.length; row += step) {
                if (!Float.isNaN(rows[row][column])) {
                    values[size++] = rows[row][column];
                }
            }
            edges[column] = LearnedBins.quantiles(Arrays.copyOf(values, size), mostBins);
        }
        return new NumberBins(edges);
    }

    /**
     * Bins rows.
     *
     * @param rows numbers, rows × columns. Not modified.
     * @return the bins
     */
    public BinMatrix bin(float[][] rows) {
        BinMatrix matrix = new BinMatrix(rows.length, new boolean[edges.length]);
        int[] bins = new int[edges.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < bins.length; column++) {
                bins[column] = bin(column, rows[row][column]);
            }
            matrix.set(row, bins);
        }
        return matrix;
    }

    private int bin(int column, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int place = Arrays.binarySearch(edges[column], value);
        return place < 0 ? -place : place + 2;
    }
}
