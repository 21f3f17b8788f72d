package dev.recsys.als;

import dev.recsys.spi.Workers;

/** YᵀY of padded float factors: floats within a range of rows, doubles across ranges, in one order. */
final class Gram {
    private static final int ROWS_A_RANGE = 1024;
    private static final int ROWS_A_PASS = 64;

    private Gram() {}

    /** YᵀY, rank × rank, row-major, both triangles. */
    static double[] of(FactorMatrix y, Kernels kernels, Workers workers) {
        int stride = y.stride();
        int rank = y.rank();
        int ranges = (y.rowCount() + ROWS_A_RANGE - 1) / ROWS_A_RANGE;
        // Partial sums are added in groups, so that few are held at once and the order is fixed all the same.
        int group = Math.max(1, Math.min(ranges, (1 << 24) / (stride * stride)));
        double[] sum = new double[rank * rank];
        for (int first = 0; first < ranges; first += group) {
            int base = first;
            int count = Math.min(group, ranges - first);
            float[][] partials = new float[count][];
            workers.forRanges(
                    count, 1, (range, from, to) -> partials[from] = partial(y, kernels, (base + from) * ROWS_A_RANGE));
            for (float[] partial : partials) {
                for (int i = 0; i < rank; i++) {
                    for (int j = i; j < rank; j++) {
                        sum[i * rank + j] += partial[i * stride + j];
                    }
                }
            }
        }
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < i; j++) {
                sum[i * rank + j] = sum[j * rank + i];
            }
        }
        return sum;
    }

    private static float[] partial(FactorMatrix y, Kernels kernels, int from) {
        int stride = y.stride();
        float[] sum = new float[stride * stride];
        float[] panel = new float[ROWS_A_PASS * stride];
        int to = (int) Math.min(y.rowCount(), from + (long) ROWS_A_RANGE);
        for (int row = from; row < to; row += ROWS_A_PASS) {
            int count = Math.min(ROWS_A_PASS, to - row);
            for (int k = 0; k < count; k++) {
                System.arraycopy(y.block(row + k), y.at(row + k), panel, k * stride, stride);
            }
            kernels.rankUpdate(panel, 0, panel, 0, count, sum, 0, stride);
        }
        return sum;
    }
}
