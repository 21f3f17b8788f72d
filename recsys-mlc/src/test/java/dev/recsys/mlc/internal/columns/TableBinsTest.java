package dev.recsys.mlc.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.run.Workers;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TableBinsTest {
    private static byte[] bins(float[] values, int mostBins) {
        FeatureTable table =
                FeatureTable.builder(values.length).numeric("x", values).build();
        try (Workers alone = Workers.of("test", 1)) {
            return TableBins.learn(table, mostBins).encode(table, alone).column(0);
        }
    }

    @Test
    void encode_fewValues_getABinEachInTheirOrder() {
        float nan = Float.NaN;
        assertThat(bins(new float[] {5, nan, -1, 0f, -0f, 5, 7}, 4)).containsExactly(3, 0, 1, 2, 2, 3, 4);
        assertThat(bins(new float[] {nan, nan}, 2)).containsExactly(0, 0);
        assertThat(bins(new float[] {3, 3, nan}, 2)).containsExactly(1, 1, 0);
    }

    @Test
    void encode_moreValuesThanBins_cutsAtQuantiles() {
        // Edges at the values of places 6 · 1 / 3 and 6 · 2 / 3 of the six in order.
        assertThat(bins(new float[] {60, 10, 40, 20, 50, 30}, 3)).containsExactly(3, 1, 2, 1, 3, 2);
        assertThat(bins(new float[] {60, 10, 40, 20, 50, 30}, 6)).containsExactly(6, 1, 4, 2, 5, 3);
    }

    @Test
    void encode_anyValues_keepsTheirOrder() {
        SplittableRandom random = new SplittableRandom(3);
        for (int kinds : new int[] {1, 2, 7, 254, 255, 256, 1000}) {
            float[] values = new float[5000];
            TreeSet<Float> distinct = new TreeSet<>();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(kinds) - kinds / 2) / 8f;
                distinct.add(values[i] + 0f);
            }
            byte[] bins = bins(values, 255);
            for (int i = 1; i < values.length; i++) {
                int order = Float.compare(values[i - 1] + 0f, values[i] + 0f);
                int compared = Integer.compare(bins[i - 1] & 0xff, bins[i] & 0xff);
                if (distinct.size() <= 255) {
                    assertThat(Integer.signum(compared)).isEqualTo(Integer.signum(order));
                    assertThat(bins[i] & 0xff)
                            .isEqualTo(1 + distinct.headSet(values[i] + 0f).size());
                } else {
                    assertThat(compared * order).isGreaterThanOrEqualTo(0);
                }
            }
        }
    }
}
