package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

    @Test
    void panelSplit_threeMonths_hasPairsAsUsersAndAdditionsAsTruth() {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), LocalDate.of(2020, 3, 1));
        assertThat(split.name()).isEqualTo("2020-03-01");
        assertThat(((Panel) split.train()).snapshots()).hasSize(2);
        assertThat(split.userCount()).isEqualTo(3);
        assertThat(split.adderCount()).isEqualTo(2);
        assertThat(split.unknownUserCount()).isEqualTo(1);
        assertThat(split.testCases().map(TestCase::userId)).containsExactly("u1", "u2", "u3");
        assertThat(split.testCases().map(TestCase::truth).map(List::copyOf))
                .containsExactly(List.of("c", "d"), List.of("a"), List.of());
        assertThat(split.testCase(0).reactivations()).containsExactly("c");
        assertThat(split.testCase(1).reactivations()).isEmpty();
        assertThat(split.testCase(0).laterHoldings().orElseThrow()).containsExactly("a", "c", "d");
        assertThat(split.testCase(2).laterHoldings().orElseThrow()).isEmpty();
    }

    @Test
    void panelSplit_request_carriesHoldingsFeaturesAndDateOfTheLastKnownPeriod() {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH);
        RecommendationRequest request = split.testCase(0).request().limit(3).build();
        assertThat(request.customer().id()).contains("u1");
        assertThat(request.customer().now().holdings()).contains(Map.of("a", 1.0));
        assertThat(request.customer().now().number("age")).isEqualTo(2);
        assertThat(request.date()).contains(Fixtures.FEBRUARY);
        assertThat(request.customer().earlier().get(0).holdings().orElseThrow()).containsOnlyKeys("a", "c");
        assertThat(split.testCase(0).holdings()).containsExactly("a");
        assertThat(split.testCase(2).request().build().customer().now().holdings())
                .contains(Map.of());
        assertThat(split.testCase(2).holdings()).isEmpty();
    }

    @Test
    void panelSplit_dateOfSnapshot_leavesThatSnapshotOut() {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), Fixtures.FEBRUARY);
        assertThat(((Panel) split.train()).last().date()).isEqualTo(Fixtures.JANUARY);
        assertThat(split.testCase(0).truth()).isEmpty();
    }

    @Test
    void panelSplit_noSnapshotOnASide_isRefused() {
        Panel panel = Fixtures.threeMonths();
        assertThatThrownBy(() -> TimeSplit.at(panel, Fixtures.JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "date must lie after a snapshot, but the panel has no snapshot before 2020-01-28; it has [2020-01-28, 2020-02-28, 2020-03-28]");
        assertThatThrownBy(() -> TimeSplit.at(panel, LocalDate.of(2020, 3, 29)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "date must not lie after the last snapshot, but the panel has no snapshot on 2020-03-29 or after it");
    }

    @Test
    void panelSplit_gapBeforeTheTruth_isRefused() {
        var rows = Fixtures.panel();
        for (LocalDate date : List.of(Fixtures.JANUARY, Fixtures.MARCH, Fixtures.MARCH.plusMonths(1))) {
            Fixtures.row(rows, date, "u1", "a");
        }
        Panel panel = rows.build();
        String message = "the truth must be what users add within one period, but the panel by MONTH has no snapshot"
                + " between 2020-01-28 and 2020-03-28";
        assertThatThrownBy(() -> TimeSplit.at(panel, Fixtures.MARCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> TimeSplit.known(panel, Fixtures.JANUARY)).hasMessage(message);
        assertThat(TimeSplit.known(panel, Fixtures.MARCH).userCount()).isEqualTo(1);
    }

    @Test
    void panelSplit_noUserOnBothSides_isRefused() {
        var rows = Fixtures.panel();
        Fixtures.row(rows, Fixtures.JANUARY, "u1");
        Fixtures.row(rows, Fixtures.FEBRUARY, "u2");
        Panel panel = rows.build();
        assertThatThrownBy(() -> TimeSplit.at(panel, Fixtures.FEBRUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no user has a row on 2020-01-28 and on 2020-02-28");
    }

    @Test
    void requireSound_splitOfFewUsers_isRefused() {
        var rows = Fixtures.panel();
        for (int user = 0; user < 41; user++) {
            Fixtures.row(rows, Fixtures.JANUARY, "u" + user);
        }
        Fixtures.row(rows, Fixtures.FEBRUARY, "u1", "a");
        Fixtures.row(rows, Fixtures.FEBRUARY, "u2");
        TimeSplit split = TimeSplit.at(rows.build(), Fixtures.FEBRUARY);
        assertThatThrownBy(split::requireSound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the split at 2020-02-28 has 2 test users, fewer than 5 % of the 41 customers of 2020-01-28;"
                                + " Evaluator.allowingThinSplits (--allow-outlying-periods) evaluates it all the same");
    }

    @Test
    void requireSound_splitWithoutAdditions_isRefused() {
        var rows = Fixtures.panel();
        for (LocalDate date : List.of(Fixtures.JANUARY, Fixtures.FEBRUARY)) {
            Fixtures.row(rows, date, "u1", "a");
        }
        TimeSplit split = TimeSplit.at(rows.build(), Fixtures.FEBRUARY);
        assertThatThrownBy(split::requireSound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the split at 2020-02-28 has 1 test users, of whom none added anything, so every figure would be 0");
    }

    @Test
    void requireSound_growingPanel_isTheSplit() {
        var rows = Fixtures.panel();
        Fixtures.row(rows, Fixtures.JANUARY, "u1");
        for (int user = 0; user < 100; user++) {
            Fixtures.row(rows, Fixtures.FEBRUARY, "u" + user, "a");
        }
        TimeSplit split = TimeSplit.at(rows.build(), Fixtures.FEBRUARY);
        assertThat(split.requireSound()).isSameAs(split);
    }

    @Test
    void knownSplit_isTheSplitAtTheNextSnapshot() {
        Panel panel = Fixtures.threeMonths();
        TimeSplit split = TimeSplit.known(panel, Fixtures.FEBRUARY);
        TimeSplit same = TimeSplit.at(panel, Fixtures.MARCH);
        assertThat(split.name()).isEqualTo("2020-03-28");
        assertThat(split.train().contentHash()).isEqualTo(same.train().contentHash());
        assertThat(split.testCases().map(TestCase::truth))
                .isEqualTo(same.testCases().map(TestCase::truth).toList());
    }

    @Test
    void knownSplit_dateWithoutSnapshotOrSuccessor_isRefused() {
        Panel panel = Fixtures.threeMonths();
        assertThatThrownBy(() -> TimeSplit.known(panel, LocalDate.of(2020, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "at must be the date of a snapshot, but the panel has no snapshot of 2020-02-01");
        assertThatThrownBy(() -> TimeSplit.known(panel, Fixtures.MARCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "at must not be the date of the last snapshot, but the panel has no snapshot after 2020-03-28");
    }

    @Test
    void eventSplit_laterPairs_areTruthUnlessKnown() {
        EventLog log = EventLog.builder()
                .add("u1", "a", 2, NOON.minusSeconds(2))
                .add("u1", "a", 1, NOON.minusSeconds(1))
                .add("u2", "b", 1, NOON.minusSeconds(1))
                .add("u1", "a", 1, NOON)
                .add("u1", "c", 1, NOON)
                .add("u1", "c", 1, NOON.plusSeconds(1))
                .add("u3", "a", 1, NOON)
                .build();
        TimeSplit split = TimeSplit.at(log, NOON);
        assertThat(split.name()).isEqualTo("2020-01-01T12:00:00Z");
        assertThat(((EventLog) split.train()).size()).isEqualTo(3);
        assertThat(split.testCases().map(TestCase::userId)).containsExactly("u1", "u2");
        assertThat(split.testCase(0).truth()).containsExactly("c");
        assertThat(split.testCase(1).truth()).isEmpty();
        assertThat(split.adderCount()).isEqualTo(1);
        assertThat(split.unknownUserCount()).isEqualTo(1);
        assertThat(split.testCase(0).request().build().customer().now().holdings())
                .contains(Map.of("a", 3.0));
        assertThat(split.testCase(0).laterHoldings()).isEmpty();
    }

    @Test
    void eventSplit_noEventOnASide_isRefused() {
        EventLog log = EventLog.builder().add("u1", "a", 1, NOON).build();
        assertThatThrownBy(() -> TimeSplit.at(log, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("moment must lie after an event, but the log has no event before 2020-01-01T12:00:00Z");
        assertThatThrownBy(() -> TimeSplit.at(log, NOON.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "moment must not lie after the last event, but the log has no event at 2020-01-01T12:00:01Z or after it");
    }

    @Test
    void givenSplit_differentIndexes_comparesIdsAndKeepsUnknownUsers() {
        EventLog known = EventLog.builder()
                .add("u2", "b", 1, Instant.EPOCH)
                .add("u3", "c", 1, Instant.EPOCH)
                .build();
        EventLog truth = EventLog.builder()
                .add("u1", "c", 1, Instant.EPOCH)
                .add("u3", "a", 1, Instant.EPOCH)
                .add("u3", "c", 1, Instant.EPOCH)
                .build();
        TimeSplit split = TimeSplit.of(known, truth);
        assertThat(split.testCases().map(TestCase::userId)).containsExactly("u2", "u3", "u1");
        assertThat(split.testCases().map(TestCase::truth).map(List::copyOf))
                .containsExactly(List.of(), List.of("a"), List.of("c"));
        assertThat(split.unknownUserCount()).isEqualTo(1);
        assertThat(split.adderCount()).isEqualTo(2);
        assertThat(split.testCase(1).request().build().customer().now().holdings())
                .contains(Map.of("c", 1.0));
        assertThat(split.testCase(2).request().build().customer().now().holdings())
                .isEmpty();
    }

    @Test
    void givenSplit_emptyLog_isRefused() {
        EventLog empty = EventLog.builder().build();
        EventLog log = EventLog.builder().add("u1", "a", 1, NOON).build();
        assertThatThrownBy(() -> TimeSplit.of(empty, log)).hasMessage("the known log has no event");
        assertThatThrownBy(() -> TimeSplit.of(log, empty)).hasMessage("the truth log has no event");
    }

    @Test
    void testCase_indexOutOfRange_isRefused() {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH);
        assertThatThrownBy(() -> split.testCase(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must be in 0..2, but was 3");
    }
}
