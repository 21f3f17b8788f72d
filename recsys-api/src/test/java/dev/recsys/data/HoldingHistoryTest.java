package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HoldingHistoryTest {
    @Test
    void builder_knownAndUnknownPeriods_differ() {
        HoldingHistory history = HoldingHistory.builder(3, 40)
                .known(1)
                .holds(1, 0)
                .holds(1, 39)
                .known(3)
                .build();
        assertThat(history.periodCount()).isEqualTo(3);
        assertThat(history.isKnown()).isTrue();
        assertThat(history.isKnown(1)).isTrue();
        assertThat(history.isKnown(2)).isFalse();
        assertThat(history.isKnown(3)).isTrue();
        assertThat(history.isKnown(4)).isFalse();
        assertThat(history.holds(1, 0)).isTrue();
        assertThat(history.holds(1, 39)).isTrue();
        assertThat(history.holds(1, 7)).isFalse();
        assertThat(history.holds(3, 0)).isFalse();
        assertThat(history.word(1, 1)).isEqualTo(1 << 7);
        assertThat(history).hasToString("HoldingHistory[2 of 3 known]");
    }

    @Test
    void build_nothingKnown_isNone() {
        assertThat(HoldingHistory.builder(5, 3).build()).isSameAs(HoldingHistory.none());
        assertThat(HoldingHistory.none().isKnown()).isFalse();
        assertThat(HoldingHistory.none().isKnown(1)).isFalse();
    }

    @Test
    void builder_wrongPeriod_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HoldingHistory.builder(25, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HoldingHistory.builder(2, 3).known(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HoldingHistory.builder(2, 3).holds(1, 0))
                .withMessage("period 1 must be known before its holdings");
    }

    private static HoldingHistory.Builder reaching(int periods) {
        return HoldingHistory.builder(periods, 40).known(1).holds(1, 7).known(3).holds(3, 39);
    }

    @Test
    void equals_longerReachOfUnknownPeriods_isTheSame() {
        assertThat(reaching(3).build())
                .isEqualTo(reaching(24).build())
                .hasSameHashCodeAs(reaching(24).build());
        assertThat(reaching(3).build().periodCount()).isEqualTo(3);
        assertThat(reaching(24).build().periodCount()).isEqualTo(24);
    }

    @Test
    void equals_otherContent_differs() {
        HoldingHistory history = reaching(3).build();
        assertThat(history).isNotEqualTo(reaching(3).known(2).build());
        assertThat(history).isNotEqualTo(reaching(4).known(4).build());
        assertThat(history).isNotEqualTo(reaching(3).holds(3, 0).build());
        assertThat(history).isNotEqualTo(reaching(3).holds(1, 38).build());
        assertThat(history)
                .isNotEqualTo(HoldingHistory.builder(3, 80)
                        .known(1)
                        .holds(1, 7)
                        .known(3)
                        .holds(3, 39)
                        .build());
        assertThat(history).isNotEqualTo(HoldingHistory.none());
    }
}
