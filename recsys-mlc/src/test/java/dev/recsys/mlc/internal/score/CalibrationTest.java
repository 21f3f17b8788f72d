package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.columns.Labels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void fit_probabilitiesTwiceTooHigh_areBroughtBack() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = 50_000;
        double[] told = new double[rows];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            double truth = 0.02 + 0.2 * BoostingFixture.unit(random);
            told[row] = 2 * truth;
            labels[row] = BoostingFixture.unit(random) < truth ? 1 : 0;
        }
        Labels kept = BoostingFixture.labels(labels, 1);
        Calibration calibration = Calibration.fit(kept, told);
        double[] corrected =
                Arrays.stream(told).map(p -> calibration.apply(0, p)).toArray();
        assertThat(calibration.apply(0, 0.2)).isCloseTo(0.1, within(0.01));
        Reliability before = Reliability.of(kept, told);
        Reliability after = Reliability.of(kept, corrected);
        assertThat(before.calibrationError()).isGreaterThan(0.1);
        assertThat(after.calibrationError()).isLessThan(0.01);
        assertThat(after.brier()).isLessThan(before.brier());
        assertThat(after.logLoss()).isLessThan(before.logLoss());
    }

    @Test
    void fit_noneOrOneAddition_bendsLittle() {
        double[] told = {0.1, 0.2, 0.1, 0.2};
        Calibration none = Calibration.fit(BoostingFixture.labels(new int[] {0, 0, 0, 0}, 1), told);
        Calibration one = Calibration.fit(BoostingFixture.labels(new int[] {0, 0, 0, 1}, 1), told);
        assertThat(none.apply(0, 0.2)).isBetween(0.14, 0.2);
        assertThat(one.apply(0, 0.2)).isBetween(0.2, 0.26);
    }

    @Test
    void fit_ownedOnly_changesNothing() {
        Calibration calibration = Calibration.fit(BoostingFixture.labels(new int[] {2, 2}, 1), new double[] {0.3, 0.9});
        assertThat(calibration.apply(0, 0.3)).isEqualTo(0.3);
        assertThat(calibration.apply(0, 0)).isZero();
    }

    @Test
    void reliability_smallTable_isTheFractions() {
        // Owned cells count for nothing; each of the four others is a group of its own.
        Labels labels = BoostingFixture.labels(new int[] {1, 0, 2, 0, 1, 2}, 3);
        Reliability figures = Reliability.of(labels, new double[] {0.5, 0.25, 0.9, 0.25, 0.75, 0.9});
        assertThat(figures.brier()).isCloseTo((0.25 + 0.0625 + 0.0625 + 0.0625) / 4, within(1e-12));
        assertThat(figures.logLoss())
                .isCloseTo(-(Math.log(0.5) + 2 * Math.log(0.75) + Math.log(0.75)) / 4, within(1e-12));
        assertThat(figures.calibrationError()).isCloseTo((0.5 + 0.25 + 0.25 + 0.25) / 4, within(1e-12));
    }
}
