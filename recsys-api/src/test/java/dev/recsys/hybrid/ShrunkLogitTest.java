package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.hybrid.ShrunkLogit.Column;
import dev.recsys.hybrid.ShrunkLogit.Fit;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrunkLogitTest {
    /** A small random problem and its objective. */
    private static final class Problem {
        final Cells cells;
        final int[] rows;
        final int[] items;
        final List<Column> columns = new ArrayList<>();
        final double offsetStrength;

        Problem(long seed) {
            Random random = new Random(seed);
            int itemCount = 1 + random.nextInt(5);
            int rowCount = 1 + random.nextInt(200);
            byte[] labels = new byte[rowCount * itemCount];
            float[] weights = new float[rowCount];
            double[] rates = new double[itemCount];
            for (int item = 0; item < itemCount; item++) {
                rates[item] = random.nextGaussian();
            }
            int columnCount = 1 + random.nextInt(3);
            float[][] values = new float[columnCount][labels.length];
            for (int row = 0; row < rowCount; row++) {
                weights[row] = random.nextBoolean() ? 1 : 3.5f;
                for (int item = 0; item < itemCount; item++) {
                    int cell = row * itemCount + item;
                    double margin = rates[item];
                    for (int c = 0; c < columnCount; c++) {
                        values[c][cell] = (float) random.nextGaussian();
                        margin += (c - 0.5) * values[c][cell]; // the first weight would be negative
                    }
                    boolean yes = random.nextDouble() < 1 / (1 + Math.exp(-margin));
                    labels[cell] = random.nextInt(5) == 0 ? Cells.OWNED : yes ? Cells.YES : Cells.NO;
                }
            }
            cells = new Cells(itemCount, labels, weights, rates);
            rows = IntStream.range(0, rowCount).filter(row -> row % 7 != 3).toArray();
            items = IntStream.range(0, itemCount)
                    .filter(item -> itemCount < 3 || item != 1)
                    .toArray();
            for (int c = 0; c < columnCount; c++) {
                columns.add(new Column(values[c], c == 0 ? 1 : 0, 0.5 + random.nextInt(20), random.nextBoolean()));
            }
            columns.add(new Column(null, 0, 1, true));
            offsetStrength = 0.5 + random.nextInt(20);
        }

        /** Gradient of weights, then offsets. */
        double[] gradient(double[] at) {
            double[] gradient = new double[at.length];
            for (int c = 0; c < columns.size(); c++) {
                gradient[c] =
                        columns.get(c).strength() * (at[c] - columns.get(c).prior());
            }
            for (int j = 0; j < items.length; j++) {
                gradient[columns.size() + j] = offsetStrength * at[columns.size() + j];
            }
            for (int row : rows) {
                for (int j = 0; j < items.length; j++) {
                    int cell = row * cells.itemCount() + items[j];
                    if (cells.labels()[cell] != Cells.OWNED) {
                        double z = cells.rates()[items[j]] + at[columns.size() + j];
                        for (int c = 0; c < columns.size(); c++) {
                            z += at[c] * value(c, cell);
                        }
                        double error = cells.weights()[row] * (1 / (1 + Math.exp(-z)) - cells.labels()[cell]);
                        gradient[columns.size() + j] += error;
                        for (int c = 0; c < columns.size(); c++) {
                            gradient[c] += error * value(c, cell);
                        }
                    }
                }
            }
            return gradient;
        }

        private double value(int column, int cell) {
            float[] values = columns.get(column).values();
            return values == null ? 1 : values[cell];
        }

        /** Plain descent, each step followed by cutting negative weights at 0. */
        double[] descend() {
            double[] at = new double[columns.size() + items.length];
            double step = 0.4 / (rows.length * 3.5 * (columns.size() + 1) * 2 + 25);
            for (int round = 0; round < 40_000; round++) {
                double[] gradient = gradient(at);
                for (int i = 0; i < at.length; i++) {
                    at[i] -= step * gradient[i];
                    if (i < columns.size() && !columns.get(i).isFree()) {
                        at[i] = Math.max(0, at[i]);
                    }
                }
            }
            return at;
        }
    }

    @Test
    void fit_smallRandomProblems_findsWhatPlainDescentFinds() {
        try (Workers workers = Workers.of("test", 1)) {
            for (long seed = 1; seed <= 12; seed++) {
                Problem problem = new Problem(seed);
                Fit fit = new ShrunkLogit(problem.cells, workers)
                        .fit(problem.rows, problem.items, problem.columns, problem.offsetStrength);
                double[] reference = problem.descend();
                for (int c = 0; c < problem.columns.size(); c++) {
                    assertThat(fit.weights()[c])
                            .as("seed %d, weight %d", seed, c)
                            .isCloseTo(reference[c], within(1e-4));
                    assertThat(problem.columns.get(c).isFree() || fit.weights()[c] >= 0)
                            .isTrue();
                }
                for (int j = 0; j < problem.items.length; j++) {
                    assertThat(fit.offsets()[j])
                            .as("seed %d, offset %d", seed, j)
                            .isCloseTo(reference[problem.columns.size() + j], within(1e-4));
                }
            }
        }
    }

    @Test
    void fit_noRows_staysAtThePrior() {
        Problem problem = new Problem(3);
        try (Workers workers = Workers.of("test", 1)) {
            Fit fit = new ShrunkLogit(problem.cells, workers).fit(new int[0], problem.items, problem.columns, 1);
            assertThat(fit.weights()[0]).isEqualTo(1);
            assertThat(fit.offsets()).containsOnly(0);
        }
    }
}
