package dev.recsys.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MillionthsTest {
    private static String written(double value) {
        return new String(JsonLine.of(out -> Millionths.write(value, out)), UTF_8);
    }

    @Test
    void write_anyNumber_hasSixDecimals() {
        assertThat(written(0)).isEqualTo("0.000000");
        assertThat(written(-1.5)).isEqualTo("-1.500000");
        assertThat(written(999_999_999.25)).isEqualTo("999999999.250000");
        assertThat(written(2e9)).isEqualTo("2.0E9");
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 10_000; run++) {
            double value = (random.nextDouble() - .5) * Math.pow(10, random.nextInt(-6, 8));
            BigDecimal exact = new BigDecimal(value).setScale(6, RoundingMode.HALF_UP);
            assertThat(new BigDecimal(written(value)).subtract(exact).abs())
                    .isLessThanOrEqualTo(new BigDecimal("0.000001"));
        }
    }
}
