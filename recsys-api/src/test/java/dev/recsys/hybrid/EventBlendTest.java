package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventBlendTest {
    private static final int GROUPS = 8;
    private static final int SIZE = 6; // items of a group
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** Each user takes items of one group, now and then of another. */
    private static EventLog shop(int users, boolean isDated) {
        EventLog.Builder log = EventLog.builder();
        SplittableRandom random = new SplittableRandom(3);
        for (int user = 0; user < users; user++) {
            for (int event = 0; event < 5; event++) {
                int group = random.nextInt(5) == 0 ? random.nextInt(GROUPS) : user % GROUPS;
                log.add(
                        "u" + (1000 + user),
                        "i" + (100 + group * SIZE + random.nextInt(SIZE)),
                        1,
                        isDated ? START.plus(Duration.ofHours(24L * 100 * event + random.nextInt(2400))) : START);
            }
        }
        return log.build();
    }

    @FunctionalInterface
    private interface Rule {
        double score(KnownCustomer customer, int item);
    }

    private static Trainer<Dataset> made(Rule rule) {
        return (data, listener) -> new RuleModel(data, rule);
    }

    private static final class RuleModel extends ScoringModel {
        private final Rule rule;

        RuleModel(Dataset data, Rule rule) {
            super(
                    new ModelInfo("made", "", "{}", "", null, null, 1, 1, "1", "17", Instant.EPOCH, 1, Map.of()),
                    data.vocabulary());
            this.rule = rule;
        }

        @Override
        public Scoring score(KnownCustomer customer) {
            double[] scores = new double[catalogue().size()];
            Arrays.setAll(scores, item -> rule.score(customer, item));
            return Scoring.of(FallbackLevel.HOLDINGS, scores, item -> Reason.of(Reason.POPULAR));
        }
    }

    /** How many items of an item's group the customer has, of groups that pass. */
    private static double liking(KnownCustomer customer, int item, int of, int rest) {
        int group = item / SIZE;
        return group % of != rest
                ? 0.01
                : 0.01
                        + Arrays.stream(customer.held())
                                .filter(held -> held / SIZE == group)
                                .count();
    }

    private static double noise(int item) {
        return 1 + (item * 7919 % 101) / 100.0;
    }

    private static Map<String, Double> weights(EventLog log, Map<String, Trainer<? super EventLog>> trainers) {
        WeightedSum learned = (WeightedSum) EventBlend.learn(trainers, log, TrainingListener.none());
        assertThat(learned.normalization()).isEqualTo(Blend.Normalization.SHARE);
        return learned.weights();
    }

    @Test
    void learn_oneComponentKnows_getsNearlyAllWeight() {
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        trainers.put("noise", made((customer, item) -> noise(item)));
        trainers.put("knows", made((customer, item) -> liking(customer, item, 1, 0)));
        for (boolean isDated : new boolean[] {true, false}) {
            Map<String, Double> weights = weights(shop(600, isDated), trainers);
            assertThat(weights.get("knows")).isGreaterThan(4 * weights.get("noise"));
            assertThat(weights.get("noise")).isPositive();
        }
    }

    @Test
    void learn_componentsKnowDifferentGroups_areMixedAndRankBetter() {
        Rule even = (customer, item) -> liking(customer, item, 2, 0);
        Rule odd = (customer, item) -> liking(customer, item, 2, 1);
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        trainers.put("even", made(even));
        trainers.put("odd", made(odd));
        EventLog log = shop(600, true);
        Map<String, Double> weights = weights(log, trainers);
        assertThat(weights.get("even")).isBetween(0.2, 0.8);
        assertThat(weights.get("odd")).isBetween(0.2, 0.8);

        LastEvents last = LastEvents.of(log);
        List<Component> components = List.of(
                new Component("even", new RuleModel(log, even), log.vocabulary()),
                new Component("odd", new RuleModel(log, odd), log.vocabulary()));
        try (Workers workers = Workers.of("test", 2)) {
            JudgedRankings judged = JudgedRankings.of(last, components, workers);
            double both = mean(judged.ndcg(new double[] {weights.get("even"), weights.get("odd")}));
            assertThat(both).isGreaterThan(1.3 * mean(judged.ndcg(new double[] {1, 0})));
            assertThat(both).isGreaterThan(1.3 * mean(judged.ndcg(new double[] {0, 1})));
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void learn_sameComponentTwice_staysWithOne() {
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        trainers.put("first", made((customer, item) -> liking(customer, item, 1, 0)));
        trainers.put("second", made((customer, item) -> liking(customer, item, 1, 0)));
        Map<String, Double> weights = weights(shop(300, true), trainers);
        assertThat(weights).containsEntry("first", 1.0).containsEntry("second", 1e-3);
    }

    @Test
    void learn_fewUsersOrOneComponent_takesEqualShares() {
        Map<String, Trainer<? super EventLog>> two = new LinkedHashMap<>();
        two.put("a", made((customer, item) -> noise(item)));
        two.put("b", made((customer, item) -> liking(customer, item, 1, 0)));
        assertThat(EventBlend.learn(two, shop(20, true), TrainingListener.none()))
                .isEqualTo(Blend.equalShares());
        two.remove("a");
        assertThat(EventBlend.learn(two, shop(600, true), TrainingListener.none()))
                .isEqualTo(Blend.equalShares());
    }

    @Test
    void lastEvents_datedOrNot_areNewToTheUserAndLeftOutBefore() {
        for (boolean isDated : new boolean[] {true, false}) {
            EventLog log = shop(400, isDated);
            LastEvents last = LastEvents.of(log);
            assertThat(last.earlier().size() / (double) log.size()).isCloseTo(0.85, within(0.02));
            assertThat(last.size()).isGreaterThan(100);
            InteractionMatrix earlier = last.earlier().interactions();
            for (int place = 0; place < last.size(); place++) {
                int user = last.user(place);
                assertThat(earlier.rowSize(user)).isPositive();
                assertThat(last.taken(place)).isNotEmpty();
                for (int item : last.taken(place)) {
                    assertThat(earlier.weight(user, item)).isZero();
                    assertThat(log.interactions().weight(user, item)).isPositive();
                }
            }
        }
    }

    @Test
    void ndcg_byHand_isThatOfTheFormula() {
        EventLog.Builder builder = EventLog.builder();
        for (String item : List.of("a", "b", "c", "d")) {
            builder.add("u", item, 1, START);
        }
        EventLog whole = builder.build();
        EventLog earlier = whole.keep(event -> whole.item(event) == 0);
        LastEvents last = new LastEvents(earlier, new int[] {0}, new int[][] {{2, 3}});
        double[] scores = {9, 3, 2, 1};
        Component component =
                new Component("fixed", new RuleModel(whole, (customer, item) -> scores[item]), whole.vocabulary());
        try (Workers workers = Workers.of("test", 1)) {
            JudgedRankings judged = JudgedRankings.of(last, List.of(component), workers);
            // a is held; b, c, d are ranked in this order, c and d were taken.
            double gain = 1 / (Math.log(3) / Math.log(2)) + 1 / 2.0;
            double ideal = 1 + 1 / (Math.log(3) / Math.log(2));
            assertThat(judged.ndcg(new double[] {1})[0]).isCloseTo(gain / ideal, within(1e-12));
        }
    }

    @Test
    void isBetter_meanDifferenceAgainstItsStandardError_byHand() {
        // mean 1/3, variance 8/9, error √(8/27)
        assertThat(ShareWeights.isBetter(new double[] {1, 1, 0}, new double[] {0, 0, 1}))
                .isFalse();
        // mean 3/4, variance 3/16, error √(3/64)
        assertThat(ShareWeights.isBetter(new double[] {1, 1, 1, 0}, new double[4]))
                .isTrue();
        assertThat(ShareWeights.isBetter(new double[4], new double[4])).isFalse();
    }
}
