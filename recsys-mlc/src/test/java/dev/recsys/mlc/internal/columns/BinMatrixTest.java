package dev.recsys.mlc.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinMatrixTest {
    @Test
    void pickRows_standSideBySideWithTheirOwnBinCounts() {
        BinMatrix matrix = BinMatrix.of(new int[][] {{0, 255}, {3, 1}, {200, 2}, {1, 0}}, new boolean[] {true, false});
        BinMatrix some = matrix.pickRows(new int[] {1, 3});
        assertThat(some.rowCount()).isEqualTo(2);
        assertThat(some.columnCount()).isEqualTo(2);
        assertThat(some.column(0)).containsExactly(3, 1);
        assertThat(some.column(1)).containsExactly(1, 0);
        assertThat(some.binCount(0)).isEqualTo(4);
        assertThat(some.binCount(1)).isEqualTo(2);
        assertThat(some.isCategorical(0)).isTrue();
        assertThat(some.isCategorical(1)).isFalse();
        assertThat(matrix.pickRows(new int[] {2, 0}).column(0)).containsExactly(200, 0);
        assertThat(matrix.pickRows(new int[0]).binCount(0)).isEqualTo(1);
    }
}
