package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlendCalibrationTest {
    /** Item 0 is not corrected, item 1 has one knot, item 2 three. */
    private static final BlendCalibration THREE =
            new BlendCalibration(new int[] {0, 1, 3}, new double[] {-2, -4, -2, 0}, new double[] {-1, -5, -2, 1});

    @Test
    void correct_handComputedKnots_isTheLineBetweenThem() {
        assertThat(THREE.correctLogOdds(2, -4)).isEqualTo(-5);
        assertThat(THREE.correctLogOdds(2, -3)).isEqualTo(-3.5);
        assertThat(THREE.correctLogOdds(2, -2)).isEqualTo(-2);
        assertThat(THREE.correctLogOdds(2, -1)).isEqualTo(-0.5);
        assertThat(THREE.correctLogOdds(2, -10)).isEqualTo(-11); // the shift of the first knot
        assertThat(THREE.correctLogOdds(2, 5)).isEqualTo(6); // of the last
        assertThat(THREE.correctLogOdds(1, 3)).isEqualTo(4);
        assertThat(THREE.correct(2, 0.5)).isEqualTo(1 / (1 + Math.exp(-1)), within(1e-15));
    }

    @Test
    void correct_itemWithoutKnots_isTheSame() {
        assertThat(THREE.corrects(0)).isFalse();
        assertThat(THREE.correct(0, 0.123)).isEqualTo(0.123);
        assertThat(BlendCalibration.none(3).isNone()).isTrue();
        assertThat(THREE.isNone()).isFalse();
    }

    @Test
    void correct_endsOfTheScale_stayProbabilities() {
        for (double p : new double[] {0, Double.MIN_VALUE, 1e-300, 1 - 1e-16, 1}) {
            assertThat(THREE.correct(2, p)).isBetween(0.0, 1.0);
        }
        assertThat(THREE.correct(2, 0)).isLessThan(THREE.correct(2, 0.01));
    }

    @Test
    void calibration_badNumbers_areRefused() {
        refuse(new int[] {-1}, new double[0], new double[0]);
        refuse(new int[] {1}, new double[0], new double[0]);
        refuse(new int[] {1}, new double[] {0}, new double[0]);
        refuse(new int[] {0}, new double[] {0}, new double[] {0});
        refuse(new int[] {2}, new double[] {0, 0}, new double[] {0, 1});
        refuse(new int[] {2}, new double[] {0, 1}, new double[] {1, 1});
        refuse(new int[] {1}, new double[] {Double.NaN}, new double[] {1});
        refuse(new int[] {1}, new double[] {0}, new double[] {101});
        refuse(new int[] {Integer.MAX_VALUE, 1}, new double[] {0}, new double[] {0});
    }

    private static void refuse(int[] counts, double[] from, double[] to) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlendCalibration(counts, from, to));
    }
}
