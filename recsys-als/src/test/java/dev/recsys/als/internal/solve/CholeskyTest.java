package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.als.internal.kernel.KernelSets;
import dev.recsys.als.internal.kernel.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 16, 17, 31, 48, 64, 65, 100})
    void solve_positiveDefinite_leavesNoResidual(int rank) {
        int stride = Kernels.stride(rank);
        SplittableRandom random = new SplittableRandom(rank);
        float[] a = new float[stride * stride];
        for (int k = 0; k < 2 * rank; k++) {
            double[] v = random.doubles(rank, -1, 1).toArray();
            for (int i = 0; i < rank; i++) {
                for (int j = 0; j < rank; j++) {
                    a[i * stride + j] += (float) (v[i] * v[j]);
                }
            }
        }
        for (int i = 0; i < rank; i++) {
            a[i * stride + i] += 0.5f;
        }
        float[] b = new float[stride];
        for (int i = 0; i < rank; i++) {
            b[i] = (float) random.nextDouble(-1, 1);
        }
        float[] before = a.clone();
        float[] rightSide = b.clone();
        float[] x = new float[stride];
        Cholesky cholesky = new Cholesky(KernelSets.portable());
        assertThat(cholesky.factorize(a, rank, stride)).isTrue();
        cholesky.solve(a, b, x, rank, stride);
        for (int i = 0; i < rank; i++) {
            double residual = -rightSide[i];
            for (int j = 0; j < rank; j++) {
                residual += (double) before[i * stride + j] * x[j];
            }
            assertThat(residual).as("row %d", i).isCloseTo(0, within(2e-4));
        }
        for (int i = rank; i < stride; i++) {
            assertThat(x[i]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void factorize_badPivot_isFalse(float pivot) {
        float[] a = new float[16 * 16];
        a[0] = 1;
        a[17] = pivot;
        assertThat(new Cholesky(KernelSets.portable()).factorize(a, 2, 16)).isFalse();
    }
}
