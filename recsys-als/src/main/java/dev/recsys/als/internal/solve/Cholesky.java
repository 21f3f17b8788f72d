package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * A = UᵀU and the solution of A·x = b on padded float matrices, by the kernels. The upper triangle is read and becomes U;
 * what lies below the diagonal is scratch. Holds workspace: one thread at a time.
 */
final class Cholesky {
    private static final int BLOCK = Kernels.STRIPES;

    private final Kernels kernels;
    private final float[] inverses = new float[BLOCK];
    private float[][] rows = new float[BLOCK][0];
    private float[][] negated = new float[BLOCK][0];
    private float[] forward = new float[0];

    Cholesky(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Factorises.
     *
     * @param a stride × stride, the first {@code rank} rows and columns in use. Modified.
     * @return false if A is not positive definite in floating point; {@code a} is then undefined
     */
    boolean factorize(float[] a, int rank, int stride) {
        if (rows[0].length < stride) {
            rows = new float[BLOCK][stride];
            negated = new float[BLOCK][stride];
        }
        for (int block = 0; block < rank; block += BLOCK) {
            int end = Math.min(block + BLOCK, rank);
            if (!factorizeBlock(a, block, end, stride)) {
                return false;
            }
            if (end < rank) {
                kernels.finishRows(a, inverses, block, end, stride);
                for (int p = 0; p < BLOCK; p++) {
                    System.arraycopy(a, (block + p) * stride + end, rows[p], end, stride - end);
                    for (int j = end; j < stride; j++) {
                        negated[p][j] = -rows[p][j];
                    }
                }
                kernels.rankUpdate(negated, rows, BLOCK, a, end, stride);
            }
        }
        return true;
    }

    /** The Cholesky factor of a diagonal block, and the inverses of its diagonal. */
    private boolean factorizeBlock(float[] a, int block, int end, int stride) {
        for (int p = block; p < end; p++) {
            int row = p * stride;
            float pivot = a[row + p];
            if (!(pivot > 0) || pivot == Float.POSITIVE_INFINITY) {
                return false;
            }
            float root = (float) Math.sqrt(pivot);
            float inverse = 1 / root;
            inverses[p - block] = inverse;
            a[row + p] = root;
            for (int j = p + 1; j < end; j++) {
                a[row + j] *= inverse;
            }
            // Whole rows of the block at once; what stands left of the diagonal is scratch.
            for (int i = p + 1; i < end; i++) {
                kernels.addScaled(-a[row + i], a, row + block, a, i * stride + block, BLOCK);
            }
        }
        return true;
    }

    /**
     * Solves after {@link #factorize}.
     *
     * @param u U. Not modified.
     * @param b padded right side; becomes scratch. Modified.
     * @param x gets the solution, padded with 0. Modified.
     */
    void solve(float[] u, float[] b, float[] x, int rank, int stride) {
        if (forward.length < stride) {
            forward = new float[stride];
        }
        for (int p = 0; p < rank; p++) {
            int from = p / BLOCK * BLOCK;
            float y = b[p] / u[p * stride + p];
            forward[p] = y;
            kernels.addScaled(-y, u, p * stride + from, b, from, stride - from);
        }
        Arrays.fill(x, 0, stride, 0);
        for (int p = rank - 1; p >= 0; p--) {
            int from = p / BLOCK * BLOCK;
            // Elements up to p are still 0 in x, so what stands there in U does not count.
            float rest = kernels.dot(u, p * stride + from, x, from, stride - from);
            x[p] = (forward[p] - rest) / u[p * stride + p];
        }
    }
}
