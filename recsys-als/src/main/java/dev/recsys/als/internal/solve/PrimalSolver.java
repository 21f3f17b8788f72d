package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.Kernels;

/** Solves the rank × rank system of a row by Cholesky. Holds workspace: one thread at a time. */
final class PrimalSolver {
    private static final int ROWS_A_PASS = 64;

    private final Kernels kernels;
    private final Cholesky cholesky;
    private final float[] template; // α₀·YᵀY, padded
    private final float[] system;
    private final float[][] panel;
    private final float[][] scaled;
    private final float[] scratch;

    PrimalSolver(RowSystem of, Kernels kernels) {
        int rank = of.rank();
        int stride = of.stride();
        this.kernels = kernels;
        this.cholesky = new Cholesky(kernels);
        this.template = new float[stride * stride];
        this.system = new float[stride * stride];
        this.panel = new float[ROWS_A_PASS][];
        this.scaled = new float[ROWS_A_PASS][stride];
        this.scratch = new float[stride];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                template[i * stride + j] = (float) (of.loss().unobservedWeight() * of.gram()[i * rank + j]);
            }
        }
    }

    /** Multiply-adds for a row. */
    static double cost(int size, int rank) {
        double f = rank;
        return size * f * f / 2 + f * f * f / 6 + 3 * f * f;
    }

    /** Solves; false if floats can't. {@code x} is modified. */
    boolean solve(RowSystem row, float[] x) {
        int rank = row.rank();
        int stride = row.stride();
        float[] right = row.right();
        System.arraycopy(template, 0, system, 0, system.length);
        for (int i = 0; i < rank; i++) {
            system[i * stride + i] += (float) row.ridge();
        }
        for (int first = 0; first < row.size(); first += ROWS_A_PASS) {
            int count = Math.min(ROWS_A_PASS, row.size() - first);
            row.gather(first, count, panel);
            kernels.addRows(row.pull(), first, panel, 0, count, right, stride);
            if (scale(row.extra(), first, count, stride)) {
                kernels.rankUpdate(scaled, panel, count, system, 0, stride);
            }
        }
        if (!cholesky.factorize(system, rank, stride)) {
            return false;
        }
        System.arraycopy(right, 0, scratch, 0, stride);
        cholesky.solve(system, scratch, x, rank, stride);
        return true;
    }

    /** D·Yₛ; false if D is 0, and all is in the template already. */
    private boolean scale(float[] extra, int first, int count, int stride) {
        boolean any = false;
        for (int k = 0; k < count; k++) {
            float d = extra[first + k];
            any |= d != 0;
            float[] from = panel[k];
            float[] to = scaled[k];
            for (int i = 0; i < stride; i++) {
                to[i] = d * from[i];
            }
        }
        return any;
    }
}
