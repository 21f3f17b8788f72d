package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.internal.columns.Labels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final int ROWS = 40;
    private static final int OUTPUTS = 4;

    private static Labels labels(SplittableRandom random) {
        byte[] cells = new byte[ROWS * OUTPUTS];
        float[] weights = new float[ROWS];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (byte) BoostingFixture.below(random, 3);
        }
        for (int row = 0; row < ROWS; row++) {
            weights[row] = 1 + BoostingFixture.below(random, 3);
        }
        return new Labels(OUTPUTS, cells, weights);
    }

    private static float[] targets(SplittableRandom random) {
        float[] targets = new float[ROWS * OUTPUTS];
        for (int cell = 0; cell < targets.length; cell++) {
            targets[cell] = (float) BoostingFixture.unit(random);
        }
        return targets;
    }

    private static void checkDerivatives(Loss loss, double[] margins) {
        int[] rows = BoostingFixture.range(ROWS);
        double[] gradients = new double[margins.length];
        double[] hessians = new double[margins.length];
        loss.derive(rows, 0, ROWS, margins, gradients, hessians);
        double step = 1e-4;
        for (int cell = 0; cell < margins.length; cell++) {
            int[] row = {cell / OUTPUTS};
            double[] moved = margins.clone();
            double here = loss.sum(row, 0, 1, moved);
            moved[cell] += step;
            double above = loss.sum(row, 0, 1, moved);
            moved[cell] -= 2 * step;
            double below = loss.sum(row, 0, 1, moved);
            assertThat(gradients[cell]).isCloseTo((above - below) / (2 * step), within(1e-6));
            assertThat(hessians[cell]).isCloseTo((above - 2 * here + below) / (step * step), within(1e-5));
            assertThat(hessians[cell]).isNotNegative();
        }
    }

    @Test
    void derive_randomMargins_areTheFiniteDifferences() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Labels labels = labels(random);
            double[] margins = new double[ROWS * OUTPUTS];
            Arrays.setAll(margins, i -> 6 * BoostingFixture.unit(random) - 3);
            checkDerivatives(new LogisticLoss(labels), margins);
            checkDerivatives(new SoftmaxLoss(labels), margins);
            checkDerivatives(new DistilledLoss(labels, targets(random)), margins);
        }
    }

    @Test
    void intercepts_ofEachLoss_leaveNoGradient() {
        Labels labels = labels(new SplittableRandom(3));
        int[] rows = BoostingFixture.range(ROWS);
        float[] targets = targets(new SplittableRandom(4));
        for (Loss loss :
                new Loss[] {new LogisticLoss(labels), new SoftmaxLoss(labels), new DistilledLoss(labels, targets)}) {
            double[] intercepts = loss.intercepts(rows);
            double[] margins = new double[ROWS * OUTPUTS];
            Arrays.setAll(margins, cell -> intercepts[cell % OUTPUTS]);
            double[] gradients = new double[margins.length];
            double[] hessians = new double[margins.length];
            loss.derive(rows, 0, ROWS, margins, gradients, hessians);
            for (int k = 0; k < OUTPUTS; k++) {
                double sum = 0;
                for (int row = 0; row < ROWS; row++) {
                    sum += gradients[row * OUTPUTS + k];
                }
                assertThat(sum).isCloseTo(0, within(0.6)); // half an addition is added to keep logarithms finite
            }
        }
    }

    @Test
    void derive_ownedCells_countForNothing() {
        Labels owned = BoostingFixture.labels(new int[] {1, 2, 0, 2, 2, 2}, 3);
        float[] targets = {1, 0.5f, 0, 0.5f, 0.5f, 0.5f};
        for (Loss loss :
                new Loss[] {new LogisticLoss(owned), new SoftmaxLoss(owned), new DistilledLoss(owned, targets)}) {
            double[] gradients = new double[6];
            double[] hessians = new double[6];
            double[] margins = {0.1, 99, -0.3, 1, 2, 3};
            loss.derive(new int[] {0, 1}, 0, 2, margins, gradients, hessians);
            for (int cell : new int[] {1, 3, 4, 5}) {
                assertThat(gradients[cell]).isZero();
                assertThat(hessians[cell]).isZero();
            }
            assertThat(gradients[0]).isNegative();
            assertThat(gradients[2]).isPositive();
        }
        assertThat(new SoftmaxLoss(owned).sum(new int[] {0}, 0, 1, new double[] {0.1, 99, -0.3, 1, 2, 3}))
                .isCloseTo(Math.log(1 + Math.exp(-0.4)), within(1e-12));
    }

    @Test
    void sum_hugeMargins_staysFinite() {
        Labels labels = BoostingFixture.labels(new int[] {1, 0}, 2);
        for (double margin : new double[] {-1e300, -800, 800, 1e300}) {
            float[] targets = {0.3f, 0};
            for (Loss loss :
                    new Loss[] {new LogisticLoss(labels), new SoftmaxLoss(labels), new DistilledLoss(labels, targets)
                    }) {
                double[] margins = {margin, 0};
                double[] gradients = new double[2];
                double[] hessians = new double[2];
                loss.derive(new int[] {0}, 0, 1, margins, gradients, hessians);
                assertThat(loss.sum(new int[] {0}, 0, 1, margins)).isFinite();
                assertThat(gradients).doesNotContain(Double.NaN);
                assertThat(hessians).doesNotContain(Double.NaN);
            }
        }
    }

    @Test
    void derive_distilledFromLabels_isThatOfTheLabels() {
        SplittableRandom random = new SplittableRandom(9);
        Labels labels = labels(random);
        float[] targets = new float[ROWS * OUTPUTS];
        double[] margins = new double[ROWS * OUTPUTS];
        for (int cell = 0; cell < targets.length; cell++) {
            targets[cell] = labels.cells()[cell] == Labels.YES ? 1 : 0;
            margins[cell] = 6 * BoostingFixture.unit(random) - 3;
        }
        Loss[] losses = {new LogisticLoss(labels), new DistilledLoss(labels, targets)};
        int[] rows = BoostingFixture.range(ROWS);
        double[][] gradients = new double[2][margins.length];
        double[][] hessians = new double[2][margins.length];
        for (int loss = 0; loss < 2; loss++) {
            losses[loss].derive(rows, 0, ROWS, margins, gradients[loss], hessians[loss]);
        }
        assertThat(gradients[1]).containsExactly(gradients[0], within(0.0));
        assertThat(hessians[1]).containsExactly(hessians[0], within(0.0));
        assertThat(losses[1].intercepts(rows)).isEqualTo(losses[0].intercepts(rows));
        assertThat(losses[1].sum(rows, 0, ROWS, margins))
                .isCloseTo(losses[0].sum(rows, 0, ROWS, margins), within(1e-9));
    }

    @Test
    void sum_logistic_isTheSumOfTheCellsLogarithms() {
        for (int outputs : new int[] {1, 4, 100}) {
            SplittableRandom random = new SplittableRandom(outputs);
            int[] cells = new int[70 * outputs]; // more rows than are worked on at a time
            Arrays.setAll(cells, i -> BoostingFixture.below(random, 3));
            double[] margins = new double[cells.length];
            Arrays.setAll(margins, i -> 100 * (BoostingFixture.unit(random) - 0.5));
            double expected = 0;
            for (int cell = 0; cell < cells.length; cell++) {
                double against = cells[cell] == Labels.YES ? -margins[cell] : margins[cell];
                expected += cells[cell] == Labels.OWNED ? 0 : against > 35 ? against : Math.log1p(Math.exp(against));
            }
            double sum = new LogisticLoss(BoostingFixture.labels(cells, outputs))
                    .sum(BoostingFixture.range(70), 0, 70, margins);
            assertThat(sum / expected).isCloseTo(1, within(1e-9));
        }
    }
}
