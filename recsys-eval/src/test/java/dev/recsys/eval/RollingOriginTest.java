package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.popularity.PopularityTrainer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Splits at several origins and of last items; leaks planted on purpose are caught. */
class RollingOriginTest {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private static Panel panel() {
        PanelBuilder rows = Fixtures.panel();
        for (int month = 1; month <= 5; month++) {
            for (int user = 0; user < 6; user++) {
                List<String> held = new ArrayList<>(Fixtures.ITEMS.subList(0, Math.min(5, (month + user) / 2)));
                Fixtures.row(rows, LocalDate.of(2020, month, 28), "u" + user, held.toArray(String[]::new));
            }
        }
        return rows.build();
    }

    private static EventLog log() {
        EventLog.Builder log = EventLog.builder();
        for (int day = 0; day < 40; day++) {
            log.add("u" + day % 4, "i" + day * 7 % 11, 1, START.plus(Duration.ofDays(day)));
        }
        log.add("one", "i1", 1, START);
        log.add("one", "i1", 1, START.plus(Duration.ofDays(39)));
        return log.build();
    }

    @Test
    void panel_threeOrigins_areTheLastMonthsEachKnowingOnlyWhatCameBefore() {
        List<TimeSplit> splits = RollingOrigin.of(panel(), 3).splits();
        assertThat(splits.stream().map(TimeSplit::name)).containsExactly("2020-03-28", "2020-04-28", "2020-05-28");
        for (TimeSplit split : splits) {
            assertThat(split.trainPanel().last().date()).isBefore(LocalDate.parse(split.name()));
        }
    }

    @Test
    void evaluate_eachOrigin_givesAReport() {
        FoldsReport report = RollingOrigin.of(panel(), 3)
                .evaluate(
                        Map.of("popularity", new PopularityTrainer()),
                        Evaluator.of(MapAtK.of(3)),
                        TrainingListener.none());
        assertThat(report.folds()).hasSize(3);
        assertThat(report.model("popularity").get("map@3").folds()).isEqualTo(3);
    }

    @Test
    void evaluate_trainerThatPeeksAtTheTruth_isCaught() {
        Panel whole = panel();
        Trainer<Panel> honest = new Trainer<>() {
            @Override
            public Recommender train(Panel data, TrainingListener listener) {
                return new PopularityTrainer().train(data, listener);
            }
        };
        Trainer<Panel> peeking = new Trainer<>() {
            @Override
            public Recommender train(Panel data, TrainingListener listener) {
                return honest.train(whole, listener);
            }
        };
        RollingOrigin<Panel> origins = RollingOrigin.of(whole, 2);
        Evaluator evaluator = Evaluator.of(MapAtK.of(3));
        assertThat(origins.evaluate(Map.of("model", honest), evaluator, TrainingListener.none())
                        .folds())
                .hasSize(2);
        assertThatThrownBy(() -> origins.evaluate(Map.of("model", peeking), evaluator, TrainingListener.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"model\" was trained on data up to 2020-05-28, but the truth is of 2020-04-28");
    }

    @Test
    void log_stretches_endWhereTheNextBegins() {
        List<TimeSplit> splits = RollingOrigin.of(log(), 3, Duration.ofDays(5)).splits();
        assertThat(splits).hasSize(3);
        for (TimeSplit split : splits) {
            EventLog train = (EventLog) split.train();
            assertThat(train.time(train.size() - 1)).isBefore(Instant.parse(split.name()));
            assertThat(leaked(split)).isEmpty();
            int truths = split.testCases().mapToInt(user -> user.truth().size()).sum();
            assertThat(truths).isBetween(1, 6); // an event a day, and one more on the last
        }
    }

    @Test
    void lastOut_eachUser_hasTheLastNewItemAsTruthAndNothingAfterItInTraining() {
        TimeSplit split = TimeSplit.leaveLastOut(log());
        assertThat(split.name()).isEqualTo("leave-last-out");
        assertThat(split.userCount()).isEqualTo(5);
        assertThat(split.adderCount()).isEqualTo(4);
        assertThat(split.testCases().map(user -> user.truth().size())).containsOnly(0, 1);
        assertThat(leaked(split)).isEmpty();
        EventLog train = (EventLog) split.train();
        for (int user = 0; user < 4; user++) {
            // Each of the four users meets 10 of 11 items, one every fourth day: all new.
            String id = "u" + user;
            int events = 0;
            for (int event = 0; event < train.size(); event++) {
                events += train.users().id(train.user(event)).equals(id) ? 1 : 0;
            }
            assertThat(events).isEqualTo(9);
        }
    }

    @Test
    void leaked_plantedPair_isFound() {
        EventLog.Builder known = EventLog.builder();
        known.add("u", "a", 1, START).add("u", "b", 1, START.plusSeconds(60));
        EventLog.Builder later = EventLog.builder();
        later.add("u", "b", 1, START.plusSeconds(60)).add("u", "c", 1, START.plusSeconds(90));
        // The pair of u and b leaks into training: it is no part of the truth.
        TimeSplit split = TimeSplit.of(known.build(), later.build());
        assertThat(split.testCase(0).truth()).containsExactly("c");
        assertThat(leaked(split)).isEmpty();
        assertThat(leaked((EventLog) split.train(), Map.of("u", Set.of("b", "c"))))
                .containsExactly("u b");
    }

    @Test
    void badArguments_areRefused() {
        assertThatThrownBy(() -> RollingOrigin.of(panel(), 5))
                .hasMessage("origins must be fewer than the panel's snapshots, 5, but was 5");
        assertThatThrownBy(() -> RollingOrigin.of(log(), 3, Duration.ofDays(20)))
                .hasMessageContaining("step must leave events before the first of 3 origins");
        EventLog one = EventLog.builder().add("u", "a", 1, START).build();
        assertThatThrownBy(() -> TimeSplit.leaveLastOut(one))
                .hasMessage("the log must have a user of two items, but has none");
    }

    /** Pairs of the truth that are in training. */
    private static Set<String> leaked(TimeSplit split) {
        Set<String> leaked = new HashSet<>();
        split.testCases()
                .forEach(user -> leaked.addAll(leaked((EventLog) split.train(), Map.of(user.userId(), user.truth()))));
        return leaked;
    }

    private static Set<String> leaked(EventLog train, Map<String, Set<String>> truths) {
        Set<String> leaked = new HashSet<>();
        for (int event = 0; event < train.size(); event++) {
            String user = train.users().id(train.user(event));
            String item = train.items().id(train.item(event));
            if (truths.getOrDefault(user, Set.of()).contains(item)) {
                leaked.add(user + " " + item);
            }
        }
        return leaked;
    }
}
