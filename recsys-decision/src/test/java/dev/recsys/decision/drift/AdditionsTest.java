package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stops on panels of which each month's additions are given. */
class AdditionsTest {
    private static final int CUSTOMERS = 20_000;
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 31);

    /** Month 0 nobody holds anything; so many add the product in each later month, and drop it in the next. */
    private static Panel panel(int... additions) {
        PanelBuilder panel = Panel.builder(List.of("loan", "other"), FeatureSchema.empty());
        int next = 0;
        for (int month = 0; month <= additions.length; month++) {
            int count = month == 0 ? 0 : additions[month - 1];
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                panel.row(FIRST.plusMonths(month), "c" + customer);
                if (customer >= next && customer < next + count) {
                    panel.holds("loan");
                }
            }
            next += count;
        }
        return panel.build();
    }

    private static Additions.Stop loan(Additions additions, int later, int lastLearned) {
        return additions.stops(additions.placeOf(later), lastLearned, 0.1, 0.01)[0];
    }

    @Test
    void additions_thatStop_areDatedByTheFirstMonthWithout() {
        Additions additions = new Additions(panel(200, 220, 180, 210, 190, 3, 0));
        assertThat(loan(additions, 5, 5)).isNull();
        Additions.Stop stop = loan(additions, 6, 5);
        assertThat(stop.since()).isEqualTo(LocalDate.of(2020, 7, 31));
        assertThat(stop.seen()).isEqualTo(3);
        assertThat(stop.expected()).isCloseTo(200, within(1.0));
        assertThat(loan(additions, 7, 5).expected()).isCloseTo(400, within(2.0));
        assertThat(loan(additions, 7, 5).since()).isEqualTo(stop.since());
        assertThat(additions.stops(additions.placeOf(7), 5, 0.1, 0.01)[1]).isNull();
    }

    @Test
    void additions_ofASeason_areNoStop() {
        assertThat(loan(new Additions(panel(200, 220, 180, 210, 190, 50)), 6, 5))
                .isNull();
        // A product whose months differ by ten has such a month now and then.
        assertThat(loan(new Additions(panel(400, 20, 40, 500, 30, 10)), 6, 5)).isNull();
    }

    @Test
    void additions_tooFewToTell_areNoStop() {
        assertThat(loan(new Additions(panel(3, 2, 4, 3, 2, 0)), 6, 5)).isNull();
        assertThat(loan(new Additions(panel(200, 200, 0)), 3, 2)).isNull();
        assertThat(loan(new Additions(panel(0, 0, 0, 0, 0)), 5, 3)).isNull();
    }

    @Test
    void stop_theModelHasLearned_isNoNews() {
        Additions additions = new Additions(panel(200, 220, 180, 210, 190, 3, 0, 1));
        assertThat(loan(additions, 8, 5).isEarlier()).isFalse();
        assertThat(loan(additions, 8, 7).isEarlier()).isTrue();
    }

    @Test
    void additions_thatComeBack_haveNotStopped() {
        assertThat(loan(new Additions(panel(200, 220, 180, 210, 190, 3, 0, 150)), 8, 5))
                .isNull();
    }
}
