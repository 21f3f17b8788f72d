package dev.recsys.als;

import java.util.Arrays;

/** Kernels in plain Java, which the just-in-time compiler vectorises; they run everywhere. */
final class PortableKernels implements Kernels {
    @Override
    public String name() {
        return "portable";
    }

    @Override
    public void rankUpdate(
            float[] scaled, int scaledAt, float[] rows, int rowsAt, int count, float[] a, int first, int stride) {
        int k = 0;
        // Four rows a pass, so that each element of a is loaded and stored once for four multiply-adds.
        for (; k + 4 <= count; k += 4) {
            int s = scaledAt + k * stride;
            int r = rowsAt + k * stride;
            for (int i = first; i < stride; i++) {
                update4(
                        scaled[s + i],
                        scaled[s + stride + i],
                        scaled[s + 2 * stride + i],
                        scaled[s + 3 * stride + i],
                        rows,
                        r,
                        a,
                        i * stride,
                        i / STRIPES * STRIPES,
                        stride);
            }
        }
        for (; k < count; k++) {
            for (int i = first; i < stride; i++) {
                int from = i / STRIPES * STRIPES;
                addScaled(
                        scaled[scaledAt + k * stride + i],
                        rows,
                        rowsAt + k * stride + from,
                        a,
                        i * stride + from,
                        stride - from);
            }
        }
    }

    private static void update4(
            float s0, float s1, float s2, float s3, float[] rows, int r, float[] a, int row, int from, int stride) {
        for (int j = from; j < stride; j++) {
            float sum = Math.fma(s0, rows[r + j], a[row + j]);
            sum = Math.fma(s1, rows[r + stride + j], sum);
            sum = Math.fma(s2, rows[r + 2 * stride + j], sum);
            a[row + j] = Math.fma(s3, rows[r + 3 * stride + j], sum);
        }
    }

    @Override
    public void finishRows(float[] a, float[] inverses, int block, int left, int stride) {
        for (int p = 0; p < STRIPES; p++) {
            int row = (block + p) * stride;
            for (int q = 0; q < p; q++) {
                int above = (block + q) * stride;
                addScaled(-a[above + block + p], a, above + left, a, row + left, stride - left);
            }
            float inverse = inverses[p];
            for (int j = left; j < stride; j++) {
                a[row + j] *= inverse;
            }
        }
    }

    @Override
    public void addRows(float[] weights, int weightsAt, float[] rows, int count, float[] out, int stride) {
        for (int k = 0; k < count; k++) {
            addScaled(weights[weightsAt + k], rows, k * stride, out, 0, stride);
        }
    }

    @Override
    public void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length) {
        for (int i = 0; i < length; i++) {
            out[outAt + i] = Math.fma(scale, x[xAt + i], out[outAt + i]);
        }
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
        float[] stripes = new float[STRIPES];
        for (int i = 0; i < length; i += STRIPES) {
            for (int s = 0; s < STRIPES; s++) {
                stripes[s] = Math.fma(x[xAt + i + s], y[yAt + i + s], stripes[s]);
            }
        }
        return Kernels.sum(stripes);
    }

    @Override
    public void product(float[] left, int rows, float[] right, int count, float[] out, int width) {
        Arrays.fill(out, 0, rows * width, 0);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < count; k++) {
                addScaled(left[k * rows + i], right, k * width, out, i * width, width);
            }
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
