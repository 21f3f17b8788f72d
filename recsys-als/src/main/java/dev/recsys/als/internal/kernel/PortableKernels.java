package dev.recsys.als.internal.kernel;

import java.util.Arrays;

/**
 * Kernels in plain Java, which run everywhere. Loops over whole rows have one index and no offset, and the just-in-time
 * compiler vectorises them; what lies in a flat matrix is copied to rows of its own and back for that.
 */
final class PortableKernels implements Kernels {
    @Override
    public String name() {
        return "portable";
    }

    @Override
    public void rankUpdate(float[][] scaled, float[][] rows, int count, float[] a, int first, int stride) {
        float[] row = new float[stride];
        for (int i = first; i < stride; i++) {
            int from = i / STRIPES * STRIPES;
            System.arraycopy(a, i * stride + from, row, from, stride - from);
            int k = 0;
            for (; k + 4 <= count; k += 4) {
                float w0 = scaled[k][i];
                float w1 = scaled[k + 1][i];
                float w2 = scaled[k + 2][i];
                float w3 = scaled[k + 3][i];
                add4(w0, w1, w2, w3, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], row, from, stride);
            }
            for (; k < count; k++) {
                add1(scaled[k][i], rows[k], row, from, stride);
            }
            System.arraycopy(row, from, a, i * stride + from, stride - from);
        }
    }

    /** Four rows a pass, so that each sum is loaded and stored once for four multiply-adds. */
    private static void add4(
            float w0,
            float w1,
            float w2,
            float w3,
            float[] r0,
            float[] r1,
            float[] r2,
            float[] r3,
            float[] out,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            out[j] = Math.fma(w3, r3[j], Math.fma(w2, r2[j], Math.fma(w1, r1[j], Math.fma(w0, r0[j], out[j]))));
        }
    }

    private static void add1(float weight, float[] row, float[] out, int from, int to) {
        for (int j = from; j < to; j++) {
            out[j] = Math.fma(weight, row[j], out[j]);
        }
    }

    @Override
    public void finishRows(float[] a, float[] inverses, int block, int left, int stride) {
        float[][] rows = new float[STRIPES][stride];
        for (int p = 0; p < STRIPES; p++) {
            System.arraycopy(a, (block + p) * stride + left, rows[p], left, stride - left);
            for (int q = 0; q < p; q++) {
                add1(-a[(block + q) * stride + block + p], rows[q], rows[p], left, stride);
            }
            scale(inverses[p], rows[p], left, stride);
            System.arraycopy(rows[p], left, a, (block + p) * stride + left, stride - left);
        }
    }

    private static void scale(float factor, float[] row, int from, int to) {
        for (int j = from; j < to; j++) {
            row[j] *= factor;
        }
    }

    @Override
    public void addRows(
            float[] weights, int weightsAt, float[][] rows, int rowsAt, int count, float[] out, int stride) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            float w0 = weights[weightsAt + k];
            float w1 = weights[weightsAt + k + 1];
            float w2 = weights[weightsAt + k + 2];
            float w3 = weights[weightsAt + k + 3];
            int r = rowsAt + k;
            add4(w0, w1, w2, w3, rows[r], rows[r + 1], rows[r + 2], rows[r + 3], out, 0, stride);
        }
        for (; k < count; k++) {
            add1(weights[weightsAt + k], rows[rowsAt + k], out, 0, stride);
        }
    }

    @Override
    public void project(float[][] rows, int rowsAt, int count, float[] p, float[] scratch, int stride) {
        for (int k = 0; k < count; k++) {
            scratch[k] = dot(rows[rowsAt + k], 0, p, 0, stride);
        }
    }

    @Override
    public void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length) {
        for (int i = 0; i < length; i++) {
            out[outAt + i] = Math.fma(scale, x[xAt + i], out[outAt + i]);
        }
    }

    /** A local variable a stripe, so that none is kept in memory. */
    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        for (int i = xAt, j = yAt; i < xAt + length; i += STRIPES, j += STRIPES) {
            s0 = Math.fma(x[i], y[j], s0);
            s1 = Math.fma(x[i + 1], y[j + 1], s1);
            s2 = Math.fma(x[i + 2], y[j + 2], s2);
            s3 = Math.fma(x[i + 3], y[j + 3], s3);
            s4 = Math.fma(x[i + 4], y[j + 4], s4);
            s5 = Math.fma(x[i + 5], y[j + 5], s5);
            s6 = Math.fma(x[i + 6], y[j + 6], s6);
            s7 = Math.fma(x[i + 7], y[j + 7], s7);
            s8 = Math.fma(x[i + 8], y[j + 8], s8);
            s9 = Math.fma(x[i + 9], y[j + 9], s9);
            s10 = Math.fma(x[i + 10], y[j + 10], s10);
            s11 = Math.fma(x[i + 11], y[j + 11], s11);
            s12 = Math.fma(x[i + 12], y[j + 12], s12);
            s13 = Math.fma(x[i + 13], y[j + 13], s13);
            s14 = Math.fma(x[i + 14], y[j + 14], s14);
            s15 = Math.fma(x[i + 15], y[j + 15], s15);
        }
        // In the order of Kernels.sum.
        float even = ((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14));
        float odd = ((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15));
        return even + odd;
    }

    @Override
    public void product(float[] left, int rows, float[][] right, int count, float[] out, int width) {
        float[] weights = new float[count];
        float[] scores = new float[width];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < count; k++) {
                weights[k] = left[k * rows + i];
            }
            Arrays.fill(scores, 0);
            addRows(weights, 0, right, 0, count, scores, width);
            System.arraycopy(scores, 0, out, i * width, width);
        }
    }

    @Override
    public boolean reaches(float[] values, int at, int length, float threshold) {
        boolean any = false;
        for (int i = at; i < at + length; i++) {
            any |= !(values[i] < threshold);
        }
        return any;
    }
}
