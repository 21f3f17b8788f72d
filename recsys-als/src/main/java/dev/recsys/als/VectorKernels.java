package dev.recsys.als;

import jdk.incubator.vector.FloatVector;
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
    public void rankUpdate(
            float[] scaled, int scaledAt, float[] rows, int rowsAt, int count, float[] a, int first, int stride) {
        for (int i = first; i < stride; i += STRIPES) {
            int j = i;
            for (; j + 4 * LANES <= stride; j += 4 * LANES) {
                for (int t = i; t < i + STRIPES; t += 4) {
                    tile4x4(scaled, scaledAt + t, rows, rowsAt + j, count, a, t * stride + j, stride);
                }
            }
            for (; j + 2 * LANES <= stride; j += 2 * LANES) {
                for (int t = i; t < i + STRIPES; t += 8) {
                    tile8x2(scaled, scaledAt + t, rows, rowsAt + j, count, a, t * stride + j, stride);
                }
            }
            for (; j < stride; j += LANES) {
                for (int t = i; t < i + STRIPES; t += 8) {
                    tile8x1(scaled, scaledAt + t, rows, rowsAt + j, count, a, t * stride + j, stride);
                }
            }
        }
    }

    private static void tile4x4(float[] scaled, int s, float[] rows, int r, int count, float[] a, int at, int stride) {
        FloatVector a00 = FloatVector.fromArray(SPECIES, a, at);
        FloatVector a01 = FloatVector.fromArray(SPECIES, a, at + LANES);
        FloatVector a02 = FloatVector.fromArray(SPECIES, a, at + 2 * LANES);
        FloatVector a03 = FloatVector.fromArray(SPECIES, a, at + 3 * LANES);
        int at1 = at + stride;
        FloatVector a10 = FloatVector.fromArray(SPECIES, a, at1);
        FloatVector a11 = FloatVector.fromArray(SPECIES, a, at1 + LANES);
        FloatVector a12 = FloatVector.fromArray(SPECIES, a, at1 + 2 * LANES);
        FloatVector a13 = FloatVector.fromArray(SPECIES, a, at1 + 3 * LANES);
        int at2 = at1 + stride;
        FloatVector a20 = FloatVector.fromArray(SPECIES, a, at2);
        FloatVector a21 = FloatVector.fromArray(SPECIES, a, at2 + LANES);
        FloatVector a22 = FloatVector.fromArray(SPECIES, a, at2 + 2 * LANES);
        FloatVector a23 = FloatVector.fromArray(SPECIES, a, at2 + 3 * LANES);
        int at3 = at2 + stride;
        FloatVector a30 = FloatVector.fromArray(SPECIES, a, at3);
        FloatVector a31 = FloatVector.fromArray(SPECIES, a, at3 + LANES);
        FloatVector a32 = FloatVector.fromArray(SPECIES, a, at3 + 2 * LANES);
        FloatVector a33 = FloatVector.fromArray(SPECIES, a, at3 + 3 * LANES);
        for (int k = 0; k < count; k++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, rows, r);
            FloatVector y1 = FloatVector.fromArray(SPECIES, rows, r + LANES);
            FloatVector y2 = FloatVector.fromArray(SPECIES, rows, r + 2 * LANES);
            FloatVector y3 = FloatVector.fromArray(SPECIES, rows, r + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scaled[s]);
            a00 = x.fma(y0, a00);
            a01 = x.fma(y1, a01);
            a02 = x.fma(y2, a02);
            a03 = x.fma(y3, a03);
            x = FloatVector.broadcast(SPECIES, scaled[s + 1]);
            a10 = x.fma(y0, a10);
            a11 = x.fma(y1, a11);
            a12 = x.fma(y2, a12);
            a13 = x.fma(y3, a13);
            x = FloatVector.broadcast(SPECIES, scaled[s + 2]);
            a20 = x.fma(y0, a20);
            a21 = x.fma(y1, a21);
            a22 = x.fma(y2, a22);
            a23 = x.fma(y3, a23);
            x = FloatVector.broadcast(SPECIES, scaled[s + 3]);
            a30 = x.fma(y0, a30);
            a31 = x.fma(y1, a31);
            a32 = x.fma(y2, a32);
            a33 = x.fma(y3, a33);
            s += stride;
            r += stride;
        }
        a00.intoArray(a, at);
        a01.intoArray(a, at + LANES);
        a02.intoArray(a, at + 2 * LANES);
        a03.intoArray(a, at + 3 * LANES);
        a10.intoArray(a, at1);
        a11.intoArray(a, at1 + LANES);
        a12.intoArray(a, at1 + 2 * LANES);
        a13.intoArray(a, at1 + 3 * LANES);
        a20.intoArray(a, at2);
        a21.intoArray(a, at2 + LANES);
        a22.intoArray(a, at2 + 2 * LANES);
        a23.intoArray(a, at2 + 3 * LANES);
        a30.intoArray(a, at3);
        a31.intoArray(a, at3 + LANES);
        a32.intoArray(a, at3 + 2 * LANES);
        a33.intoArray(a, at3 + 3 * LANES);
    }

    private static void tile8x2(float[] scaled, int s, float[] rows, int r, int count, float[] a, int at, int stride) {
        FloatVector a00 = FloatVector.fromArray(SPECIES, a, at);
        FloatVector a01 = FloatVector.fromArray(SPECIES, a, at + LANES);
        FloatVector a10 = FloatVector.fromArray(SPECIES, a, at + stride);
        FloatVector a11 = FloatVector.fromArray(SPECIES, a, at + stride + LANES);
        FloatVector a20 = FloatVector.fromArray(SPECIES, a, at + 2 * stride);
        FloatVector a21 = FloatVector.fromArray(SPECIES, a, at + 2 * stride + LANES);
        FloatVector a30 = FloatVector.fromArray(SPECIES, a, at + 3 * stride);
        FloatVector a31 = FloatVector.fromArray(SPECIES, a, at + 3 * stride + LANES);
        FloatVector a40 = FloatVector.fromArray(SPECIES, a, at + 4 * stride);
        FloatVector a41 = FloatVector.fromArray(SPECIES, a, at + 4 * stride + LANES);
        FloatVector a50 = FloatVector.fromArray(SPECIES, a, at + 5 * stride);
        FloatVector a51 = FloatVector.fromArray(SPECIES, a, at + 5 * stride + LANES);
        FloatVector a60 = FloatVector.fromArray(SPECIES, a, at + 6 * stride);
        FloatVector a61 = FloatVector.fromArray(SPECIES, a, at + 6 * stride + LANES);
        FloatVector a70 = FloatVector.fromArray(SPECIES, a, at + 7 * stride);
        FloatVector a71 = FloatVector.fromArray(SPECIES, a, at + 7 * stride + LANES);
        for (int k = 0; k < count; k++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, rows, r);
            FloatVector y1 = FloatVector.fromArray(SPECIES, rows, r + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, scaled[s]);
            a00 = x.fma(y0, a00);
            a01 = x.fma(y1, a01);
            x = FloatVector.broadcast(SPECIES, scaled[s + 1]);
            a10 = x.fma(y0, a10);
            a11 = x.fma(y1, a11);
            x = FloatVector.broadcast(SPECIES, scaled[s + 2]);
            a20 = x.fma(y0, a20);
            a21 = x.fma(y1, a21);
            x = FloatVector.broadcast(SPECIES, scaled[s + 3]);
            a30 = x.fma(y0, a30);
            a31 = x.fma(y1, a31);
            x = FloatVector.broadcast(SPECIES, scaled[s + 4]);
            a40 = x.fma(y0, a40);
            a41 = x.fma(y1, a41);
            x = FloatVector.broadcast(SPECIES, scaled[s + 5]);
            a50 = x.fma(y0, a50);
            a51 = x.fma(y1, a51);
            x = FloatVector.broadcast(SPECIES, scaled[s + 6]);
            a60 = x.fma(y0, a60);
            a61 = x.fma(y1, a61);
            x = FloatVector.broadcast(SPECIES, scaled[s + 7]);
            a70 = x.fma(y0, a70);
            a71 = x.fma(y1, a71);
            s += stride;
            r += stride;
        }
        a00.intoArray(a, at);
        a01.intoArray(a, at + LANES);
        a10.intoArray(a, at + stride);
        a11.intoArray(a, at + stride + LANES);
        a20.intoArray(a, at + 2 * stride);
        a21.intoArray(a, at + 2 * stride + LANES);
        a30.intoArray(a, at + 3 * stride);
        a31.intoArray(a, at + 3 * stride + LANES);
        a40.intoArray(a, at + 4 * stride);
        a41.intoArray(a, at + 4 * stride + LANES);
        a50.intoArray(a, at + 5 * stride);
        a51.intoArray(a, at + 5 * stride + LANES);
        a60.intoArray(a, at + 6 * stride);
        a61.intoArray(a, at + 6 * stride + LANES);
        a70.intoArray(a, at + 7 * stride);
        a71.intoArray(a, at + 7 * stride + LANES);
    }

    private static void tile8x1(float[] scaled, int s, float[] rows, int r, int count, float[] a, int at, int stride) {
        FloatVector a00 = FloatVector.fromArray(SPECIES, a, at);
        FloatVector a10 = FloatVector.fromArray(SPECIES, a, at + stride);
        FloatVector a20 = FloatVector.fromArray(SPECIES, a, at + 2 * stride);
        FloatVector a30 = FloatVector.fromArray(SPECIES, a, at + 3 * stride);
        FloatVector a40 = FloatVector.fromArray(SPECIES, a, at + 4 * stride);
        FloatVector a50 = FloatVector.fromArray(SPECIES, a, at + 5 * stride);
        FloatVector a60 = FloatVector.fromArray(SPECIES, a, at + 6 * stride);
        FloatVector a70 = FloatVector.fromArray(SPECIES, a, at + 7 * stride);
        for (int k = 0; k < count; k++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, rows, r);
            FloatVector x = FloatVector.broadcast(SPECIES, scaled[s]);
            a00 = x.fma(y0, a00);
            x = FloatVector.broadcast(SPECIES, scaled[s + 1]);
            a10 = x.fma(y0, a10);
            x = FloatVector.broadcast(SPECIES, scaled[s + 2]);
            a20 = x.fma(y0, a20);
            x = FloatVector.broadcast(SPECIES, scaled[s + 3]);
            a30 = x.fma(y0, a30);
            x = FloatVector.broadcast(SPECIES, scaled[s + 4]);
            a40 = x.fma(y0, a40);
            x = FloatVector.broadcast(SPECIES, scaled[s + 5]);
            a50 = x.fma(y0, a50);
            x = FloatVector.broadcast(SPECIES, scaled[s + 6]);
            a60 = x.fma(y0, a60);
            x = FloatVector.broadcast(SPECIES, scaled[s + 7]);
            a70 = x.fma(y0, a70);
            s += stride;
            r += stride;
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
        int u0 = block * stride + block; // row q of the diagonal block
        int u1 = u0 + stride;
        int u2 = u1 + stride;
        int u3 = u2 + stride;
        int u4 = u3 + stride;
        int u5 = u4 + stride;
        int u6 = u5 + stride;
        int u7 = u6 + stride;
        int u8 = u7 + stride;
        int u9 = u8 + stride;
        int u10 = u9 + stride;
        int u11 = u10 + stride;
        int u12 = u11 + stride;
        int u13 = u12 + stride;
        int u14 = u13 + stride;
        for (int j = left; j < stride; j += LANES) {
            int at = block * stride + j;
            FloatVector r0 = FloatVector.fromArray(SPECIES, a, at);
            FloatVector r1 = FloatVector.fromArray(SPECIES, a, at + stride);
            FloatVector r2 = FloatVector.fromArray(SPECIES, a, at + 2 * stride);
            FloatVector r3 = FloatVector.fromArray(SPECIES, a, at + 3 * stride);
            FloatVector r4 = FloatVector.fromArray(SPECIES, a, at + 4 * stride);
            FloatVector r5 = FloatVector.fromArray(SPECIES, a, at + 5 * stride);
            FloatVector r6 = FloatVector.fromArray(SPECIES, a, at + 6 * stride);
            FloatVector r7 = FloatVector.fromArray(SPECIES, a, at + 7 * stride);
            FloatVector r8 = FloatVector.fromArray(SPECIES, a, at + 8 * stride);
            FloatVector r9 = FloatVector.fromArray(SPECIES, a, at + 9 * stride);
            FloatVector r10 = FloatVector.fromArray(SPECIES, a, at + 10 * stride);
            FloatVector r11 = FloatVector.fromArray(SPECIES, a, at + 11 * stride);
            FloatVector r12 = FloatVector.fromArray(SPECIES, a, at + 12 * stride);
            FloatVector r13 = FloatVector.fromArray(SPECIES, a, at + 13 * stride);
            FloatVector r14 = FloatVector.fromArray(SPECIES, a, at + 14 * stride);
            FloatVector r15 = FloatVector.fromArray(SPECIES, a, at + 15 * stride);
            r0 = r0.mul(FloatVector.broadcast(SPECIES, inverses[0]));
            r0.intoArray(a, at);
            r1 = FloatVector.broadcast(SPECIES, -a[u0 + 1]).fma(r0, r1);
            r1 = r1.mul(FloatVector.broadcast(SPECIES, inverses[1]));
            r1.intoArray(a, at + stride);
            r2 = FloatVector.broadcast(SPECIES, -a[u0 + 2]).fma(r0, r2);
            r2 = FloatVector.broadcast(SPECIES, -a[u1 + 2]).fma(r1, r2);
            r2 = r2.mul(FloatVector.broadcast(SPECIES, inverses[2]));
            r2.intoArray(a, at + 2 * stride);
            r3 = FloatVector.broadcast(SPECIES, -a[u0 + 3]).fma(r0, r3);
            r3 = FloatVector.broadcast(SPECIES, -a[u1 + 3]).fma(r1, r3);
            r3 = FloatVector.broadcast(SPECIES, -a[u2 + 3]).fma(r2, r3);
            r3 = r3.mul(FloatVector.broadcast(SPECIES, inverses[3]));
            r3.intoArray(a, at + 3 * stride);
            r4 = FloatVector.broadcast(SPECIES, -a[u0 + 4]).fma(r0, r4);
            r4 = FloatVector.broadcast(SPECIES, -a[u1 + 4]).fma(r1, r4);
            r4 = FloatVector.broadcast(SPECIES, -a[u2 + 4]).fma(r2, r4);
            r4 = FloatVector.broadcast(SPECIES, -a[u3 + 4]).fma(r3, r4);
            r4 = r4.mul(FloatVector.broadcast(SPECIES, inverses[4]));
            r4.intoArray(a, at + 4 * stride);
            r5 = FloatVector.broadcast(SPECIES, -a[u0 + 5]).fma(r0, r5);
            r5 = FloatVector.broadcast(SPECIES, -a[u1 + 5]).fma(r1, r5);
            r5 = FloatVector.broadcast(SPECIES, -a[u2 + 5]).fma(r2, r5);
            r5 = FloatVector.broadcast(SPECIES, -a[u3 + 5]).fma(r3, r5);
            r5 = FloatVector.broadcast(SPECIES, -a[u4 + 5]).fma(r4, r5);
            r5 = r5.mul(FloatVector.broadcast(SPECIES, inverses[5]));
            r5.intoArray(a, at + 5 * stride);
            r6 = FloatVector.broadcast(SPECIES, -a[u0 + 6]).fma(r0, r6);
            r6 = FloatVector.broadcast(SPECIES, -a[u1 + 6]).fma(r1, r6);
            r6 = FloatVector.broadcast(SPECIES, -a[u2 + 6]).fma(r2, r6);
            r6 = FloatVector.broadcast(SPECIES, -a[u3 + 6]).fma(r3, r6);
            r6 = FloatVector.broadcast(SPECIES, -a[u4 + 6]).fma(r4, r6);
            r6 = FloatVector.broadcast(SPECIES, -a[u5 + 6]).fma(r5, r6);
            r6 = r6.mul(FloatVector.broadcast(SPECIES, inverses[6]));
            r6.intoArray(a, at + 6 * stride);
            r7 = FloatVector.broadcast(SPECIES, -a[u0 + 7]).fma(r0, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u1 + 7]).fma(r1, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u2 + 7]).fma(r2, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u3 + 7]).fma(r3, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u4 + 7]).fma(r4, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u5 + 7]).fma(r5, r7);
            r7 = FloatVector.broadcast(SPECIES, -a[u6 + 7]).fma(r6, r7);
            r7 = r7.mul(FloatVector.broadcast(SPECIES, inverses[7]));
            r7.intoArray(a, at + 7 * stride);
            r8 = FloatVector.broadcast(SPECIES, -a[u0 + 8]).fma(r0, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u1 + 8]).fma(r1, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u2 + 8]).fma(r2, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u3 + 8]).fma(r3, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u4 + 8]).fma(r4, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u5 + 8]).fma(r5, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u6 + 8]).fma(r6, r8);
            r8 = FloatVector.broadcast(SPECIES, -a[u7 + 8]).fma(r7, r8);
            r8 = r8.mul(FloatVector.broadcast(SPECIES, inverses[8]));
            r8.intoArray(a, at + 8 * stride);
            r9 = FloatVector.broadcast(SPECIES, -a[u0 + 9]).fma(r0, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u1 + 9]).fma(r1, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u2 + 9]).fma(r2, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u3 + 9]).fma(r3, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u4 + 9]).fma(r4, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u5 + 9]).fma(r5, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u6 + 9]).fma(r6, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u7 + 9]).fma(r7, r9);
            r9 = FloatVector.broadcast(SPECIES, -a[u8 + 9]).fma(r8, r9);
            r9 = r9.mul(FloatVector.broadcast(SPECIES, inverses[9]));
            r9.intoArray(a, at + 9 * stride);
            r10 = FloatVector.broadcast(SPECIES, -a[u0 + 10]).fma(r0, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u1 + 10]).fma(r1, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u2 + 10]).fma(r2, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u3 + 10]).fma(r3, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u4 + 10]).fma(r4, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u5 + 10]).fma(r5, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u6 + 10]).fma(r6, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u7 + 10]).fma(r7, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u8 + 10]).fma(r8, r10);
            r10 = FloatVector.broadcast(SPECIES, -a[u9 + 10]).fma(r9, r10);
            r10 = r10.mul(FloatVector.broadcast(SPECIES, inverses[10]));
            r10.intoArray(a, at + 10 * stride);
            r11 = FloatVector.broadcast(SPECIES, -a[u0 + 11]).fma(r0, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u1 + 11]).fma(r1, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u2 + 11]).fma(r2, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u3 + 11]).fma(r3, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u4 + 11]).fma(r4, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u5 + 11]).fma(r5, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u6 + 11]).fma(r6, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u7 + 11]).fma(r7, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u8 + 11]).fma(r8, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u9 + 11]).fma(r9, r11);
            r11 = FloatVector.broadcast(SPECIES, -a[u10 + 11]).fma(r10, r11);
            r11 = r11.mul(FloatVector.broadcast(SPECIES, inverses[11]));
            r11.intoArray(a, at + 11 * stride);
            r12 = FloatVector.broadcast(SPECIES, -a[u0 + 12]).fma(r0, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u1 + 12]).fma(r1, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u2 + 12]).fma(r2, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u3 + 12]).fma(r3, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u4 + 12]).fma(r4, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u5 + 12]).fma(r5, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u6 + 12]).fma(r6, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u7 + 12]).fma(r7, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u8 + 12]).fma(r8, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u9 + 12]).fma(r9, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u10 + 12]).fma(r10, r12);
            r12 = FloatVector.broadcast(SPECIES, -a[u11 + 12]).fma(r11, r12);
            r12 = r12.mul(FloatVector.broadcast(SPECIES, inverses[12]));
            r12.intoArray(a, at + 12 * stride);
            r13 = FloatVector.broadcast(SPECIES, -a[u0 + 13]).fma(r0, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u1 + 13]).fma(r1, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u2 + 13]).fma(r2, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u3 + 13]).fma(r3, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u4 + 13]).fma(r4, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u5 + 13]).fma(r5, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u6 + 13]).fma(r6, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u7 + 13]).fma(r7, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u8 + 13]).fma(r8, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u9 + 13]).fma(r9, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u10 + 13]).fma(r10, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u11 + 13]).fma(r11, r13);
            r13 = FloatVector.broadcast(SPECIES, -a[u12 + 13]).fma(r12, r13);
            r13 = r13.mul(FloatVector.broadcast(SPECIES, inverses[13]));
            r13.intoArray(a, at + 13 * stride);
            r14 = FloatVector.broadcast(SPECIES, -a[u0 + 14]).fma(r0, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u1 + 14]).fma(r1, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u2 + 14]).fma(r2, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u3 + 14]).fma(r3, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u4 + 14]).fma(r4, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u5 + 14]).fma(r5, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u6 + 14]).fma(r6, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u7 + 14]).fma(r7, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u8 + 14]).fma(r8, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u9 + 14]).fma(r9, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u10 + 14]).fma(r10, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u11 + 14]).fma(r11, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u12 + 14]).fma(r12, r14);
            r14 = FloatVector.broadcast(SPECIES, -a[u13 + 14]).fma(r13, r14);
            r14 = r14.mul(FloatVector.broadcast(SPECIES, inverses[14]));
            r14.intoArray(a, at + 14 * stride);
            r15 = FloatVector.broadcast(SPECIES, -a[u0 + 15]).fma(r0, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u1 + 15]).fma(r1, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u2 + 15]).fma(r2, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u3 + 15]).fma(r3, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u4 + 15]).fma(r4, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u5 + 15]).fma(r5, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u6 + 15]).fma(r6, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u7 + 15]).fma(r7, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u8 + 15]).fma(r8, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u9 + 15]).fma(r9, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u10 + 15]).fma(r10, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u11 + 15]).fma(r11, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u12 + 15]).fma(r12, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u13 + 15]).fma(r13, r15);
            r15 = FloatVector.broadcast(SPECIES, -a[u14 + 15]).fma(r14, r15);
            r15 = r15.mul(FloatVector.broadcast(SPECIES, inverses[15]));
            r15.intoArray(a, at + 15 * stride);
        }
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
}
