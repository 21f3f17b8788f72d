package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyFactorTest {
    @Test
    void solve_aSystem_isExact() {
        double[] matrix = {4, 99, 2, 3}; // what stands above the diagonal does not count
        double[] side = {6, 5};
        CholeskyFactor.factor(matrix, 2, 1e-12);
        CholeskyFactor.solve(matrix, side, 2);
        assertThat(side).containsExactly(new double[] {1, 1}, within(1e-12));
    }

    @Test
    void solve_anySize_givesBackWhatWasMultiplied() {
        Random random = new Random(1);
        for (int size : new int[] {1, 2, 7, 8, 13, 64, 65}) {
            double[] root = random.doubles((long) size * size, -1, 1).toArray();
            double[] matrix = new double[size * size];
            double[] expected = random.doubles(size, -1, 1).toArray();
            double[] side = new double[size];
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    for (int k = 0; k < size; k++) {
                        matrix[a * size + b] += root[a * size + k] * root[b * size + k];
                    }
                }
                matrix[a * size + a] += 1;
            }
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    side[a] += matrix[a * size + b] * expected[b];
                }
            }
            CholeskyFactor.factor(matrix, size, 1e-12);
            CholeskyFactor.solve(matrix, side, size);
            assertThat(side).as("size %d", size).containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void factor_singularMatrix_staysFinite() {
        double[] matrix = {1, 0, 1, 1};
        CholeskyFactor.factor(matrix, 2, 0.25);
        assertThat(matrix[3]).isEqualTo(0.5); // the root of the least pivot
    }
}
