package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sweeps against the objective written out cell by cell. */
class ReferenceSweepsTest {
    private static InteractionMatrix random(int users, int items, double density, SplittableRandom random) {
        InteractionMatrix.Builder matrix = InteractionMatrix.builder(users, items);
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < density) {
                    matrix.add(user, item, 0.1 + random.nextDouble());
                }
            }
        }
        return matrix.build();
    }

    /**
     * Σ over every cell, as the definition has it.
     *
     * @param matrix weights over g, g the square of an item's target
     * @param z the factors of items times their targets
     */
    static double objective(InteractionMatrix matrix, SweepSettings settings, double[] x, double[] z, int rank) {
        double[] y = new double[z.length];
        double[] g = new double[matrix.columnCount()];
        for (int item = 0; item < g.length; item++) {
            g[item] = settings.targets().of(item) * settings.targets().of(item);
            for (int f = 0; f < rank; f++) {
                y[item * rank + f] = z[item * rank + f] / settings.targets().of(item);
            }
        }
        double sum = 0;
        for (int user = 0; user < matrix.rowCount(); user++) {
            for (int item = 0; item < matrix.columnCount(); item++) {
                double score = RowVectors.dot(x, user * rank, y, item * rank, rank);
                double weight = g[item] * matrix.weight(user, item);
                sum += weight > 0
                        ? settings.loss().alpha() * weight * (1 - score) * (1 - score)
                        : g[item] * settings.loss().unobservedWeight() * score * score;
            }
        }
        double[] ones = new double[matrix.rowCount()];
        Arrays.fill(ones, 1);
        return sum + penalty(matrix, settings, ones, x, rank) + penalty(matrix.transposed(), settings, g, y, rank);
    }

    private static double penalty(
            InteractionMatrix rows, SweepSettings settings, double[] g, double[] factors, int rank) {
        double sum = 0;
        for (int row = 0; row < rows.rowCount(); row++) {
            sum += settings.loss().regularization()
                    * Math.pow(
                            rows.rowSize(row) + g[row] * settings.loss().unobservedWeight() * rows.columnCount(),
                            settings.loss().frequencyExponent())
                    * RowVectors.dot(factors, row * rank, factors, row * rank, rank);
        }
        return sum;
    }

    @Test
    void objective_randomProblems_equalsTheSumOverAllCells() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SweepSettings settings = RandomSettings.next(random, 6, SolverKind.TUNED, seed);
            InteractionMatrix matrix = random(1 + random.nextInt(12), 1 + random.nextInt(12), 0.3, random);
            try (Workers workers = Workers.of("test", 1)) {
                ReferenceSweeps sweeps = new ReferenceSweeps(matrix, settings, workers);
                sweeps.sweep(1);
                double expected =
                        objective(matrix, settings, sweeps.userFactors(), sweeps.itemFactors(), sweeps.rank());
                assertThat(sweeps.objective())
                        .as("seed %d", seed)
                        .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @Test
    void sweep_itemHalf_leavesNoBetterItemFactors() {
        for (int seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SweepSettings settings = new SweepSettings(
                    3, new AlsLoss(0, 2, 1, 0.03, 1), RandomSettings.targets(random), SolverKind.TUNED, seed);
            InteractionMatrix matrix = random(10, 6, 0.4, random);
            try (Workers workers = Workers.of("test", 1)) {
                ReferenceSweeps sweeps = new ReferenceSweeps(matrix, settings, workers);
                sweeps.sweep(1);
                double[] x = sweeps.userFactors();
                double[] y = sweeps.itemFactors();
                double best = objective(matrix, settings, x, y, 3);
                for (int i = 0; i < y.length; i++) {
                    for (double step : new double[] {-1e-3, 1e-3}) {
                        double[] moved = y.clone();
                        moved[i] += step;
                        assertThat(objective(matrix, settings, x, moved, 3))
                                .as("seed %d", seed)
                                .isGreaterThan(best);
                    }
                }
            }
        }
    }
}
