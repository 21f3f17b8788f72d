package dev.recsys.mlc.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PointsScaleTest {
    private final PointsScale scale = PointsScale.defaults();

    @Test
    void exactPoints_ofTheDefaults_areTheHandComputation() {
        // factor 20 / ln 2 = 28.8539, offset 600 - 28.8539 ln 50 = 487.1229
        assertThat(scale.factor()).isCloseTo(28.8539, within(1e-4));
        assertThat(scale.offset()).isCloseTo(487.1229, within(1e-4));
        // A default probability of 1/51 is 50 good to 1 bad; of 1/101 twice as many; of 1/2 even odds.
        assertThat(scale.exactPoints(Math.log(1 / 50.0))).isCloseTo(600, within(1e-9));
        assertThat(scale.exactPoints(Math.log(1 / 100.0))).isCloseTo(620, within(1e-9));
        assertThat(scale.exactPoints(Math.log(1 / 25.0))).isCloseTo(580, within(1e-9));
        assertThat(scale.exactPoints(0)).isCloseTo(487.1229, within(1e-4));
    }

    @Test
    void exactPoints_whereTheTargetIsGood_riseWithIt() {
        PointsScale good = scale.withBad(PointsScale.Bad.NEGATIVE);
        assertThat(good.exactPoints(Math.log(50))).isCloseTo(600, within(1e-9));
        assertThat(good.exactPoints(1)).isGreaterThan(good.exactPoints(0));
        assertThat(scale.exactPoints(1)).isLessThan(scale.exactPoints(0));
    }

    @Test
    void points_areRoundedAndLimited() {
        assertThat(scale.points(612.5)).isEqualTo(613);
        assertThat(scale.points(612.49)).isEqualTo(612);
        assertThat(scale.points(-1e300)).isEqualTo(300);
        assertThat(scale.points(1e300)).isEqualTo(850);
        assertThat(scale.withRange(0, 100).points(612)).isEqualTo(100);
    }

    @Test
    void of_wrongValues_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scale.withRange(850, 300))
                .withMessageContaining("least must be below most, but was 850, and most 300");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scale.withBase(600, 0))
                .withMessageContaining("baseOdds must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scale.exactPoints(Double.NaN))
                .withMessageContaining("logOddsOfPositive must be finite");
    }
}
