package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.Recommender;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.EventLog;
import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.CancellingListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private static final Offset<Double> ROUNDING = within(1e-15);
    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

    private static TimeSplit march() {
        return TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH);
    }

    /** Users and items of one colour belong together; each user lacks one item of its colour and takes it later. */
    private static TimeSplit checkerboard(int users, int items) {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < users; user++) {
            int taken = (user / 2 * 2 + user % 2) % items;
            for (int item = user % 2; item < items; item += 2) {
                log.add("u" + user, "i" + item, 1, item == taken ? NOON : NOON.minusSeconds(60));
            }
        }
        return TimeSplit.at(log.build(), NOON);
    }

    @Test
    void evaluate_threeUsers_givesHandComputedMeans() {
        // u1 owns a and adds c, d; asked for 3 it gets b, c, d. u2 owns b, adds a and gets a, c, d. u3 adds nothing.
        ModelReport model = Evaluator.of(MapAtK.of(3), PrecisionAtK.of(2), RecallAtK.of(2), HitRateAtK.of(1))
                .evaluate(Fixtures.ranking("told", "a", "b", "c", "d"), march())
                .model("told");
        double u1 = (1.0 / 2 + 2.0 / 3) / 2;
        assertThat(model.metric("map@3")).isEqualTo((u1 + 1) / 3, ROUNDING);
        assertThat(model.metric("map@3/adders")).isEqualTo((u1 + 1) / 2, ROUNDING);
        // Against d alone u1 has a hit at rank 3; u2's addition is a first one too.
        assertThat(model.metric("map@3/first")).isEqualTo((1.0 / 3 + 1) / 2, ROUNDING);
        assertThat(model.metric("map@3/reactivation")).isEqualTo(1.0 / 2, ROUNDING);
        assertThat(model.metric("precision@2")).isEqualTo((1.0 / 2 + 1.0 / 2) / 3, ROUNDING);
        assertThat(model.metric("precision@2/adders")).isEqualTo(1.0 / 2, ROUNDING);
        assertThat(model.metric("recall@2/adders")).isEqualTo((1.0 / 2 + 1) / 2, ROUNDING);
        assertThat(model.metric("hit-rate@1")).isEqualTo(1.0 / 3, ROUNDING);
        assertThat(model.metric("hit-rate@1/adders")).isEqualTo(1.0 / 2, ROUNDING);
        assertThat(model.answers()).isEqualTo(3);
        assertThat(model.levels())
                .containsEntry(FallbackLevel.HOLDINGS, 3L)
                .containsEntry(FallbackLevel.POPULARITY, 0L);
    }

    @Test
    void evaluate_lengths_giveWhatMetricsOfTheseLengthsGive() {
        Recommender told = Fixtures.ranking("told", "a", "b", "c", "d");
        ModelReport model = Evaluator.of(MapAtK.of(3)).evaluate(told, march()).model("told");
        assertThat(model.byLength()).containsOnlyKeys("map", "recall", "precision", "hit-rate");
        for (int k = 1; k <= 3; k++) {
            ModelReport same = Evaluator.of(MapAtK.of(k), RecallAtK.of(k), PrecisionAtK.of(k), HitRateAtK.of(k))
                    .evaluate(told, march())
                    .model("told");
            int length = k;
            model.byLength()
                    .forEach((name, means) -> assertThat(means)
                            .hasSize(3)
                            .element(length - 1)
                            .isEqualTo(same.metric(name + "@" + length + "/adders")));
        }
    }

    @Test
    void evaluate_addersAlone_givesTheirMeansAgain() {
        Recommender told = Fixtures.ranking("told", "a", "b", "c", "d");
        double all =
                Evaluator.of(MapAtK.of(3)).evaluate(told, march()).model("told").metric("map@3/adders");
        TimeSplit adders = march().adders(10);
        assertThat(adders.testCases().map(TestCase::userId)).containsExactly("u1", "u2");
        assertThat(adders.adderCount()).isEqualTo(2);
        ModelReport model = Evaluator.of(MapAtK.of(3)).evaluate(told, adders).model("told");
        assertThat(model.metric("map@3")).isEqualTo(all);
        assertThat(model.metric("map@3/adders")).isEqualTo(all);
        assertThat(march().adders(1).userCount()).isEqualTo(1);
        assertThatThrownBy(() -> march().adders(0)).hasMessageContaining("most must be at least 1");
        assertThatThrownBy(() -> checkerboard(4, 4).adders(1)).hasMessageContaining("needs a split of a panel");
    }

    @Test
    void evaluate_groupsApart_giveHandComputedMeans() {
        var rows = Fixtures.panel();
        for (int user = 0; user < 100; user++) { // a is added 50 times before, b 49 times
            Fixtures.row(rows, Fixtures.JANUARY, "x" + user);
            Fixtures.row(rows, Fixtures.FEBRUARY, "x" + user, user < 50 ? "a" : user < 99 ? "b" : "c");
        }
        Fixtures.row(rows, Fixtures.FEBRUARY, "u1");
        Fixtures.row(rows, Fixtures.FEBRUARY, "u2", "d");
        for (int user = 0; user < 100; user++) {
            Fixtures.row(rows, Fixtures.MARCH, "x" + user, user < 50 ? "a" : user < 99 ? "b" : "c");
        }
        Fixtures.row(rows, Fixtures.MARCH, "u1", "a", "b");
        Fixtures.row(rows, Fixtures.MARCH, "u2", "a", "d");
        ModelReport model = Evaluator.of(MapAtK.of(3))
                .evaluate(Fixtures.ranking("told", "a", "c", "b"), TimeSplit.at(rows.build(), Fixtures.MARCH))
                .model("told");
        assertThat(model.metric("map@3/adders")).isEqualTo(((1 + 2.0 / 3) / 2 + 1) / 2, ROUNDING);
        assertThat(model.metric("map@3/without-holdings")).isEqualTo((1 + 2.0 / 3) / 2, ROUNDING);
        assertThat(model.metric("map@3/rare")).isEqualTo(1.0 / 3, ROUNDING);
    }

    @Test
    void evaluate_holdings_asksWithOwnedItemsOverThoseWhoHoldSomething() {
        // u1 holds a, c, d later, u2 a, b; u3 nothing, so that it does not count.
        ModelReport model = Evaluator.of(HoldingsMetric.of(PrecisionAtK.of(2)))
                .evaluate(Fixtures.ranking("told", "a", "b", "c"), march())
                .model("told");
        assertThat(model.metrics()).containsOnlyKeys("precision@2/holdings");
        assertThat(model.metric("precision@2/holdings")).isEqualTo((1.0 / 2 + 2.0 / 2) / 2, ROUNDING);
        assertThat(model.answers()).isEqualTo(2);
    }

    @Test
    void evaluate_ceiling_isWhatKnowingTheTruthReaches() {
        TimeSplit split = march();
        Map<String, List<String>> truth = new HashMap<>();
        split.testCases().forEach(user -> truth.put(user.userId(), List.copyOf(user.truth())));
        Recommender oracle = Fixtures.ranking(
                "oracle", request -> truth.get(request.customer().id().orElseThrow()));
        EvaluationReport report = Evaluator.of(MapAtK.of(7), NdcgAtK.of(7)).evaluate(oracle, split);
        assertThat(report.ceilings()).containsExactly(Map.entry("map@7", 2.0 / 3));
        assertThat(report.model("oracle").metric("map@7")).isEqualTo(2.0 / 3, ROUNDING);
        assertThat(report.model("oracle").metric("map@7/adders")).isEqualTo(1);
        assertThat(report.model("oracle").metric("ndcg@7/adders")).isEqualTo(1);
    }

    @Test
    void evaluate_checkerboard_rewardsTheRightColour() {
        TimeSplit split = checkerboard(40, 10);
        List<String> even = List.of("i0", "i2", "i4", "i6", "i8");
        List<String> odd = List.of("i1", "i3", "i5", "i7", "i9");
        Recommender right = Fixtures.ranking(
                "right",
                request -> request.customer().now().holdings().orElseThrow().keySet().stream()
                                .anyMatch(even::contains)
                        ? even
                        : odd);
        Recommender wrong = Fixtures.ranking(
                "wrong",
                request -> request.customer().now().holdings().orElseThrow().keySet().stream()
                                .anyMatch(even::contains)
                        ? odd
                        : even);
        EvaluationReport report = Evaluator.of(MapAtK.of(3))
                .evaluate(Map.of("right", right, "wrong", wrong), split, TrainingListener.none());
        assertThat(report.adders()).isEqualTo(40);
        assertThat(report.model("right").metric("map@3")).isEqualTo(1);
        assertThat(report.model("wrong").metric("map@3")).isZero();
    }

    @Test
    void evaluate_equalScores_rankInTheOrderOfTheCatalogue() {
        // Nothing was ever added or is popular: all rates of additions are 0, so that a user without holdings gets a,
        // b, …
        var rows = Fixtures.panel();
        for (String user : List.of("u1", "u2", "u3", "u4")) {
            Fixtures.row(rows, Fixtures.JANUARY, user);
            Fixtures.row(rows, Fixtures.FEBRUARY, user);
        }
        Fixtures.row(rows, Fixtures.MARCH, "u1", "a");
        Fixtures.row(rows, Fixtures.MARCH, "u2", "b");
        Fixtures.row(rows, Fixtures.MARCH, "u3", "d");
        Fixtures.row(rows, Fixtures.MARCH, "u4", "e");
        TimeSplit split = TimeSplit.at(rows.build(), Fixtures.MARCH);
        Recommender flat = new PopularityTrainer(PopularityConfig.defaults()).train(split.train());
        assertThat(Evaluator.of(MapAtK.of(4))
                        .evaluate(flat, split)
                        .model("popularity")
                        .metric("map@4"))
                .isEqualTo((1 + 1.0 / 2 + 1.0 / 4 + 0) / 4, ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void evaluate_anyThreadCount_givesTheSameBits(int threads) {
        TimeSplit split = checkerboard(5000, 14);
        Recommender told = Fixtures.ranking("told", request -> {
            int turn = Integer.parseInt(request.customer().id().orElseThrow().substring(1)) * 3 % 14;
            List<String> ranked = new ArrayList<>();
            for (int item = 0; item < 14; item++) {
                ranked.add("i" + (item * 5 + turn) % 14);
            }
            return ranked;
        });
        Evaluator evaluator = Evaluator.of(MapAtK.of(7), NdcgAtK.of(5), RecallAtK.of(3));
        ModelReport one = evaluator.withThreads(1).evaluate(told, split).model("told");
        ModelReport many = evaluator.withThreads(threads).evaluate(told, split).model("told");
        assertThat(many.metrics()).isEqualTo(one.metrics()).isNotEmpty();
        assertThat(many.levels()).isEqualTo(one.levels());
        assertThat(many.answers()).isEqualTo(5000);
        assertThat(one.metric("ndcg@5")).isBetween(0.05, 0.95);
    }

    @Test
    void evaluate_recommenderThatThrows_countsAsEmptyAnswer() {
        Recommender failing = Fixtures.ranking("failing", request -> {
            if (request.customer().id().orElseThrow().equals("u1")) {
                throw new IllegalStateException("planned by the test");
            }
            return List.of("a");
        });
        ModelReport model =
                Evaluator.of(MapAtK.of(7)).evaluate(failing, march()).model("failing");
        assertThat(model.failures()).isEqualTo(1);
        assertThat(model.answers()).isEqualTo(2);
        assertThat(model.metric("map@7/adders")).isEqualTo((0 + 1.0) / 2);
    }

    @Test
    void evaluate_hybridWithABrokenComponent_countsTheSkips() {
        Vocabulary vocabulary = Fixtures.threeMonths().vocabulary();
        ScoringModel good = new StubModel(
                "good", vocabulary, null, MemoryNeeds.holdings(), customer -> new double[] {5, 4, 3, 2, 1});
        ScoringModel broken = new StubModel("broken", vocabulary, null, MemoryNeeds.holdings(), customer -> {
            throw new IllegalStateException("planned by the test");
        });
        Recommender hybrid = HybridRecommender.builder()
                .add("good", good)
                .add("bad", broken)
                .blend(Blend.reciprocalRankFusion(60))
                .build();
        ModelReport model = Evaluator.of(MapAtK.of(7)).evaluate(hybrid, march()).model("hybrid");
        assertThat(model.skipped()).containsExactly(Map.entry("bad", 3L));
        assertThat(model.failures()).isZero();
    }

    @Test
    void evaluate_usersNeverSeen_areAskedAndFallBack() {
        EventLog known = EventLog.builder().add("u1", "a", 1, NOON).build();
        EventLog truth = EventLog.builder().add("u2", "a", 1, NOON).build();
        TimeSplit split = TimeSplit.of(known, truth);
        Recommender popular = new PopularityTrainer(PopularityConfig.defaults()).train(known);
        EvaluationReport report = Evaluator.defaults(7).evaluate(popular, split);
        assertThat(report.users()).isEqualTo(2);
        assertThat(report.model("popularity").metric("map@7")).isEqualTo(1.0 / 2);
        assertThat(report.model("popularity").metrics())
                .doesNotContainKeys("ndcg@3/holdings", "map@7/first", "map@7/reactivation");
    }

    @Test
    void evaluate_nobodyAdds_leavesMeansOverNobodyOut() {
        TimeSplit split = TimeSplit.at(Fixtures.threeMonths(), Fixtures.FEBRUARY);
        assertThatThrownBy(() -> Evaluator.of(MapAtK.of(7)).evaluate(Fixtures.ranking("told", "a"), split))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of whom none added anything");
        EvaluationReport report =
                Evaluator.of(MapAtK.of(7)).allowingThinSplits().evaluate(Fixtures.ranking("told", "a"), split);
        assertThat(report.model("told").metrics())
                .containsEntry("map@7", 0.0)
                .doesNotContainKeys("map@7/adders", "map@7/first", "map@7/rare");
        assertThat(report.ceilings()).containsEntry("map@7", 0.0);
    }

    @Test
    void evaluate_listener_getsEveryRange() {
        List<TrainingProgress> steps = new ArrayList<>();
        Evaluator.of(MapAtK.of(1))
                .withThreads(3)
                .evaluate(Map.of("told", Fixtures.ranking("x", "a")), checkerboard(3000, 10), steps::add);
        assertThat(steps).extracting(TrainingProgress::step).containsExactly(1, 2, 3);
        assertThat(steps).allMatch(s -> s.totalSteps() == 3 && s.task().equals("evaluation of told"));
    }

    @Test
    void evaluate_cancelled_throws() {
        TrainingListener cancelling = new CancellingListener();
        assertThatThrownBy(() -> Evaluator.of(MapAtK.of(1))
                        .evaluate(Map.of("told", Fixtures.ranking("x", "a")), march(), cancelling))
                .isInstanceOf(TrainingCancelledException.class);
    }

    @Test
    void evaluate_metricThatIsNotFinite_isNamed() {
        Metric broken = new Metric() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public int k() {
                return 1;
            }

            @Override
            public double score(List<String> ranked, Set<String> truth) {
                return Double.NaN;
            }
        };
        assertThatThrownBy(() -> Evaluator.of(broken).evaluate(Fixtures.ranking("told", "a"), march()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("metric broken scored NaN");
    }

    @Test
    void evaluator_badArguments_areRefused() {
        assertThatThrownBy(Evaluator::of)
                .hasMessage("metrics must not be empty: an evaluator needs at least one metric");
        assertThatThrownBy(() -> Evaluator.of(MapAtK.of(7), MapAtK.of(7)))
                .hasMessage("there are two metrics \"map@7\"");
        assertThatThrownBy(() -> Evaluator.of(MapAtK.of(7)).withThreads(0))
                .hasMessage("threads must be at least 1, but was 0");
        assertThatThrownBy(() -> Evaluator.defaults(0)).hasMessage("k must be at least 1, but was 0");
        assertThatThrownBy(() -> Evaluator.defaults(7).evaluate(Map.of(), march(), TrainingListener.none()))
                .hasMessage("recommenders must not be empty: an evaluation needs at least one recommender");
    }

    @Test
    void defaults_ten_replacesNoMetricTwice() {
        assertThat(Evaluator.defaults(10)
                        .evaluate(Fixtures.ranking("told", "a"), march())
                        .ceilings())
                .containsOnlyKeys("map@10");
    }
}
