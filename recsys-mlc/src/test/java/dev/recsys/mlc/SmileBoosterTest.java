package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smile.classification.GradientTreeBoost;

class SmileBoosterTest {
    private static int[][] rows(int count, SplittableRandom random) {
        int[][] rows = new int[count][5];
        for (int[] row : rows) {
            Arrays.setAll(row, c -> random.nextInt(c == 4 ? 1 : 2 + 10 * c));
        }
        return rows;
    }

    private static int[] labels(int[][] rows, SplittableRandom random) {
        return Arrays.stream(rows)
                .mapToInt(r -> (r[0] == 1 && r[2] > 7) ^ random.nextInt(8) == 0 ? 1 : 0)
                .toArray();
    }

    @Test
    void train_anyLocale_givesTheMarginsOfSmile() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : new Locale[] {Locale.ROOT, Locale.GERMANY}) {
                Locale.setDefault(locale);
                SplittableRandom random = new SplittableRandom(5);
                int[][] rows = rows(500, random);
                int[] labels = labels(rows, random);
                MlcConfig config = MlcConfig.builder().trees(30).leaves(6).build();
                TreeEnsemble copied = new SmileBooster(config).train(rows, labels, 9);
                smile.math.Math.setSeed(9);
                double[][] x = Arrays.stream(rows)
                        .map(r -> Arrays.stream(r).asDoubleStream().toArray())
                        .toArray(double[][]::new);
                GradientTreeBoost smile = new GradientTreeBoost(x, labels, 30, 6, 0.05, 0.7);
                assertThat(copied.treeCount()).isEqualTo(30);
                for (int row = 0; row < rows.length; row++) {
                    double[] posteriors = new double[2];
                    smile.predict(x[row], posteriors);
                    double probability = 1 / (1 + Math.exp(-copied.margin(rows[row])));
                    assertThat(probability).isCloseTo(posteriors[1], within(1e-12));
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void train_rowsToldApart_staysFinite() {
        int[][] rows = new int[200][2];
        int[] labels = new int[200];
        for (int row = 0; row < 200; row++) {
            rows[row][0] = row;
            labels[row] = row < 100 ? 0 : 1;
        }
        MlcConfig config = MlcConfig.builder().trees(500).learningRate(1).build();
        TreeEnsemble trees = new SmileBooster(config).train(rows, labels, 1);
        assertThat(trees.margin(rows[0])).isFinite().isNegative();
        assertThat(trees.margin(rows[199])).isFinite().isPositive();
    }
}
