package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static long[] sum(BinMatrix matrix, GradientWords words, int[] order, int from, int to, int threads) {
        try (Workers workers = Workers.of("test", threads)) {
            Histogram histogram = new Histogram(matrix, words.outputs(), new RareRows(matrix, workers), workers);
            long[] cells = new long[histogram.length()];
            Arrays.fill(cells, 77); // what was there before does not matter
            short[] leafOf = new short[matrix.rowCount()];
            for (int i = from; i < to; i++) {
                leafOf[order[i]] = 7;
            }
            histogram.sum(
                    words,
                    0,
                    new Histogram.Rows(order, from, to, leafOf),
                    totals(words, order, from, to),
                    BoostingFixture.range(matrix.columnCount()),
                    cells);
            return cells;
        }
    }

    private static GradientWords pack(double[] g, double[] h, int outputs) {
        int[] order = BoostingFixture.range(g.length / outputs);
        GradientWords words = new GradientWords(order.length, outputs);
        assertThat(BoostingFixture.pack(words, g, h)).isEqualTo(totals(words, order, 0, order.length));
        return words;
    }

    private static long[] totals(GradientWords words, int[] order, int from, int to) {
        long[] totals = new long[words.stride()];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < totals.length; k++) {
                totals[k] += words.words()[order[i] * totals.length + k];
            }
        }
        return totals;
    }

    @Test
    void sum_anySize_isThePlainSum() {
        for (int rows : new int[] {1, 2, 7, 8, 13, 64, 65, 3000}) {
            for (int outputs : new int[] {1, 2, 5, 24}) {
                SplittableRandom random = new SplittableRandom(rows * 31L + outputs);
                int[][] drawn = BoostingFixture.rows(rows, new int[] {1, 2, 256, 30, 9}, random);
                for (int[] row : drawn) {
                    row[4] = BoostingFixture.below(random, 10) > 0 ? 5 : row[4]; // nearly always in one bin
                }
                BinMatrix matrix = BinMatrix.of(drawn, new boolean[5]);
                double[] g = new double[rows * outputs];
                double[] h = new double[rows * outputs];
                Arrays.setAll(g, i -> BoostingFixture.unit(random) - 0.5);
                Arrays.setAll(h, i -> BoostingFixture.unit(random));
                int[] order = BoostingFixture.range(rows);
                GradientWords words = pack(g, h, outputs);
                int middle = rows / 3;
                long[] whole = sum(matrix, words, order, 0, rows, 1);
                long[] part = sum(matrix, words, order, middle, rows, 3);
                check(matrix, words, g, h, middle, rows, part);
                Histogram.subtract(whole, part);
                assertThat(whole).isEqualTo(sum(matrix, words, order, 0, middle, 2));
            }
        }
    }

    private static void check(
            BinMatrix matrix, GradientWords words, double[] g, double[] h, int from, int to, long[] cells) {
        int outputs = words.outputs();
        double off = (double) g.length / outputs * (to - from) / (1 << 26); // no size exceeds 1
        int next = 0;
        for (int column = 0; column < matrix.columnCount(); column++) {
            for (int bin = 0; bin < matrix.binCount(column); bin++) {
                int count = 0;
                for (int k = 0; k < outputs; k++) {
                    double gradient = 0;
                    double hessian = 0;
                    count = 0;
                    for (int row = from; row < to; row++) {
                        if (matrix.bin(row, column) == bin) {
                            gradient += g[row * outputs + k];
                            hessian += h[row * outputs + k];
                            count++;
                        }
                    }
                    assertThat(words.gradient(cells[next], k)).isCloseTo(gradient, within(off));
                    assertThat(words.hessian(cells[next], k)).isCloseTo(hessian, within(off));
                    next++;
                }
                assertThat(cells[next++]).isEqualTo(count);
            }
        }
        assertThat(next).isEqualTo(cells.length);
    }

    @Test
    void pack_extremeValues_neitherOverflowNorVanish() {
        for (double scale : new double[] {1e-200, 1e-9, 1, 1e9, 1e300}) {
            int rows = 1000;
            double[] g = new double[rows];
            double[] h = new double[rows];
            Arrays.fill(g, -scale);
            Arrays.fill(h, scale);
            GradientWords words = pack(g, h, 1);
            long sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += words.words()[2 * row];
            }
            assertThat(words.gradient(sum, 0) / (-scale * rows)).isCloseTo(1, within(1e-5));
            assertThat(words.hessian(sum, 0) / (scale * rows)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void pack_mostRows_doesNotOverflow() {
        // What rounds up in every row is the most a sum can exceed what it stands for.
        int rows = BinMatrix.MOST_ROWS;
        double[] g = new double[rows];
        double[] h = new double[rows];
        Arrays.fill(g, 1.0 / 3);
        Arrays.fill(h, 1.0 / 3);
        GradientWords words = pack(g, h, 1);
        long sum = totals(words, BoostingFixture.range(rows), 0, rows)[0];
        assertThat(words.gradient(sum, 0) / (rows / 3.0)).isCloseTo(1, within(0.02));
        assertThat(words.hessian(sum, 0) / (rows / 3.0)).isCloseTo(1, within(0.02));
    }

    @Test
    void pick_oneOfSeveralOutputs_isItsOwnHistogram() {
        SplittableRandom random = new SplittableRandom(5);
        BinMatrix matrix = BinMatrix.of(BoostingFixture.rows(500, new int[] {3, 20}, random), new boolean[2]);
        double[] g = new double[1500];
        double[] h = new double[1500];
        Arrays.setAll(g, i -> BoostingFixture.unit(random) - 0.5);
        Arrays.setAll(h, i -> BoostingFixture.unit(random));
        int[] order = BoostingFixture.range(500);
        GradientWords words = pack(g, h, 3);
        try (Workers workers = Workers.of("test", 1)) {
            RareRows rare = new RareRows(matrix, workers);
            Histogram.Rows root = Histogram.Rows.root(order, 500);
            long[] totals = totals(words, order, 0, 500);
            Histogram all = new Histogram(matrix, 3, rare, workers);
            long[] cells = new long[all.length()];
            all.sum(words, 0, root, totals, new int[] {0, 1}, cells);
            for (int k = 0; k < 3; k++) {
                Histogram one = new Histogram(matrix, 1, rare, workers);
                long[] expected = new long[one.length()];
                one.sum(words, k, root, new long[] {totals[k], totals[3]}, new int[] {0, 1}, expected);
                assertThat(all.pick(cells, k)).isEqualTo(expected);
            }
        }
    }
}
