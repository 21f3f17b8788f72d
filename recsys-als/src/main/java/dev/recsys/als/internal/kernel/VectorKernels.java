package dev.recsys.als.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels by the Vector API, for a Java started with {@code --add-modules jdk.incubator.vector}. Longer than most files:
 * the accumulators of a tile must be local variables to stay in registers, so each tile width is written out.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > STRIPES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** For {@link KernelChoice}, by name. */
    VectorKernels() {}

    @Override
    public String name() {
        return "vector" + LANES * Float.SIZE;
    }

    @Override
    public void rankUpdate(float[][] scaled, float[][] rows, int count, float[] a, int first, int stride) {
        for (int i = first; i < stride; i += STRIPES) {
            for (int j = i; j < stride; j += LANES) {
                tile8x1(scaled, i, rows, j, count, a, i * stride + j, stride);
                tile8x1(scaled, i + 8, rows, j, count, a, (i + 8) * stride + j, stride);
            }
        }
    }

    /** Eight sums keep the multiply-adds busy; a wider tile is no faster, and takes longer to compile. */
    private static void tile8x1(
            float[][] scaled, int s, float[][] rows, int r, int count, float[] a, int at, int stride) {
        FloatVector a00 = FloatVector.fromArray(SPECIES, a, at);
        FloatVector a10 = FloatVector.fromArray(SPECIES, a, at + stride);
        FloatVector a20 = FloatVector.fromArray(SPECIES, a, at + 2 * stride);
        FloatVector a30 = FloatVector.fromArray(SPECIES, a, at + 3 * stride);
        FloatVector a40 = FloatVector.fromArray(SPECIES, a, at + 4 * stride);
        FloatVector a50 = FloatVector.fromArray(SPECIES, a, at + 5 * stride);
        FloatVector a60 = FloatVector.fromArray(SPECIES, a, at + 6 * stride);
        FloatVector a70 = FloatVector.fromArray(SPECIES, a, at + 7 * stride);
        for (int k = 0; k < count; k++) {
            float[] row = rows[k];
            float[] left = scaled[k];
            FloatVector y0 = FloatVector.fromArray(SPECIES, row, r);
            FloatVector x = FloatVector.broadcast(SPECIES, left[s]);
            a00 = x.fma(y0, a00);
            x = FloatVector.broadcast(SPECIES, left[s + 1]);
            a10 = x.fma(y0, a10);
            x = FloatVector.broadcast(SPECIES, left[s + 2]);
            a20 = x.fma(y0, a20);
            x = FloatVector.broadcast(SPECIES, left[s + 3]);
            a30 = x.fma(y0, a30);
            x = FloatVector.broadcast(SPECIES, left[s + 4]);
            a40 = x.fma(y0, a40);
            x = FloatVector.broadcast(SPECIES, left[s + 5]);
            a50 = x.fma(y0, a50);
            x = FloatVector.broadcast(SPECIES, left[s + 6]);
            a60 = x.fma(y0, a60);
            x = FloatVector.broadcast(SPECIES, left[s + 7]);
            a70 = x.fma(y0, a70);
        }
        a00.intoArray(a, at);
        a10.intoArray(a, at + stride);
        a20.intoArray(a, at + 2 * stride);
        a30.intoArray(a, at + 3 * stride);
        a40.intoArray(a, at + 4 * stride);
        a50.intoArray(a, at + 5 * stride);
        a60.intoArray(a, at + 6 * stride);
        a70.intoArray(a, at + 7 * stride);
    }

    @Override
    public void finishRows(float[] a, float[] inverses, int block, int left, int stride) {
        for (int j = left; j < stride; j += LANES) {
            for (int p = 0; p < STRIPES; p += 4) {
                finish4(a, inverses, p, block * stride + j, block * stride + block + p, stride);
            }
        }
    }

    /** Rows p..p+3 of one column of vectors that begins at {@code top}; u is where the block's first row has column p. */
    private static void finish4(float[] a, float[] inverses, int p, int top, int u, int stride) {
        int at = top + p * stride;
        FloatVector r0 = FloatVector.fromArray(SPECIES, a, at);
        FloatVector r1 = FloatVector.fromArray(SPECIES, a, at + stride);
        FloatVector r2 = FloatVector.fromArray(SPECIES, a, at + 2 * stride);
        FloatVector r3 = FloatVector.fromArray(SPECIES, a, at + 3 * stride);
        for (int q = 0; q < p; q++) {
            FloatVector above = FloatVector.fromArray(SPECIES, a, top + q * stride);
            int uq = u + q * stride;
            r0 = FloatVector.broadcast(SPECIES, -a[uq]).fma(above, r0);
            r1 = FloatVector.broadcast(SPECIES, -a[uq + 1]).fma(above, r1);
            r2 = FloatVector.broadcast(SPECIES, -a[uq + 2]).fma(above, r2);
            r3 = FloatVector.broadcast(SPECIES, -a[uq + 3]).fma(above, r3);
        }
        int u0 = u + p * stride;
        r0 = r0.mul(FloatVector.broadcast(SPECIES, inverses[p]));
        r1 = FloatVector.broadcast(SPECIES, -a[u0 + 1]).fma(r0, r1);
        r2 = FloatVector.broadcast(SPECIES, -a[u0 + 2]).fma(r0, r2);
        r3 = FloatVector.broadcast(SPECIES, -a[u0 + 3]).fma(r0, r3);
        int u1 = u0 + stride;
        r1 = r1.mul(FloatVector.broadcast(SPECIES, inverses[p + 1]));
        r2 = FloatVector.broadcast(SPECIES, -a[u1 + 2]).fma(r1, r2);
        r3 = FloatVector.broadcast(SPECIES, -a[u1 + 3]).fma(r1, r3);
        int u2 = u1 + stride;
        r2 = r2.mul(FloatVector.broadcast(SPECIES, inverses[p + 2]));
        r3 = FloatVector.broadcast(SPECIES, -a[u2 + 3]).fma(r2, r3);
        r3 = r3.mul(FloatVector.broadcast(SPECIES, inverses[p + 3]));
        r0.intoArray(a, at);
        r1.intoArray(a, at + stride);
        r2.intoArray(a, at + 2 * stride);
        r3.intoArray(a, at + 3 * stride);
    }

    @Override
    public void addRows(
            float[] weights, int weightsAt, float[][] rows, int rowsAt, int count, float[] out, int stride) {
        int j = 0;
        for (; j + 4 * LANES <= stride; j += 4 * LANES) {
            FloatVector a0 = FloatVector.fromArray(SPECIES, out, j);
            FloatVector a1 = FloatVector.fromArray(SPECIES, out, j + LANES);
            FloatVector a2 = FloatVector.fromArray(SPECIES, out, j + 2 * LANES);
            FloatVector a3 = FloatVector.fromArray(SPECIES, out, j + 3 * LANES);
            for (int k = 0; k < count; k++) {
                float[] row = rows[rowsAt + k];
                FloatVector x = FloatVector.broadcast(SPECIES, weights[weightsAt + k]);
                a0 = x.fma(FloatVector.fromArray(SPECIES, row, j), a0);
                a1 = x.fma(FloatVector.fromArray(SPECIES, row, j + LANES), a1);
                a2 = x.fma(FloatVector.fromArray(SPECIES, row, j + 2 * LANES), a2);
                a3 = x.fma(FloatVector.fromArray(SPECIES, row, j + 3 * LANES), a3);
            }
            a0.intoArray(out, j);
            a1.intoArray(out, j + LANES);
            a2.intoArray(out, j + 2 * LANES);
            a3.intoArray(out, j + 3 * LANES);
        }
        for (; j < stride; j += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, out, j);
            for (int k = 0; k < count; k++) {
                FloatVector x = FloatVector.broadcast(SPECIES, weights[weightsAt + k]);
                sum = x.fma(FloatVector.fromArray(SPECIES, rows[rowsAt + k], j), sum);
            }
            sum.intoArray(out, j);
        }
    }

    @Override
    public void project(float[][] rows, int rowsAt, int count, float[] p, float[] scratch, int stride) {
        for (int s = 0; s < STRIPES; s += LANES) {
            int k = 0;
            for (; k + 4 <= count; k += 4) {
                stripes4(rows, rowsAt + k, p, s, scratch, k * STRIPES + s, stride);
            }
            for (; k < count; k++) {
                stripes1(rows[rowsAt + k], p, s, scratch, k * STRIPES + s, stride);
            }
        }
        for (int k = 0; k < count; k++) {
            scratch[k] = Kernels.sum(scratch, k * STRIPES);
        }
    }

    private static void stripes4(float[][] rows, int k, float[] p, int s, float[] scratch, int at, int stride) {
        float[] r0 = rows[k];
        float[] r1 = rows[k + 1];
        float[] r2 = rows[k + 2];
        float[] r3 = rows[k + 3];
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        for (int i = s; i < stride; i += STRIPES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, p, i);
            a0 = factor.fma(FloatVector.fromArray(SPECIES, r0, i), a0);
            a1 = factor.fma(FloatVector.fromArray(SPECIES, r1, i), a1);
            a2 = factor.fma(FloatVector.fromArray(SPECIES, r2, i), a2);
            a3 = factor.fma(FloatVector.fromArray(SPECIES, r3, i), a3);
        }
        a0.intoArray(scratch, at);
        a1.intoArray(scratch, at + STRIPES);
        a2.intoArray(scratch, at + 2 * STRIPES);
        a3.intoArray(scratch, at + 3 * STRIPES);
    }

    private static void stripes1(float[] row, float[] p, int s, float[] scratch, int at, int stride) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = s; i < stride; i += STRIPES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, p, i);
            sum = factor.fma(FloatVector.fromArray(SPECIES, row, i), sum);
        }
        sum.intoArray(scratch, at);
    }

    @Override
    public void addScaled(float scale, float[] x, int xAt, float[] out, int outAt, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int i = 0; i < length; i += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, out, outAt + i);
            factor.fma(FloatVector.fromArray(SPECIES, x, xAt + i), sum).intoArray(out, outAt + i);
        }
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
        float[] stripes = new float[STRIPES];
        for (int s = 0; s < STRIPES; s += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = s; i < length; i += STRIPES) {
                FloatVector factor = FloatVector.fromArray(SPECIES, x, xAt + i);
                sum = factor.fma(FloatVector.fromArray(SPECIES, y, yAt + i), sum);
            }
            sum.intoArray(stripes, s);
        }
        return Kernels.sum(stripes);
    }

    @Override
    public void product(float[] left, int rows, float[][] right, int count, float[] out, int width) {
        for (int j = 0; j < width; j += 4 * LANES) {
            for (int i = 0; i < rows; i += 4) {
                product4x4(left, i, rows, right, j, count, out, i * width + j, width);
            }
        }
    }

    private static void product4x4(
            float[] left, int l, int rows, float[][] right, int r, int count, float[] out, int at, int width) {
        FloatVector a00 = FloatVector.zero(SPECIES);
        FloatVector a01 = a00;
        FloatVector a02 = a00;
        FloatVector a03 = a00;
        FloatVector a10 = a00;
        FloatVector a11 = a00;
        FloatVector a12 = a00;
        FloatVector a13 = a00;
        FloatVector a20 = a00;
        FloatVector a21 = a00;
        FloatVector a22 = a00;
        FloatVector a23 = a00;
        FloatVector a30 = a00;
        FloatVector a31 = a00;
        FloatVector a32 = a00;
        FloatVector a33 = a00;
        for (int k = 0; k < count; k++) {
            float[] row = right[k];
            FloatVector y0 = FloatVector.fromArray(SPECIES, row, r);
            FloatVector y1 = FloatVector.fromArray(SPECIES, row, r + LANES);
            FloatVector y2 = FloatVector.fromArray(SPECIES, row, r + 2 * LANES);
            FloatVector y3 = FloatVector.fromArray(SPECIES, row, r + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, left[l]);
            a00 = x.fma(y0, a00);
            a01 = x.fma(y1, a01);
            a02 = x.fma(y2, a02);
            a03 = x.fma(y3, a03);
            x = FloatVector.broadcast(SPECIES, left[l + 1]);
            a10 = x.fma(y0, a10);
            a11 = x.fma(y1, a11);
            a12 = x.fma(y2, a12);
            a13 = x.fma(y3, a13);
            x = FloatVector.broadcast(SPECIES, left[l + 2]);
            a20 = x.fma(y0, a20);
            a21 = x.fma(y1, a21);
            a22 = x.fma(y2, a22);
            a23 = x.fma(y3, a23);
            x = FloatVector.broadcast(SPECIES, left[l + 3]);
            a30 = x.fma(y0, a30);
            a31 = x.fma(y1, a31);
            a32 = x.fma(y2, a32);
            a33 = x.fma(y3, a33);
            l += rows;
        }
        a00.intoArray(out, at);
        a01.intoArray(out, at + LANES);
        a02.intoArray(out, at + 2 * LANES);
        a03.intoArray(out, at + 3 * LANES);
        int at1 = at + width;
        a10.intoArray(out, at1);
        a11.intoArray(out, at1 + LANES);
        a12.intoArray(out, at1 + 2 * LANES);
        a13.intoArray(out, at1 + 3 * LANES);
        int at2 = at1 + width;
        a20.intoArray(out, at2);
        a21.intoArray(out, at2 + LANES);
        a22.intoArray(out, at2 + 2 * LANES);
        a23.intoArray(out, at2 + 3 * LANES);
        int at3 = at2 + width;
        a30.intoArray(out, at3);
        a31.intoArray(out, at3 + LANES);
        a32.intoArray(out, at3 + 2 * LANES);
        a33.intoArray(out, at3 + 3 * LANES);
    }

    @Override
    public boolean reaches(float[] values, int at, int length, float threshold) {
        for (int i = at; i < at + length; i += 4 * LANES) {
            FloatVector most = FloatVector.fromArray(SPECIES, values, i)
                    .max(FloatVector.fromArray(SPECIES, values, i + LANES))
                    .max(FloatVector.fromArray(SPECIES, values, i + 2 * LANES)
                            .max(FloatVector.fromArray(SPECIES, values, i + 3 * LANES)));
            if (!most.compare(VectorOperators.LT, threshold).allTrue()) { // a NaN among them makes the maximum NaN
                return true;
            }
        }
        return false;
    }
}
