package dev.recsys.mlc.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
    @Test
    void fit_anyRows_endsWhereTheGradientIsZero() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int rows = 20 + random.nextInt(200);
            int columns = 1 + random.nextInt(6);
            double ridge = random.nextBoolean() ? 1e-6 : 3;
            byte[][] bins = new byte[columns][rows];
            double[][] values = new double[columns][200];
            boolean[] outcomes = new boolean[rows];
            for (int j = 0; j < columns; j++) {
                for (int row = 0; row < rows; row++) {
                    bins[j][row] = (byte) random.nextInt(200);
                }
                for (int bin = 0; bin < 200; bin++) {
                    values[j][bin] = random.nextGaussian();
                }
            }
            for (int row = 0; row < rows; row++) {
                double margin = 0.5 + values[0][bins[0][row] & 0xff];
                outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-margin));
            }
            outcomes[0] = true;
            outcomes[1] = false;
            double[] weights = LogisticFit.fit(bins, values, outcomes, ridge, () -> {});
            double[] gradient = new double[columns + 1];
            for (int j = 0; j < columns; j++) {
                gradient[j] = ridge * weights[j];
            }
            for (int row = 0; row < rows; row++) {
                double margin = weights[columns];
                for (int j = 0; j < columns; j++) {
                    margin += weights[j] * values[j][bins[j][row] & 0xff];
                }
                double error = 1 / (1 + Math.exp(-margin)) - (outcomes[row] ? 1 : 0);
                for (int j = 0; j < columns; j++) {
                    gradient[j] += error * values[j][bins[j][row] & 0xff];
                }
                gradient[columns] += error;
            }
            for (double slope : gradient) {
                assertThat(slope).as("seed %d", seed).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void fit_separableRows_endsAtFiniteWeights() {
        byte[][] bins = {{0, 0, 1, 1}};
        double[][] values = {{-1, 1}};
        double[] weights = LogisticFit.fit(bins, values, new boolean[] {false, false, true, true}, 0.1, () -> {});
        // 0.1 w = 4 / (1 + exp(w))
        assertThat(0.1 * weights[0]).isCloseTo(4 / (1 + Math.exp(weights[0])), within(1e-8));
        assertThat(weights[1]).isCloseTo(0, within(1e-8));
    }
}
