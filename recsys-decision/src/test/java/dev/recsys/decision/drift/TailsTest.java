package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Tails against closed forms and printed tables. */
class TailsTest {
    @Test
    void logGamma_wholeAndHalfNumbers_haveTheirClosedForms() {
        assertThat(Tails.logGamma(5)).isCloseTo(Math.log(24), within(1e-12));
        assertThat(Tails.logGamma(0.5)).isCloseTo(Math.log(Math.sqrt(Math.PI)), within(1e-12));
        assertThat(Tails.logGamma(0.25)).isCloseTo(1.2880225246980774, within(1e-12));
    }

    @Test
    void chiSquare_ofTwoDegrees_isAnExponential() {
        for (double value : new double[] {0.01, 1, 4, 60, 700}) {
            assertThat(Tails.chiSquare(value, 2) / Math.exp(-value / 2)).isCloseTo(1, within(1e-10));
        }
        // Four degrees: e^(-x/2) (1 + x/2).
        assertThat(Tails.chiSquare(6, 4)).isCloseTo(Math.exp(-3) * 4, within(1e-13));
        assertThat(Tails.chiSquare(3.841458820694124, 1)).isCloseTo(0.05, within(1e-12));
        assertThat(Tails.chiSquare(0, 3)).isEqualTo(1);
    }

    @Test
    void normal_atThePointsOfTheTables_isTheirChance() {
        assertThat(Tails.normal(1.959963984540054)).isCloseTo(0.025, within(1e-13));
        assertThat(Tails.normal(-1.959963984540054)).isCloseTo(0.975, within(1e-13));
        assertThat(Tails.normal(0)).isEqualTo(0.5);
        assertThat(Tails.normal(10) / 7.61985302416052e-24).isCloseTo(1, within(1e-9));
    }

    @Test
    void kolmogorov_atThePointsOfTheTables_isTheirChance() {
        // Of large samples: lambda 1.3581 is the 5 % point, 1.6276 the 1 % point.
        int many = 200_000_000;
        double root = Math.sqrt(many / 2.0);
        assertThat(Tails.kolmogorov(1.3581 / root, many, many)).isCloseTo(0.05, within(1e-4));
        assertThat(Tails.kolmogorov(1.6276 / root, many, many)).isCloseTo(0.01, within(1e-4));
        assertThat(Tails.kolmogorov(0, 10, 10)).isEqualTo(1);
        assertThat(Tails.kolmogorov(1, 1000, 1000)).isLessThan(1e-12);
    }

    @Test
    void atMost_withoutSpread_isPoisson() {
        assertThat(Tails.atMost(0, 3, 0)).isCloseTo(Math.exp(-3), within(1e-6));
        assertThat(Tails.atMost(2, 3, 0)).isCloseTo(Math.exp(-3) * (1 + 3 + 4.5), within(1e-6));
    }

    @Test
    void atMost_withSpread_isANegativeBinomial() {
        // Relative variance 1: a geometric distribution, P(X <= k) = 1 - (m / (1 + m))^(k + 1).
        for (long events : new long[] {0, 1, 7}) {
            assertThat(Tails.atMost(events, 4, 1)).isCloseTo(1 - Math.pow(0.8, events + 1.0), within(1e-12));
        }
        // Size 2: P(0) = (2 / (2 + m))^2.
        assertThat(Tails.atMost(0, 6, 0.5)).isCloseTo(1 / 16.0, within(1e-12));
        assertThat(Tails.atMost(50, 100_000, 0.01)).isBetween(0.0, 1e-100);
        assertThat(Tails.atMost(3, 0, 1)).isEqualTo(1);
    }

    @Test
    void holm_ofFourChances_isThatWorkedOutByHand() {
        // Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, none below the one before.
        assertThat(Tails.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Tails.holm(new double[0])).isEmpty();
    }
}
