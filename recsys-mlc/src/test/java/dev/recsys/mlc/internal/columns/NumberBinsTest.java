package dev.recsys.mlc.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumberBinsTest {
    private static int[] column(BinMatrix matrix, int column) {
        int[] bins = new int[matrix.rowCount()];
        Arrays.setAll(bins, row -> matrix.bin(row, column));
        return bins;
    }

    @Test
    void bin_fewValues_countsTheEdgesNotAbove() {
        float[][] rows = {{1, 7}, {2, 7}, {Float.NaN, 7}, {3, 7}, {4, Float.NaN}};
        NumberBins bins = NumberBins.learn(rows, 2, 255);
        assertThat(column(bins.bin(rows), 0)).containsExactly(1, 2, 0, 3, 4);
        assertThat(column(bins.bin(rows), 1)).containsExactly(1, 1, 1, 1, 0); // a constant, and missing
        float[][] others = {{-5, 0}, {2.5f, 0}, {1e30f, 0}, {Float.NEGATIVE_INFINITY, 0}};
        assertThat(column(bins.bin(others), 0)).containsExactly(1, 2, 4, 1);
    }

    @Test
    void learn_manyValues_binsOfEqualSize() {
        float[][] rows = new float[250_000][1]; // more than are looked at
        for (int row = 0; row < rows.length; row++) {
            rows[row][0] = (row * 7919L) % rows.length;
        }
        int[] counts = new int[BinMatrix.MOST_BINS];
        for (int bin : column(NumberBins.learn(rows, 1, 10).bin(rows), 0)) {
            counts[bin]++;
        }
        for (int bin = 1; bin <= 10; bin++) {
            assertThat(counts[bin]).isCloseTo(25_000, within(500));
        }
        assertThat(counts[0]).isZero();
    }

    @Test
    void learn_noRows_putsAllInOneBin() {
        assertThat(column(NumberBins.learn(new float[0][], 1, 255).bin(new float[][] {{3}, {4}}), 0))
                .containsExactly(1, 1);
    }
}
