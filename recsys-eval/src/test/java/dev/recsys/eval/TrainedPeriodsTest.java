package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityModel;
import dev.recsys.popularity.PopularityTrainer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainedPeriodsTest {
    private static final Evaluator MAP = Evaluator.of(MapAtK.of(3));

    private static PopularityModel popularity(Panel panel) {
        return new PopularityTrainer(PopularityConfig.defaults()).train(panel);
    }

    private static Recommender trainedUpTo(LocalDate lastDate) {
        Recommender told = Fixtures.ranking("told", "a");
        ModelInfo info = StubModel.info("told", lastDate, Fixtures.ITEMS.size());
        return new StubRecommender(told::recommend, ScoreMeaning.RANKING, told.catalogue(), info);
    }

    @Test
    void evaluate_modelTrainedOnTheTruth_isRefused() {
        Panel panel = Fixtures.threeMonths();
        TimeSplit split = TimeSplit.at(panel, LocalDate.of(2020, 3, 1));
        PopularityModel seen = popularity(panel);
        String message = "\"popularity\" was trained on data up to 2020-03-28, but the truth is of 2020-03-28; train it"
                + " on TimeSplit.train(), or measure how well it fits what it has seen by"
                + " Evaluator.allowingTrainedPeriods()";
        assertThatThrownBy(() -> MAP.evaluate(seen, split))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> MAP.evaluate(Bundle.of(seen), split)).hasMessage(message);
        assertThatThrownBy(() -> PermutationImportance.of(MapAtK.of(3)).measure(seen, split))
                .hasMessage(message);
        Map<String, Recommender> both =
                Map.of("fair", popularity((Panel) split.train()), "unfair", StubRecommender.like(seen));
        assertThatThrownBy(() -> MAP.evaluate(both, split, TrainingListener.none()))
                .hasMessageStartingWith("\"unfair\" was trained on data up to 2020-03-28");
    }

    @Test
    void evaluate_trainedPeriodsAllowed_measures() {
        Panel panel = Fixtures.threeMonths();
        TimeSplit split = TimeSplit.at(panel, Fixtures.MARCH);
        Evaluator allowing = MAP.allowingTrainedPeriods().withThreads(1);
        assertThat(allowing.evaluate(popularity(panel), split)
                        .model("popularity")
                        .answers())
                .isEqualTo(3);
        assertThat(PermutationImportance.of(MapAtK.of(3))
                        .allowingTrainedPeriods()
                        .measure(popularity(panel), split))
                .containsOnlyKeys("age");
    }

    @Test
    void evaluate_customerFolds_areExempt() {
        Panel panel = Fixtures.threeMonths();
        CustomerFolds folds = CustomerFolds.of(panel, 2, 1);
        TimeSplit split = folds.split(folds.foldOf("u1"));
        assertThat(((Panel) split.train()).last().date()).isEqualTo(Fixtures.MARCH);
        assertThatCode(() -> MAP.evaluate(popularity((Panel) split.train()), split))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2020-02-28, false", "2020-02-29, false", "2020-03-01, true", "2020-03-27, true", "2020-12-31, true"})
    void evaluate_panel_comparesPeriods(LocalDate lastDate, boolean isRefused) {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH);
        if (isRefused) {
            assertThatThrownBy(() -> MAP.evaluate(trainedUpTo(lastDate), split))
                    .hasMessageStartingWith("\"told\" was trained on data up to " + lastDate);
        } else {
            assertThatCode(() -> MAP.evaluate(trainedUpTo(lastDate), split)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-10T12:00:00Z, 2020-01-10, false", // it may be of the morning
        "2020-01-10T12:00:00Z, 2020-01-11, true",
        "2020-01-10T00:00:00Z, 2020-01-09, false",
        "2020-01-10T00:00:00Z, 2020-01-10, true"
    })
    void evaluate_events_comparesTheDateWithTheMoment(Instant moment, LocalDate lastDate, boolean isRefused) {
        EventLog known =
                EventLog.builder().add("u1", "a", 1, moment.minusSeconds(60)).build();
        EventLog truth = EventLog.builder().add("u1", "b", 1, moment).build();
        EventLog all = EventLog.builder()
                .add("u1", "a", 1, moment.minusSeconds(60))
                .add("u1", "b", 1, moment)
                .build();
        for (TimeSplit split : List.of(TimeSplit.at(all, moment), TimeSplit.of(known, truth))) {
            if (isRefused) {
                assertThatThrownBy(() -> MAP.evaluate(trainedUpTo(lastDate), split))
                        .hasMessageStartingWith(
                                "\"told\" was trained on data up to " + lastDate + ", but the truth is of " + moment);
            } else {
                assertThatCode(() -> MAP.evaluate(trainedUpTo(lastDate), split)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void evaluate_givenSplitThatIsNotOfTime_asksAnyModel() {
        Instant noon = Instant.parse("2020-01-10T12:00:00Z");
        EventLog known = EventLog.builder().add("u1", "a", 1, noon).build();
        EventLog truth = EventLog.builder()
                .add("u1", "b", 1, noon)
                .add("u1", "c", 1, noon.plusSeconds(1))
                .build();
        assertThatCode(() -> MAP.evaluate(trainedUpTo(LocalDate.of(2030, 1, 1)), TimeSplit.of(known, truth)))
                .doesNotThrowAnyException();
    }

    @Test
    void evaluate_modelWithoutADate_isAsked() {
        Panel panel = Fixtures.threeMonths();
        StubModel undated =
                new StubModel("undated", panel.vocabulary(), null, MemoryNeeds.holdings(), customer -> new double[5]);
        assertThat(MAP.evaluate(undated, TimeSplit.at(panel, Fixtures.MARCH)).users())
                .isEqualTo(3);
    }
}
