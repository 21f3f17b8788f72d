package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void shortest_anyDouble_readsBackAndIsNoLongerThanJava() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            double value = i % 2 == 0 ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            String text = Decimals.shortest(value);
            if (Double.isNaN(value)) {
                assertThat(text).isEqualTo("NaN");
            } else {
                assertThat(Double.parseDouble(text)).isEqualTo(value);
            }
            assertThat(text.length()).isLessThanOrEqualTo(Double.toString(value).length());
        }
    }

    @Test
    void shortest_knownValues_asWritten() {
        assertThat(Decimals.shortest(0.25)).isEqualTo("0.25");
        assertThat(Decimals.shortest(Double.parseDouble("2e23"))).isEqualTo("2.0E23");
        assertThat(Decimals.shortest(-0.0)).isEqualTo("-0.0");
        assertThat(Decimals.shortest(4.13014e-5)).isEqualTo("4.13014E-5");
    }
}
