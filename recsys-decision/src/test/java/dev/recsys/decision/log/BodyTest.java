package dev.recsys.decision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The eight bytes at a time against one at a time, and what is no line. */
class BodyTest {
    @Test
    void isPrintableAscii_anyLengthAndByte_isAsOneByOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextInt(70)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(32, 128);
            }
            if (bytes.length > 0 && run % 2 == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            boolean expected = true;
            for (byte one : bytes) {
                expected &= one >= 32;
            }
            assertThat(Body.isPrintableAscii(bytes)).isEqualTo(expected);
        }
    }

    @Test
    void from_halfAPairBesideAPair_isRefused() {
        assertThat(Body.from("{\"a\":\"?\"}")).hasSize(9);
        assertThat(Body.from("{\"a\":\"\uD83D\uDE00é\"}")).hasSize(14);
        assertThatThrownBy(() -> Body.from("{\"a\":\"\uD83D\"}")).hasMessageContaining("half surrogate pairs");
        byte[] broken = "{\"a\":\"xx\"}".getBytes(StandardCharsets.UTF_8);
        broken[6] = (byte) 0xC3;
        assertThatThrownBy(() -> Body.from(broken, 0, broken.length)).hasMessageContaining("UTF-8");
        broken[6] = 7;
        assertThatThrownBy(() -> Body.from(broken, 0, broken.length)).hasMessageContaining("control characters");
    }
}
