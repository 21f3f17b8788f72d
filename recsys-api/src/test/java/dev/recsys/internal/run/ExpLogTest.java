package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpLogTest {
    @Test
    void exp_anywhere_isNearTheStrictOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double x = (unit(random) - 0.5) * (i % 2 == 0 ? 1400 : 4);
            double expected = StrictMath.exp(x);
            assertThat(Math.abs(ExpLog.exp(x) / expected - 1)).as("exp(%s)", x).isLessThan(1e-15);
        }
        assertThat(ExpLog.exp(0)).isEqualTo(1);
        assertThat(ExpLog.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(ExpLog.exp(1e10)).isInfinite();
        assertThat(ExpLog.exp(Double.NaN)).isNaN();
    }

    @Test
    void log_normalNumbers_isNearTheStrictOne() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            double x = i % 2 == 0 ? StrictMath.exp((unit(random) - 0.5) * 1400) : random.nextLong() >>> 1;
            double expected = StrictMath.log(x);
            double error = Math.abs(ExpLog.log(x) - expected) / Math.max(1e-3, Math.abs(expected));
            assertThat(error).as("log(%s)", x).isLessThan(1e-15);
        }
        assertThat(ExpLog.log(1)).isZero();
    }

    private static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    @Test
    void sigmoid_ends_areZeroAndOne() {
        assertThat(ExpLog.sigmoid(-1e9)).isZero();
        assertThat(ExpLog.sigmoid(1e9)).isEqualTo(1);
        assertThat(ExpLog.sigmoid(0)).isEqualTo(0.5);
    }
}
