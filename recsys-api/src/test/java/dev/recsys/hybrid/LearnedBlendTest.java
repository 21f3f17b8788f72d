package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.hybrid.MadeModel.MadeTrainer;
import dev.recsys.internal.run.Workers;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LearnedBlendTest {
    private static final Panel PANEL = StackBank.panel(4000, 1);
    private static final Panel STRANGERS = StackBank.panel(4000, 2);

    private static HybridRecommender train(Panel panel, MadeTrainer... trainers) {
        HybridTrainer.Builder<Panel> hybrid = HybridTrainer.forPanels();
        for (int i = 0; i < trainers.length; i++) {
            hybrid.add("x" + i, trainers[i]);
        }
        return hybrid.build().train(panel);
    }

    private static Numbers numbers(HybridRecommender hybrid) {
        return ((CalibratedStack) hybrid.blend()).numbers();
    }

    /** The weight of a component in the set of all. */
    private static double weight(HybridRecommender hybrid, int group, int component) {
        Numbers numbers = numbers(hybrid);
        return numbers.weight(numbers.subsets().length - 1, group, component);
    }

    /** Of each customer of February, over the items not held in January. */
    private static double logLoss(ScoringModel model, Panel panel) {
        Transition step = panel.transition(1);
        PanelCustomers before = PanelCustomers.at(panel, StackBank.JANUARY);
        double loss = 0;
        for (int pair = 0; pair < step.pairCount(); pair++) {
            Recommendations answer = model.recommend(before.request(step.rowBefore(pair))
                    .limit(StackBank.ITEMS.size())
                    .build());
            for (RecommendedItem item : answer.items()) {
                boolean added =
                        step.after().holdings().holds(step.rowAfter(pair), StackBank.ITEMS.indexOf(item.itemId()));
                assertThat(item.score()).isBetween(0.0, 1.0);
                loss -= Math.log(added ? item.score() : 1 - item.score());
            }
        }
        return loss / step.pairCount();
    }

    @Test
    void train_uselessComponent_getsHardlyAnyWeight() {
        HybridRecommender hybrid =
                train(PANEL, StackBank.ranking(StackBank.NOISE), StackBank.calibrated(StackBank.TRUTH));
        for (int group = 0; group < 2; group++) {
            assertThat(weight(hybrid, group, 0)).isBetween(0.0, 0.05);
            assertThat(weight(hybrid, group, 1)).isBetween(0.9, 1.1);
        }
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.PROBABILITY);
        assertThat(hybrid.info().notes()).containsKeys("blend, rows", "blend, weights of credit items");
    }

    @Test
    void isGain_handComputedGains_comparesWithTheStandardError() {
        assertThat(GuardedFit.isGain(new double[] {1, 1, 1})).isTrue();
        assertThat(GuardedFit.isGain(new double[] {3, -1})).isFalse(); // 2 against √8
        assertThat(GuardedFit.isGain(new double[] {4, -1})).isFalse(); // 3 against √12.5
        assertThat(GuardedFit.isGain(new double[] {5, -0.5})).isTrue(); // 4.5 against √15.1
        assertThat(GuardedFit.isGain(new double[] {-2, -2})).isFalse();
        assertThat(GuardedFit.isGain(new double[0])).isFalse();
    }

    @Test
    void train_nothingToGain_isTheBestComponentAlone() {
        HybridRecommender hybrid =
                train(PANEL, StackBank.calibrated(StackBank.NOISE), StackBank.calibrated(StackBank.TRUTH));
        MadeModel truth = StackBank.calibrated(StackBank.TRUTH).train(PANEL, TrainingListener.none());
        for (int group = 0; group < 2; group++) {
            assertThat(weight(hybrid, group, 0)).isZero();
            assertThat(weight(hybrid, group, 1)).isEqualTo(1);
        }
        assertThat(logLoss(hybrid, STRANGERS))
                .isCloseTo(logLoss(truth, STRANGERS), within(0.002)); // but for calibration
    }

    @Test
    void train_rankingComponent_becomesAProbability() {
        HybridRecommender hybrid = train(PANEL, StackBank.ranking(StackBank.ORDER));
        MadeModel truth = StackBank.calibrated(StackBank.TRUTH).train(PANEL, TrainingListener.none());
        MadeModel order = StackBank.ranking(StackBank.ORDER).train(PANEL, TrainingListener.none());
        assertThat(logLoss(hybrid, STRANGERS)).isCloseTo(logLoss(truth, STRANGERS), within(0.02));
        assertThat(logLoss(order, STRANGERS)).isGreaterThan(logLoss(truth, STRANGERS) + 0.2);
        assertThat(numbers(hybrid).slope(0, 0)).isBetween(0.5, 0.9);
    }

    @Test
    void train_halfTheTruthEach_isBetterThanEither() {
        MadeTrainer wealth = StackBank.ranking((customer, item) ->
                1 / (1 + Math.exp((item % 2 == 0 ? -1 : 1) * customer.features().number(0))));
        MadeTrainer gender =
                StackBank.ranking((customer, item) -> customer.features().code(1) == 1 ? 0.3 : 0.1);
        double blended = logLoss(train(PANEL, wealth, gender), STRANGERS);
        assertThat(blended).isLessThan(logLoss(train(PANEL, wealth), STRANGERS) - 0.005);
        assertThat(blended).isLessThan(logLoss(train(PANEL, gender), STRANGERS) - 0.005);
    }

    @Test
    void train_heldOutCustomers_isNoWorseThanTheBest() {
        HybridRecommender hybrid = train(
                PANEL,
                StackBank.ranking(StackBank.NOISE),
                StackBank.ranking(StackBank.ORDER),
                StackBank.calibrated(StackBank.TRUTH));
        MadeModel truth = StackBank.calibrated(StackBank.TRUTH).train(PANEL, TrainingListener.none());
        assertThat(logLoss(hybrid, STRANGERS)).isLessThan(1.003 * logLoss(truth, STRANGERS));
    }

    @Test
    void recommend_anyCustomer_contributionsSumToTheScore() {
        HybridRecommender hybrid = train(
                PANEL,
                StackBank.ranking(StackBank.NOISE),
                StackBank.ranking(StackBank.ORDER),
                StackBank.calibrated(StackBank.TRUTH));
        PanelCustomers customers = PanelCustomers.at(STRANGERS, StackBank.FEBRUARY);
        for (int row = 0; row < 200; row++) {
            Recommendations answer = hybrid.recommend(
                    customers.request(row).limit(4).includeOwned().build());
            for (RecommendedItem item : answer.items()) {
                assertThat(item.contributions()).containsOnlyKeys("x0", "x1", "x2", "rate");
                double sum = item.contributions().values().stream()
                        .mapToDouble(part -> part)
                        .sum();
                assertThat(sum).isCloseTo(item.score(), within(1e-14));
            }
        }
    }

    @Test
    void recommend_componentFails_restIsAProperProbability() {
        HybridRecommender hybrid =
                train(PANEL, StackBank.ranking(StackBank.ORDER), StackBank.calibrated(StackBank.TRUTH));
        double whole = logLoss(hybrid, STRANGERS);
        ((MadeModel) hybrid.components().get("x1")).fail();
        assertThat(logLoss(hybrid, STRANGERS)).isCloseTo(whole, within(0.02));
        Recommendations answer = hybrid.recommend(
                RecommendationRequest.anonymous().feature("wealth", 1).build());
        assertThat(answer.skipped()).hasSize(1);
        assertThat(answer.items().get(0).contributions()).containsOnlyKeys("x0", "rate");
    }

    @Test
    void recommend_protectedFeature_neverReachesCreditItems() {
        MadeTrainer bold = StackBank.calibrated((customer, item) ->
                item < 2 && customer.features().code(1) == 1 ? 0.9 : StackBank.TRUTH.score(customer, item));
        HybridRecommender hybrid = train(PANEL, StackBank.ranking(StackBank.ORDER), bold);
        for (double wealth : new double[] {-2, 0, 3}) {
            assertThat(credit(scores(hybrid, wealth, "a"))).isEqualTo(credit(scores(hybrid, wealth, "b")));
            assertThat(scores(hybrid, wealth, "a").get("card"))
                    .isNotEqualTo(scores(hybrid, wealth, "b").get("card"));
        }
        Recommendations unknown =
                hybrid.recommend(RecommendationRequest.anonymous().limit(4).build());
        assertThat(unknown.level()).isEqualTo(FallbackLevel.POPULARITY);
        for (String gender : List.of("a", "b")) {
            Recommendations answer = hybrid.recommend(RecommendationRequest.anonymous()
                    .feature("gender", gender)
                    .limit(4)
                    .build());
            assertThat(answer.level()).isEqualTo(FallbackLevel.FEATURES);
            assertThat(credit(scores(answer))).isEqualTo(credit(scores(unknown)));
        }
    }

    /** What learns of protected items must not hear of the others, nor of protected features. */
    @Test
    void learn_otherItemsAddedAtWill_leavesTheNumbersOfCreditItems() {
        MadeTrainer order = StackBank.ranking(StackBank.ORDER);
        Numbers plain = numbers(train(PANEL, order, StackBank.calibrated(StackBank.TRUTH)));
        MadeTrainer other =
                StackBank.calibrated((customer, item) -> item < 2 ? 0.5 : StackBank.TRUTH.score(customer, item));
        Numbers changed = numbers(train(PANEL, order, other));
        for (int subset = 0; subset < plain.subsets().length; subset++) {
            for (int component = 0; component < 2; component++) {
                assertThat(changed.weight(subset, 1, component)).isEqualTo(plain.weight(subset, 1, component));
            }
            for (int item = 2; item < 4; item++) {
                assertThat(changed.offsets()[subset * 4 + item]).isEqualTo(plain.offsets()[subset * 4 + item]);
            }
        }
        assertThat(changed.weights()).isNotEqualTo(plain.weights());
    }

    private static Map<String, Double> scores(HybridRecommender hybrid, double wealth, String gender) {
        return scores(hybrid.recommend(RecommendationRequest.anonymous()
                .feature("wealth", wealth)
                .feature("gender", gender)
                .limit(4)
                .build()));
    }

    private static Map<String, Double> scores(Recommendations answer) {
        Map<String, Double> scores = new TreeMap<>();
        answer.items().forEach(item -> scores.put(item.itemId(), item.score()));
        return scores;
    }

    private static Map<String, Double> credit(Map<String, Double> scores) {
        Map<String, Double> credit = new TreeMap<>(scores);
        credit.keySet().retainAll(List.of("loan", "overdraft"));
        assertThat(credit).hasSize(2);
        return credit;
    }

    @Test
    void learn_anyThreads_givesTheSameBits() {
        List<StackScores.Source> sources = new ArrayList<>();
        for (MadeTrainer trainer : List.of(StackBank.ranking(StackBank.ORDER), StackBank.calibrated(StackBank.TRUTH))) {
            var fitted = trainer.trainHeldOut(PANEL, TrainingListener.none());
            Component component = new Component("x" + sources.size(), fitted.model(), PANEL.vocabulary());
            sources.add(new StackScores.Source(component, fitted.heldOut(), !trainer.isCalibrated()));
        }
        StackRows rows = StackRows.draw(PANEL, user -> true);
        Map<Integer, Numbers> learned = new LinkedHashMap<>();
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers workers = Workers.of("test", threads)) {
                StackLearner learner =
                        new StackLearner(sources, rows, PANEL.vocabulary(), workers, (step, steps) -> {});
                learned.put(threads, learner.learn().numbers());
            }
        }
        for (Numbers numbers : learned.values()) {
            assertThat(numbers.weights()).isEqualTo(learned.get(1).weights());
            assertThat(numbers.offsets()).isEqualTo(learned.get(1).offsets());
            assertThat(numbers.shifts()).isEqualTo(learned.get(1).shifts());
        }
    }

    @Test
    void train_componentWithoutHonestScores_isTrainedAgainWithoutAFifth() {
        MadeTrainer honest = StackBank.calibrated(StackBank.TRUTH);
        MadeTrainer unable = StackBank.unable(StackBank.NOISE);
        HybridRecommender hybrid = train(PANEL, honest, unable);
        assertThat(honest.seen()).containsExactly(PANEL);
        assertThat(unable.seen()).hasSize(2).startsWith(PANEL);
        assertThat(unable.seen().get(1).last().rowCount()).isBetween(3000, 3400);
        assertThat(Integer.parseInt(hybrid.info().notes().get("blend, rows"))).isLessThan(1000);
        assertThat(weight(hybrid, 0, 0)).isGreaterThan(0.8);
    }

    @Test
    void train_fewAdditions_trustsTheFirstProbability() {
        HybridRecommender hybrid = train(
                StackBank.panel(8, 3),
                StackBank.ranking(StackBank.ORDER),
                StackBank.calibrated(StackBank.NOISE),
                StackBank.calibrated(StackBank.TRUTH));
        for (int group = 0; group < 2; group++) {
            assertThat(weight(hybrid, group, 0)).isZero();
            assertThat(weight(hybrid, group, 1)).isEqualTo(1);
            assertThat(weight(hybrid, group, 2)).isZero();
        }
        assertThat(numbers(hybrid).offsets()).containsOnly(0);
    }

    @Test
    void train_panelWithoutAStep_takesEqualShares() {
        HybridRecommender hybrid = train(PANEL.through(StackBank.JANUARY), StackBank.calibrated(StackBank.TRUTH));
        assertThat(hybrid.blend()).isEqualTo(Blend.equalShares());
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.RANKING);
    }

    @Test
    void train_cancelledAtTheBlend_ends() {
        TrainingListener cancelling = new TrainingListener() {
            private boolean blends;

            @Override
            public void onProgress(TrainingProgress progress) {
                blends |= progress.task().equals("blend");
            }

            @Override
            public boolean isCancelled() {
                return blends;
            }
        };
        HybridTrainer<Panel> trainer = HybridTrainer.forPanels()
                .add("x", StackBank.calibrated(StackBank.TRUTH))
                .build();
        assertThatExceptionOfType(TrainingCancelledException.class)
                .isThrownBy(() -> trainer.train(PANEL, cancelling))
                .withMessageContaining("blend");
    }

    @Test
    void blend_ofAnotherHybrid_isRefused() {
        HybridRecommender hybrid = train(PANEL, StackBank.calibrated(StackBank.TRUTH));
        HybridRecommender.Builder other = HybridRecommender.builder()
                .add("y", hybrid.components().get("x0"))
                .blend(hybrid.blend());
        assertThatIllegalArgumentException()
                .isThrownBy(other::build)
                .withMessage("the learned blend belongs to a hybrid of other components or items: [x0]");
    }
}
