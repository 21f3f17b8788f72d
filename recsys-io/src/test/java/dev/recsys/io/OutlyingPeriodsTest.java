package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlyingPeriodsTest {
    private static final LocalDate START = LocalDate.of(2015, 1, 28);

    @TempDir
    Path folder;

    /** A panel with so many customers in each period; a period of none lacks. */
    private static Panel panel(Period period, int... customers) {
        PanelBuilder rows =
                Panel.builder(List.of("account"), FeatureSchema.empty()).period(period);
        for (int i = 0; i < customers.length; i++) {
            for (int customer = 0; customer < customers[i]; customer++) {
                rows.row(period.plus(START, i), "c" + customer);
            }
        }
        return rows.build();
    }

    private static PanelBuilder row(PanelBuilder rows, String date) {
        return rows.row(LocalDate.parse(date), "stray");
    }

    @Test
    void panels_thatAreLegal_haveNone() {
        List<Panel> legal = List.of(
                panel(Period.MONTH),
                panel(Period.MONTH, 1),
                panel(Period.QUARTER, 12, 12, 11, 13, 0, 12, 9, 1),
                panel(Period.MONTH, 1, 5, 40, 300, 2_000, 1_990, 2_100), // grows
                panel(Period.MONTH, 1_000, 800, 500, 200, 60), // shrinks
                panel(Period.MONTH, 500, 0, 0, 0, 0, 0, 0, 500, 490), // gaps
                panel(Period.WEEK, 300, 0, 290, 310, 20, 305), // a week of holidays
                panel(Period.MONTH, 3, 2, 3));
        assertThat(legal)
                .allSatisfy(panel -> assertThat(OutlyingPeriods.of(panel)).isEmpty());
        PanelBuilder apart = Panel.builder(List.of("account"), FeatureSchema.empty());
        for (int customer = 0; customer < 50; customer++) {
            apart.row(START, "c" + customer).row(START.plusYears(9), "c" + customer);
        }
        assertThat(OutlyingPeriods.of(apart.build())).isEmpty();
    }

    @Test
    void periods_thin_areFound() {
        assertThat(OutlyingPeriods.of(panel(Period.MONTH, 100, 110, 5, 108)))
                .containsExactly(
                        "the month of 2015-03-28 (5 rows) has fewer than 5 % of the customers of 2015-02-28 (110 rows)");
        assertThat(OutlyingPeriods.of(panel(Period.QUARTER, 2_000, 1_999, 1)))
                .containsExactly(
                        "the quarter of 2015-07-28 (1 row) has fewer than 5 % of the customers of 2015-01-28 (2,000 rows)");
    }

    @Test
    void periods_farAway_areFoundOnBothSides() {
        PanelBuilder rows = Panel.builder(List.of("account"), FeatureSchema.empty());
        for (int month = 0; month < 3; month++) {
            for (int customer = 0; customer < 10; customer++) {
                rows.row(START.plusMonths(month), "c" + customer);
            }
        }
        row(row(row(rows, "1951-01-28"), "2051-01-28"), "2051-02-28");
        assertThat(OutlyingPeriods.of(rows.build()))
                .containsExactly(
                        "the month of 1951-01-28 (1 row) lies far before the others, 2015-01-28 to 2015-03-28",
                        "the month of 2051-01-28 (1 row) lies far after the others, 2015-01-28 to 2015-03-28",
                        "the month of 2051-02-28 (1 row) lies far after the others, 2015-01-28 to 2015-03-28");
    }

    @Test
    void reader_ofAPanelWithOne_refusesItUnlessAllowed() throws Exception {
        List<String> lines = new ArrayList<>(List.of(SantanderLines.header()));
        for (int i = 0; i < 60; i++) {
            lines.add(SantanderLines.row(Integer.toString(i)));
        }
        lines.add(SantanderLines.row("7", "fecha_dato", "2051-01-28"));
        Path file = SantanderLines.write(folder, lines.toArray(String[]::new));
        String sentence = "the month of 2051-01-28 (1 row) lies far after the others, 2015-01-28 to 2015-01-28";
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": " + sentence
                        + "; allowOutlyingPeriods (--allow-outlying-periods) takes the panel all the same");
        PanelRead read = SantanderReader.builder().allowOutlyingPeriods().read(file);
        assertThat(read.panel().snapshots()).hasSize(2);
        assertThat(read.report().notes()).contains(sentence);
    }
}
