package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemPopularityTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 28);

    /** Two users; "a" is taken by one in February and by the other in March, "b" by none, "c" is everyone's. */
    private static PanelBuilder months(int count) {
        PanelBuilder panel = Panel.builder(List.of("a", "b", "c"), FeatureSchema.empty());
        for (int month = 0; month < count; month++) {
            for (int user = 1; user <= 2; user++) {
                panel.row(FIRST.plusMonths(month), "u" + user).holds("c");
                if (month >= user) {
                    panel.holds("a");
                }
            }
        }
        return panel;
    }

    @Test
    void rates_panel_areAdditionsPerNonOwnerOfTheLastMonths() {
        // February: 1 of 2 took "a"; March: 1 of 1. Nobody could take "c", which all own.
        assertThat(ItemPopularity.rates(months(3).build(), 1)).containsExactly(1, 0, 0);
        assertThat(ItemPopularity.rates(months(3).build(), 2)).containsExactly(2.0 / 3, 0, 0);
        assertThat(ItemPopularity.rates(months(3).build(), Integer.MAX_VALUE)).containsExactly(2.0 / 3, 0, 0);
        assertThat(ItemPopularity.rates(months(2).build(), 3)).containsExactly(1.0 / 2, 0, 0);
    }

    @Test
    void rates_oneSnapshot_areTheShareWhoHold() {
        PanelBuilder panel = Panel.builder(List.of("a", "b"), FeatureSchema.empty());
        panel.row(FIRST, "1").holds("a").row(FIRST, "2").row(FIRST, "3").row(FIRST, "4");
        assertThat(ItemPopularity.rates(panel.build(), 3)).containsExactly(1.0 / 4, 0);
    }

    @Test
    void rates_events_areTheShareOfUsers() {
        EventLog log = EventLog.builder()
                .add("1", "a", 9, Instant.EPOCH)
                .add("1", "a", 9, Instant.EPOCH)
                .add("2", "a", 1, Instant.EPOCH)
                .add("3", "b", 1, Instant.EPOCH)
                .build();
        assertThat(ItemPopularity.rates(log, 1)).containsExactly(2.0 / 3, 1.0 / 3);
    }

    @Test
    void rates_partOfALongerHistory_countOnlyUsersWithData() {
        PanelBuilder rows = Panel.builder(List.of("a", "b"), FeatureSchema.empty());
        rows.row(FIRST, "1").holds("a").row(FIRST, "2");
        rows.row(FIRST.plusMonths(1), "3").holds("b").row(FIRST.plusMonths(1), "4");
        Panel panel = rows.build();
        assertThat(ItemPopularity.rates(panel.through(FIRST), 3)).containsExactly(1.0 / 2, 0);
        Panel onlyFirst = panel.through(FIRST).keepUsers(user -> user == 0);
        assertThat(ItemPopularity.rates(onlyFirst, 3)).containsExactly(1, 0);
        EventLog log = EventLog.builder()
                .add("1", "a", 1, Instant.EPOCH)
                .add("2", "b", 1, Instant.EPOCH)
                .add("3", "b", 1, Instant.EPOCH.plusSeconds(9))
                .build();
        Instant end = Instant.EPOCH.plusSeconds(9);
        assertThat(ItemPopularity.rates(log.before(end), 1)).containsExactly(1.0 / 2, 1.0 / 2);
        assertThat(ItemPopularity.rates(log.from(end), 1)).containsExactly(0, 1);
    }

    @Test
    void rates_nothingToCount_areZero() {
        assertThat(ItemPopularity.rates(months(0).build(), 3)).containsExactly(0, 0, 0);
        assertThat(ItemPopularity.rates(EventLog.builder().build(), 3)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemPopularity.rates(months(1).build(), 0));
    }
}
