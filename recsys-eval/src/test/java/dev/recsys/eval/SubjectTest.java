package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SubjectTest {
    private static final int CUSTOMERS = 300;
    private static final Instant NOON = Instant.parse("2020-01-21T12:00:00Z");

    /** A score of every fact, so that two customers with other facts have other scores. */
    private static double[] digest(Vocabulary vocabulary, KnownCustomer customer) {
        long facts = Arrays.hashCode(customer.held()) * 31L + Arrays.hashCode(customer.weights());
        for (FeatureRow row : List.of(customer.features(), customer.featuresBefore())) {
            for (int column = 0; column < vocabulary.schema().size(); column++) {
                int value = vocabulary.schema().isNumeric(column)
                        ? Float.floatToIntBits(row.number(column))
                        : row.code(column);
                facts = facts * 31 + value;
            }
        }
        HoldingHistory history = customer.history();
        for (int period = 1; period <= HoldingHistory.MAX_PERIODS; period++) {
            facts = facts * 31 + (history.isKnown(period) ? history.word(period, 0) + 1 : 0);
        }
        SplittableRandom random = new SplittableRandom(facts);
        return random.doubles(vocabulary.catalogue().size()).toArray();
    }

    private static StubModel readsAll(Panel panel) {
        Vocabulary vocabulary = panel.vocabulary();
        Set<String> features = new HashSet<>(vocabulary.schema().names());
        return new StubModel(
                "reads-all",
                vocabulary,
                SmallBank.month(0),
                new MemoryNeeds(features, HoldingHistory.MAX_PERIODS, features, 0),
                customer -> digest(vocabulary, customer));
    }

    private static StubModel readsWeights(String name, EventLog log, double halfLifeDays) {
        int items = log.catalogue().size();
        return new StubModel(
                name, log.vocabulary(), null, new MemoryNeeds(Set.of(), 0, Set.of(), halfLifeDays), customer -> {
                    double[] scores = new double[items];
                    for (int i = 0; i < customer.held().length; i++) {
                        scores[customer.held()[i]] = customer.weights()[i];
                    }
                    return scores;
                });
    }

    private static Subject subject(ScoringModel model, TimeSplit split) {
        return Subject.of(Map.of("model", model), split).get(0);
    }

    /** Asks by id and with all facts; gives the different rankings met. */
    private static Set<List<String>> compareAnswers(TimeSplit split, Subject subject, ScoringModel model) {
        Set<List<String>> met = new HashSet<>();
        split.testCases().forEach(user -> {
            RecommendationRequest shortRequest =
                    subject.request(user).includeOwned().build();
            assertThat(shortRequest.customer().now().holdings()).isEmpty();
            Recommendations byId = subject.recommender().recommend(shortRequest);
            Recommendations byFacts =
                    model.recommend(user.request().includeOwned().build());
            assertThat(byId.items()).as(user.userId()).isEqualTo(byFacts.items());
            assertThat(byId.level()).isEqualTo(FallbackLevel.KNOWN_USER);
            assertThat(byFacts.level()).isEqualTo(FallbackLevel.HOLDINGS);
            assertThat(byId.freshness().periodsBehind()).isEqualTo(2);
            assertThat(byId.freshness()).isEqualTo(byFacts.freshness());
            assertThat(byId.ignored()).isEqualTo(byFacts.ignored());
            met.add(byId.itemIds());
        });
        return met;
    }

    @Test
    void request_modelThatReadsAllFacts_isAnsweredAsWithAllFacts() {
        Panel panel = SmallBank.panel(CUSTOMERS);
        TimeSplit split = TimeSplit.at(panel, SmallBank.month(3));
        StubModel model = readsAll(panel);
        assertThat(compareAnswers(split, subject(model, split), model)).hasSizeGreaterThan(100);
    }

    @Test
    void request_permutedFeatures_isAnsweredAsWithAllFacts() {
        Panel panel = SmallBank.panel(CUSTOMERS);
        TimeSplit split = TimeSplit.at(panel, SmallBank.month(3));
        StubModel model = readsAll(panel);
        Subject subject = subject(model, split);
        int[] order = new int[split.userCount()];
        Arrays.setAll(order, i -> (i + 7) % order.length);
        for (String feature : panel.schema().names()) {
            TimeSplit permuted = split.permuted(feature, order);
            assertThat(permuted.testCases()
                            .filter(user -> !subject.recommender()
                                    .recommend(user.requestById().build())
                                    .items()
                                    .equals(subject.recommender()
                                            .recommend(RecommendationRequest.forUser(user.userId())
                                                    .build())
                                            .items())))
                    .as(feature)
                    .isNotEmpty();
            assertThat(compareAnswers(permuted, subject, model)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void evaluate_modelsAndOtherRecommenders_giveTheSameFigures() {
        Panel panel = SmallBank.panel(CUSTOMERS);
        TimeSplit split = TimeSplit.at(panel, SmallBank.month(3));
        ScoringModel popularity = new PopularityTrainer(PopularityConfig.defaults()).train((Panel) split.train());
        Evaluator evaluator = Evaluator.defaults(3);
        for (ScoringModel model : List.of(readsAll(panel), popularity)) {
            String name = model.info().algorithm();
            ModelReport byId = evaluator.evaluate(model, split).model(name);
            ModelReport byFacts =
                    evaluator.evaluate(StubRecommender.like(model), split).model(name);
            assertThat(byId.metrics()).isEqualTo(byFacts.metrics()).isNotEmpty();
            assertThat(byId.products()).isEqualTo(byFacts.products()).isNotEmpty();
            assertThat(byId.answers()).isEqualTo(byFacts.answers());
        }
        assertThat(PermutationImportance.of(MapAtK.of(3)).measure(readsAll(panel), split))
                .isEqualTo(
                        PermutationImportance.of(MapAtK.of(3)).measure(StubRecommender.like(readsAll(panel)), split));
    }

    @Test
    void evaluate_bundleWithAMemoryOfItsOwn_usesThatOfTheSplit() {
        Panel panel = SmallBank.panel(CUSTOMERS);
        TimeSplit split = TimeSplit.at(panel, SmallBank.month(3));
        StubModel model = readsAll(panel);
        Bundle stale = Bundle.of(model).remembering(panel.through(SmallBank.month(0)));
        Evaluator evaluator = Evaluator.defaults(3);
        assertThat(evaluator.evaluate(stale, split).model("reads-all").metrics())
                .isEqualTo(evaluator.evaluate(model, split).model("reads-all").metrics());
        assertThat(evaluator
                        .evaluate(StubRecommender.like(stale), split)
                        .model("reads-all")
                        .levels())
                .containsEntry(FallbackLevel.KNOWN_USER, (long) split.userCount() - newcomers(split, stale));
    }

    private static long newcomers(TimeSplit split, Bundle stale) {
        return split.testCases()
                .filter(user -> stale.memory().orElseThrow().indexOf(user.userId()) < 0)
                .count();
    }

    @Test
    void request_events_isAnsweredByTheWeightsEachModelNeeds() {
        EventLog known = EventLog.builder()
                .add("u1", "a", 2, NOON.minus(Duration.ofDays(10)))
                .add("u1", "b", 1, NOON)
                .add("u2", "b", 3, NOON)
                .build();
        EventLog truth = EventLog.builder()
                .add("u1", "c", 1, NOON.plusSeconds(60))
                .add("u3", "b", 1, NOON.plusSeconds(60))
                .build();
        TimeSplit split = TimeSplit.of(known, truth);
        StubModel same = readsWeights("same", known, 0);
        StubModel decaying = readsWeights("decaying", known, 5);
        List<Subject> subjects = Subject.of(Map.of("same", same), split);
        for (TestCase user : split.testCases().toList()) {
            RecommendationRequest byId =
                    subjects.get(0).request(user).includeOwned().build();
            assertThat(subjects.get(0).recommender().recommend(byId).items())
                    .isEqualTo(same.recommend(user.request().includeOwned().build())
                            .items());
        }
        Map<String, Double> scores = new TreeMap<>();
        Map<String, ScoringModel> both = new LinkedHashMap<>();
        both.put("same", same);
        both.put("decaying", decaying);
        for (Subject subject : Subject.of(both, split)) {
            subject.recommender()
                    .recommend(subject.request(split.testCase(0)).includeOwned().build())
                    .items()
                    .forEach(item -> scores.put(subject.name() + " " + item.itemId(), item.score()));
        }
        assertThat(scores)
                .containsExactly(
                        Map.entry("decaying a", 0.5),
                        Map.entry("decaying b", 1.0),
                        Map.entry("same a", 2.0),
                        Map.entry("same b", 1.0));
        TestCase stranger = split.testCase(2);
        assertThat(stranger.userId()).isEqualTo("u3");
        assertThat(subjects.get(0)
                        .recommender()
                        .recommend(subjects.get(0).request(stranger).build())
                        .level())
                .isEqualTo(FallbackLevel.POPULARITY);
    }
}
