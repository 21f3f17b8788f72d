package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodTest {
    private static final LocalDate DAY = LocalDate.of(2019, 12, 30);

    private static PanelBuilder builder(Period period) {
        return Panel.builder(List.of("a", "b"), FeatureSchema.empty()).period(period);
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void indexOf_everyDayOfFourYears_growsAtFirstDays(Period period) {
        for (int day = 0; day < 4 * 366; day++) {
            LocalDate date = DAY.minusYears(2).plusDays(day);
            LocalDate first = period.firstDay(date);
            assertThat(first).isBeforeOrEqualTo(date);
            assertThat(period.between(first, date)).isZero();
            assertThat(period.between(first.minusDays(1), date)).isEqualTo(1);
            assertThat(period.between(date, period.plus(date, 5))).isEqualTo(5);
        }
        assertThat(period.indexOf(LocalDate.EPOCH)).isZero();
    }

    /** Forty one-customer days gave forty snapshots and scores of 0. */
    @Test
    void build_rowsOfSeveralDaysOfAMonth_areOneSnapshot() {
        PanelBuilder panel = builder(Period.MONTH);
        for (int customer = 0; customer < 40; customer++) {
            LocalDate day = LocalDate.of(2020, 1, 1).plusDays(customer % 20);
            panel.row(day, "c" + customer).holds("a");
            panel.row(day.plusMonths(1), "c" + customer).holds("a").holds("b");
        }
        Panel built = panel.build();
        assertThat(built.snapshots()).hasSize(2);
        assertThat(built.last().date()).isEqualTo(LocalDate.of(2020, 2, 20));
        assertThat(built.transition(1).additionCount(1)).isEqualTo(40);
    }

    @Test
    void row_secondOfACustomerInAPeriod_namesCustomerAndDates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Period.QUARTER)
                        .row(LocalDate.of(2020, 1, 31), "ann")
                        .row(LocalDate.of(2020, 3, 31), "ann"))
                .withMessage("customer ann has two rows in one quarter, of 2020-01-31 and 2020-03-31");
        PanelBuilder begun = builder(Period.WEEK).row(DAY, "ann");
        assertThatIllegalStateException().isThrownBy(() -> begun.period(Period.MONTH));
    }

    /** A quarterly panel gave wrong histories. */
    @ParameterizedTest
    @EnumSource(Period.class)
    void history_anyPeriod_countsPeriodsAndKeepsGaps(Period period) {
        PanelBuilder rows = builder(period);
        rows.row(period.plus(DAY, 0), "ann").holds("a");
        rows.row(period.plus(DAY, 1), "ann").holds("b");
        rows.row(period.plus(DAY, 3), "ann").holds("a");
        rows.row(period.plus(DAY, 4), "ann").holds("a").holds("b");
        Panel panel = rows.build();
        assertThat(panel.period()).isEqualTo(period);
        assertThat(panel.transitions()).as("a gap is no step").hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.transition(2))
                .withMessageContaining("there is a gap between the snapshots of");
        HoldingHistory history = panel.transition(3).history(0, 4);
        assertThat(history.isKnown(1)).isFalse();
        assertThat(history.holds(2, 1)).isTrue();
        assertThat(history.holds(3, 0)).isTrue();
    }

    @Test
    void requireTransition_quarterlyDataDeclaredMonthly_saysWhatToDeclare() {
        PanelBuilder rows = builder(Period.MONTH);
        for (int quarter = 0; quarter < 3; quarter++) {
            rows.row(LocalDate.of(2020, 3, 31).plusMonths(3L * quarter), "ann");
        }
        Panel panel = rows.build();
        assertThat(panel.hasTransition()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.requireTransition("mlc"))
                .withMessageContaining("mlc needs snapshots of two adjacent periods")
                .withMessageContaining("declare the period of the data by PanelBuilder.period");
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void indexOf_yearsNoCalendarHas_areRefused(Period period) {
        for (LocalDate date : new LocalDate[] {LocalDate.MIN, LocalDate.MAX, LocalDate.of(10_000, 1, 1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> period.indexOf(date))
                    .withMessage("date must lie in the years -9999 to 9999, but was " + date);
        }
        assertThat(period.indexOf(LocalDate.of(9999, 12, 31))).isPositive();
        assertThat(period.indexOf(LocalDate.of(-9999, 1, 1))).isNegative();
    }

    @Test
    void row_dateNoCalendarHas_leavesNoTrace() {
        PanelBuilder panel = builder(Period.MONTH);
        assertThatIllegalArgumentException().isThrownBy(() -> panel.row(LocalDate.MAX, "a"));
        assertThat(panel.row(DAY, "a").build().snapshots()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void plus_beyondTheYears_isRefused(Period period) {
        assertThat(period.plus(DAY, -3)).isBefore(DAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> period.plus(DAY, Integer.MAX_VALUE))
                .withMessage("2147483647 periods after 2019-12-30 lie too far away");
        assertThatIllegalArgumentException().isThrownBy(() -> period.plus(DAY, Integer.MIN_VALUE));
    }
}
