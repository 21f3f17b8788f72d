package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.internal.run.Workers;
import org.jspecify.annotations.Nullable;

/** YᵀY of padded float factors: floats within a range of rows, doubles across ranges, in one order. */
final class Gram {
    private static final int ROWS_A_RANGE = 1024;
    private static final int ROWS_A_PASS = 64;

    private Gram() {}

    /** YᵀY, rank × rank, row-major, both triangles. */
    static double[] of(FactorMatrix y, Kernels kernels, Workers workers) {
        return of(y, kernels, workers, null);
    }

    /** Σ weight·yyᵀ over the rows, rank × rank, row-major, both triangles; no weights means all 1. */
    static double[] of(FactorMatrix y, Kernels kernels, Workers workers, float @Nullable [] weights) {
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
                    count,
                    1,
                    (range, from, to) -> partials[from] = partial(y, kernels, weights, (base + from) * ROWS_A_RANGE));
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

    private static float[] partial(FactorMatrix y, Kernels kernels, float @Nullable [] weights, int from) {
        int stride = y.stride();
        float[] sum = new float[stride * stride];
        float[][] panel = new float[ROWS_A_PASS][];
        float[][] scaled = weights == null ? panel : new float[ROWS_A_PASS][stride];
        int to = (int) Math.min(y.rowCount(), from + (long) ROWS_A_RANGE);
        for (int row = from; row < to; row += ROWS_A_PASS) {
            int count = Math.min(ROWS_A_PASS, to - row);
            for (int k = 0; k < count; k++) {
                panel[k] = y.row(row + k);
                for (int i = 0; weights != null && i < stride; i++) {
                    scaled[k][i] = weights[row + k] * panel[k][i];
                }
            }
            kernels.rankUpdate(scaled, panel, count, sum, 0, stride);
        }
        return sum;
    }
}
