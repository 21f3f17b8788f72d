package dev.recsys.als.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactorMatrixTest {
    @Test
    void set_anyRow_keepsEveryRowApart() {
        FactorMatrix matrix = new FactorMatrix(5000, 4090);
        for (int row = 0; row < 5000; row++) {
            matrix.set(row, 0, row);
            matrix.set(row, 4089, -row);
        }
        assertThat(matrix.row(0)).isNotSameAs(matrix.row(4999)).hasSize(4096);
        for (int row = 0; row < 5000; row++) {
            assertThat(matrix.get(row, 0)).isEqualTo(row);
            assertThat(matrix.get(row, 4089)).isEqualTo(-row);
        }
    }
}
