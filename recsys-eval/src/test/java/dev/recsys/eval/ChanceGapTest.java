package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceGapTest {
    private static double mean(double... countsAndScores) {
        ChanceGap gap = new ChanceGap();
        for (int i = 0; i < countsAndScores.length; i += 2) {
            gap.add((long) countsAndScores[i], countsAndScores[i + 1]);
        }
        return gap.mean();
    }

    @Test
    void mean_fewCustomers_isHandComputed() {
        assertThat(mean(1, 0.3)).isEqualTo(0.3 * 0.7 + 0.7 * 0.3, within(1e-15));
        assertThat(mean(1, 0.9)).isEqualTo(0.9 * 0.1 + 0.1 * 0.9, within(1e-15));
        assertThat(mean(2, 0.5)).isEqualTo(0.25 + 0.25, within(1e-15));
        // 1.1 expected: none 0.08, one 0.02 + 0.72, both 0.18.
        assertThat(mean(1, 0.2, 1, 0.9)).isEqualTo(0.08 * 1.1 + 0.74 * 0.1 + 0.18 * 0.9, within(1e-15));
    }

    @Test
    void mean_certainScores_isNone() {
        assertThat(mean()).isZero();
        assertThat(mean(1_000_000, 0, 1000, 1)).isZero();
        assertThat(mean(1_000_000, 0, 1000, 1, 1, 0.5)).isEqualTo(0.5, within(1e-12));
    }

    /** Rare additions are Poisson: 2 · μ^(n + 1) · e^−μ / n! with n = ⌊μ⌋. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 3.7, 20})
    void mean_rareAdditions_isThatOfPoisson(double expected) {
        double mean = 2 * Math.exp(-expected) * expected;
        for (int n = 1; n <= (int) expected; n++) {
            mean *= expected / n;
        }
        assertThat(mean(1_000_000_000L, expected / 1_000_000_000L)).isCloseTo(mean, within(1e-6 * mean));
        // Those who miss it are as rare as those who take it.
        assertThat(mean(1_000_000_000L, 1 - expected / 1_000_000_000L)).isCloseTo(mean, within(1e-5 * mean));
    }

    @Test
    void mean_fromFewToMany_hasNoStep() {
        for (double p : new double[] {0.001, 0.1, 0.5, 0.9, 0.999}) {
            long count = (long) (50 / (p * (1 - p)));
            double few = mean((double) (count - 1), p) / Math.sqrt(count - 1.0);
            double many = mean((double) (count + 2), p) / Math.sqrt(count + 2.0);
            assertThat(few).isCloseTo(many, within(0.004 * many));
        }
    }
}
