package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapRoomTest {
    @Test
    void require_moreThanTheHeap_isRefusedWithTheFigures() {
        long most = Runtime.getRuntime().maxMemory();
        assertThatThrownBy(() -> HeapRoom.require(most, "toy", "fewer rows", "12 rows"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("toy needs about " + (most >> 20) + " MB of heap for 12 rows, but \\d+ MB of "
                        + (most >> 20) + " MB are free; fewer rows or a greater -Xmx helps");
        assertThatThrownBy(() -> HeapRoom.require(Long.MAX_VALUE, "toy", "fewer rows", "12 rows"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void require_whatIsThere_passes() {
        assertThatCode(() -> HeapRoom.require(1 << 20, "toy", "fewer rows", "12 rows"))
                .doesNotThrowAnyException();
    }
}
