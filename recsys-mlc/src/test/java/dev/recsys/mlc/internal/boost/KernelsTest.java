package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.internal.run.ExpLog;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
    /** The tests run with the vector module, so a Java that lacks it fails here rather than pass unseen. */
    private static Stream<Kernels> kernels() throws Exception {
        Kernels vector = Class.forName("dev.recsys.mlc.internal.boost.VectorKernels")
                .asSubclass(Kernels.class)
                .getDeclaredConstructor()
                .newInstance();
        assertThat(vector.name()).startsWith("vector");
        return Stream.of(new PortableKernels(), vector);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addRows_anyStride_isThePlainSum(Kernels kernels) {
        SplittableRandom random = new SplittableRandom(1);
        for (int stride = 1; stride <= 40; stride++) {
            byte[] bins = new byte[50];
            int[] order = new int[30];
            long[] words = new long[bins.length * stride];
            Arrays.setAll(order, i -> BoostingFixture.below(random, bins.length));
            Arrays.setAll(words, i -> random.nextLong());
            for (int row = 0; row < bins.length; row++) {
                bins[row] = (byte) (BoostingFixture.below(random, 3) + 253); // unsigned
            }
            for (int skipped : new int[] {-1, 254}) {
                long[] cells = new long[256 * stride + 3];
                Arrays.fill(cells, 5);
                long[] expected = cells.clone();
                for (int i = 2; i < 29; i++) {
                    int bin = bins[order[i]] & 0xff;
                    for (int k = 0; k < stride && bin != skipped; k++) {
                        expected[3 + bin * stride + k] += words[order[i] * stride + k];
                    }
                }
                kernels.addRows(bins, skipped, order, 2, 29, words, stride, cells, 3);
                assertThat(cells).as("stride %d, without %d", stride, skipped).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sigmoids_anywhere_haveTheBitsOfOneByOne(Kernels kernels) {
        SplittableRandom random = new SplittableRandom(2);
        for (double range : new double[] {1e-300, 1e-3, 4, 60, 2 * Kernels.MOST}) {
            for (int count : new int[] {0, 1, 7, 8, 9, 1000}) {
                double[] values = new double[count + 1];
                Arrays.setAll(values, i -> (BoostingFixture.unit(random) - 0.5) * range);
                values[0] = count % 2 == 0 ? -Kernels.MOST : Kernels.MOST;
                double[] expected = values.clone();
                for (int i = 0; i < count; i++) {
                    expected[i] = ExpLog.sigmoid(values[i]);
                }
                kernels.sigmoids(values, count);
                assertThat(values).as("range %s, count %d", range, count).isEqualTo(expected);
            }
        }
    }
}
