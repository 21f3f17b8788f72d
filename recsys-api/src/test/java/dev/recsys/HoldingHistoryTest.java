package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.HoldingMonths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingHistoryTest {
    @Test
    void builder_months_standFromTheLatestOn() {
        List<String> first = new ArrayList<>(List.of("a", "b"));
        HoldingHistory history = HoldingHistory.builder()
                .month(first)
                .unknownMonth()
                .month(List.of())
                .build();
        first.clear();
        assertThat(history.monthCount()).isEqualTo(3);
        assertThat(history.held(1)).contains(List.of("a", "b"));
        assertThat(history.held(2)).isEmpty();
        assertThat(history.held(3)).contains(List.of());
        assertThat(HoldingHistory.none().monthCount()).isZero();
    }

    @Test
    void builder_builtTwice_keepsTheFirst() {
        HoldingHistory.Builder builder = HoldingHistory.builder().month(List.of("a"));
        HoldingHistory one = builder.build();
        builder.month(List.of("b"));
        assertThat(one.monthCount()).isEqualTo(1);
    }

    @Test
    void builder_tooManyMonthsOrNoId_isRefused() {
        HoldingHistory.Builder builder = HoldingHistory.builder();
        for (int month = 0; month < HoldingMonths.MOST; month++) {
            builder.unknownMonth();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(builder::unknownMonth)
                .withMessage("the number of months of a history must be in 1..24, but was 25");
        List<String> lacking = new ArrayList<>();
        lacking.add(null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HoldingHistory.builder().month(lacking));
    }
}
