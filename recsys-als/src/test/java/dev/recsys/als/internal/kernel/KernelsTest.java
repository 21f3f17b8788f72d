package dev.recsys.als.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final Kernels PORTABLE = new PortableKernels();

    private static Stream<Kernels> kernels() throws Exception {
        return Stream.of(PORTABLE, vector());
    }

    /** The tests run with the vector module, so a Java that lacks it fails here rather than pass unseen. */
    static Kernels vector() throws Exception {
        return Class.forName("dev.recsys.als.internal.kernel.VectorKernels")
                .asSubclass(Kernels.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }

    private static float[][] rows(int count, int stride, long seed) {
        float[][] rows = new float[count][];
        for (int k = 0; k < count; k++) {
            rows[k] = random(stride, 1000 * seed + k);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 64, 80, 112, 128, 256})
    void kernels_anyStride_giveTheSameBits(int stride) throws Exception {
        Kernels vector = vector();
        for (int count : new int[] {0, 1, 2, 7, 8, 13, 64, 65}) {
            float[][] rows = rows(count, stride, 1);
            float[][] scaled = rows(count, stride, 2);
            for (int first = 0; first < stride; first += 16) {
                float[] a = random(stride * stride, 3);
                float[] b = a.clone();
                PORTABLE.rankUpdate(scaled, rows, count, a, first, stride);
                vector.rankUpdate(scaled, rows, count, b, first, stride);
                assertThat(b)
                        .as("stride %d, count %d, first %d", stride, count, first)
                        .isEqualTo(a);
            }
        }
        for (int count : new int[] {0, 1, 5, 9}) {
            float[] a = random(stride, 8);
            float[] b = a.clone();
            PORTABLE.addRows(random(2 + count, 9), 2, rows(3 + count, stride, 10), 3, count, a, stride);
            vector.addRows(random(2 + count, 9), 2, rows(3 + count, stride, 10), 3, count, b, stride);
            assertThat(b).isEqualTo(a);
            float[] w = random(2 + count, 9);
            float[][] rows = rows(3 + count, stride, 10);
            float[] p = random(stride, 11);
            PORTABLE.addProjections(w, 2, rows, 3, count, p, new float[16 * count], a, stride);
            vector.addProjections(w, 2, rows, 3, count, p, new float[16 * count], b, stride);
            assertThat(b).isEqualTo(a);
            float[] portableDots = new float[16 * count];
            float[] vectorDots = new float[16 * count];
            PORTABLE.project(rows, 3, count, p, portableDots, stride);
            vector.project(rows, 3, count, p, vectorDots, stride);
            for (int k = 0; k < count; k++) {
                assertThat(portableDots[k])
                        .isEqualTo(vectorDots[k])
                        .isEqualTo(PORTABLE.dot(rows[3 + k], 0, p, 0, stride));
            }
        }
        for (int block = 0; block + 16 < stride; block += 16) {
            float[] a = random(stride * stride, 6);
            float[] b = a.clone();
            float[] inverses = random(16, 7);
            PORTABLE.finishRows(a, inverses, block, block + 16, stride);
            vector.finishRows(b, inverses, block, block + 16, stride);
            assertThat(b).as("stride %d, block %d", stride, block).isEqualTo(a);
        }
        float[] x = random(stride, 4);
        float[] y = random(stride, 5);
        assertThat(vector.dot(x, 0, y, 0, stride)).isEqualTo(PORTABLE.dot(x, 0, y, 0, stride));
        float[] out = y.clone();
        PORTABLE.addScaled(0.3f, x, 0, out, 0, stride);
        vector.addScaled(0.3f, x, 0, y, 0, stride);
        assertThat(y).isEqualTo(out);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rankUpdate_againstTheDefinition_agrees(Kernels kernels) {
        int stride = 48;
        int count = 13;
        float[][] rows = rows(count, stride, 1);
        float[][] scaled = rows(count, stride, 2);
        float[] a = random(stride * stride, 3);
        float[] before = a.clone();
        kernels.rankUpdate(scaled, rows, count, a, 16, stride);
        for (int i = 0; i < stride; i++) {
            for (int j = 0; j < stride; j++) {
                double expected = before[i * stride + j];
                if (i >= 16 && j >= i / 16 * 16) {
                    for (int k = 0; k < count; k++) {
                        expected += (double) scaled[k][i] * rows[k][j];
                    }
                }
                assertThat((double) a[i * stride + j]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addProjections_againstTheDefinition_agrees(Kernels kernels) {
        int stride = 48;
        int count = 13;
        float[][] rows = rows(count, stride, 1);
        float[] weights = random(count, 2);
        float[] p = random(stride, 3);
        float[] out = random(stride, 4);
        float[] before = out.clone();
        kernels.addProjections(weights, 0, rows, 0, count, p, new float[16 * count], out, stride);
        for (int j = 0; j < stride; j++) {
            double expected = before[j];
            for (int k = 0; k < count; k++) {
                double dot = 0;
                for (int f = 0; f < stride; f++) {
                    dot += (double) rows[k][f] * p[f];
                }
                expected += weights[k] * dot * rows[k][j];
            }
            assertThat((double) out[j]).isCloseTo(expected, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void dot_againstTheDefinition_agrees(Kernels kernels) {
        float[] x = random(112, 1);
        float[] y = random(112, 2);
        double expected = 0;
        for (int i = 16; i < 112; i++) {
            expected += (double) x[i] * y[i - 16];
        }
        assertThat((double) kernels.dot(x, 16, y, 0, 96)).isCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void product_anyShape_hasTheBitsOfAddRows(Kernels kernels) {
        for (int count : new int[] {0, 1, 2, 7, 8, 13, 64, 65}) {
            for (int rows : new int[] {4, 8, 12, 64}) {
                for (int width : new int[] {64, 128}) {
                    float[] left = random(count * rows, 1);
                    float[][] right = rows(count, width, 2);
                    float[] out = random(rows * width, 3); // what stood there before must not count
                    kernels.product(left, rows, right, count, out, width);
                    for (int i = 0; i < rows; i++) {
                        float[] weights = new float[count];
                        for (int k = 0; k < count; k++) {
                            weights[k] = left[k * rows + i];
                        }
                        float[] expected = new float[width];
                        PORTABLE.addRows(weights, 0, right, 0, count, expected, width);
                        assertThat(Arrays.copyOfRange(out, i * width, (i + 1) * width))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reaches_oneValueAtOrAboveTheThreshold_isTrueWhereverItStands(Kernels kernels) {
        for (float value : new float[] {2, 3, Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int place = 0; place < 128; place++) {
                float[] values = new float[3 + 128 + 5];
                Arrays.fill(values, -1);
                values[0] = 9;
                values[3 + 128] = 9;
                assertThat(kernels.reaches(values, 3, 128, 2)).isFalse();
                values[3 + place] = value;
                assertThat(kernels.reaches(values, 3, 128, 2))
                        .as("%s at %d", value, place)
                        .isTrue();
            }
        }
    }
}
