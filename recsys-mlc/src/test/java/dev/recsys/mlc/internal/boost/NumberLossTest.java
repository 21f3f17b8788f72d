package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberLossTest {
    private static final float[] ONE = {1};

    private static double slope(NumberLoss loss, double value, double margin) {
        double step = 1e-5;
        return (loss.loss(value, margin + step) - loss.loss(value, margin - step)) / (2 * step);
    }

    private static double curve(NumberLoss loss, double value, double margin) {
        double step = 1e-5;
        return (loss.gradient(value, margin + step) - loss.gradient(value, margin - step)) / (2 * step);
    }

    @Test
    void gradient_eachLoss_isTheFiniteDifference() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double value = i % 5 == 0 ? 0 : 4 * BoostingFixture.unit(random);
            double margin = 4 * BoostingFixture.unit(random) - 2;
            double[] values = {value};
            for (NumberLoss loss : new NumberLoss[] {
                new SquaredLoss(values, ONE),
                new AbsoluteLoss(values, ONE, 0.3),
                new PoissonLoss(values, ONE),
                new TweedieLoss(values, ONE, 1.1),
                new TweedieLoss(values, ONE, 1.7)
            }) {
                assertThat(loss.gradient(value, margin))
                        .as("%s at %s, %s", loss.getClass(), value, margin)
                        .isCloseTo(slope(loss, value, margin), within(1e-6));
            }
        }
    }

    @Test
    void hessian_squaredAndTweedie_isTheFiniteDifference() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            double value = i % 5 == 0 ? 0 : 4 * BoostingFixture.unit(random);
            double margin = 4 * BoostingFixture.unit(random) - 2;
            for (NumberLoss loss : new NumberLoss[] {
                new SquaredLoss(new double[] {value}, ONE), new TweedieLoss(new double[] {value}, ONE, 1.4)
            }) {
                assertThat(loss.hessian(value, margin)).isCloseTo(curve(loss, value, margin), within(1e-6));
                assertThat(loss.hessian(value, margin)).isPositive();
            }
        }
    }

    @Test
    void hessian_poisson_isTheMeanOfThoseAtTheMarginAndAtTheBest() {
        for (double value : new double[] {0.1, 1, 7}) {
            PoissonLoss loss = new PoissonLoss(new double[] {value}, ONE);
            for (double margin : new double[] {-2, 0, 1.5}) {
                double mean = (curve(loss, value, margin) + curve(loss, value, Math.log(value))) / 2;
                assertThat(loss.hessian(value, margin)).isCloseTo(mean, within(1e-6));
                double step = -loss.gradient(value, margin) / loss.hessian(value, margin);
                assertThat(Math.abs(step)).isLessThanOrEqualTo(Math.abs(Math.log(value) - margin) + 1e-12);
            }
        }
    }

    @Test
    void hessian_absolute_isOfAParabolaThatLiesAbove() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double value = 4 * BoostingFixture.unit(random);
            double margin = 8 * BoostingFixture.unit(random) - 2;
            double moved = 8 * BoostingFixture.unit(random) - 2;
            AbsoluteLoss loss = new AbsoluteLoss(new double[] {value}, ONE, 0.2);
            double parabola = loss.loss(value, margin)
                    + loss.gradient(value, margin) * (moved - margin)
                    + loss.hessian(value, margin) * (moved - margin) * (moved - margin) / 2;
            assertThat(loss.loss(value, moved)).isLessThanOrEqualTo(parabola + 1e-12);
        }
    }

    @Test
    void intercepts_weighted_areTheMeanTheMedianAndTheLogarithm() {
        double[] values = {1, 2, 9};
        float[] weights = {1, 1, 2};
        int[] rows = {0, 1, 2};
        assertThat(new SquaredLoss(values, weights).intercepts(rows)[0]).isEqualTo(21 / 4.0);
        assertThat(new AbsoluteLoss(values, weights, 0.1).intercepts(rows)[0]).isEqualTo(2);
        assertThat(new PoissonLoss(values, weights).intercepts(rows)[0]).isCloseTo(Math.log(21 / 4.0), within(1e-12));
        assertThat(new TweedieLoss(values, weights, 1.5).intercepts(rows)[0])
                .isCloseTo(Math.log(21 / 4.0), within(1e-12));
    }

    @Test
    void derive_hugeMargins_staysFinite() {
        for (double margin : new double[] {-1e300, 1e300}) {
            for (NumberLoss loss : new NumberLoss[] {
                new PoissonLoss(new double[] {3}, ONE), new TweedieLoss(new double[] {3}, ONE, 1.9)
            }) {
                assertThat(loss.loss(3, margin)).isFinite();
                assertThat(loss.gradient(3, margin)).isFinite();
                assertThat(loss.hessian(3, margin)).isFinite();
            }
        }
    }
}
