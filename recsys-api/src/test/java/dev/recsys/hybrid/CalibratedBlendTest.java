package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.Blend.Normalization;
import dev.recsys.hybrid.MadeModel.MadeTrainer;
import dev.recsys.model.Sections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibratedBlendTest {
    private static final Panel PANEL = StackBank.panel(4000, 1);
    private static final double[] WEALTHS = {-2, 0, 0.7, 3};

    static Stream<Blend> blends() {
        return Stream.of(
                Blend.weightedSum(Map.of("order", 1.0, "truth", 3.0), Normalization.NONE),
                Blend.equalShares(),
                Blend.weightedSum(Map.of(), Normalization.MIN_MAX),
                Blend.reciprocalRankFusion(60),
                Blend.roundRobin(),
                Blend.cascade());
    }

    private static HybridRecommender train(Blend blend) {
        return train(blend, StackBank.calibrated(StackBank.TRUTH));
    }

    private static HybridRecommender train(Blend blend, MadeTrainer truth) {
        return HybridTrainer.forPanels()
                .add("order", StackBank.ranking(StackBank.ORDER))
                .add("truth", truth)
                .blend(blend)
                .build()
                .train(PANEL);
    }

    private static Recommendations ask(HybridRecommender hybrid, double wealth, String gender) {
        return hybrid.recommend(RecommendationRequest.anonymous()
                .feature("wealth", wealth)
                .feature("gender", gender)
                .limit(4)
                .build());
    }

    private static Map<String, Double> scores(Recommendations answer) {
        Map<String, Double> scores = new TreeMap<>();
        answer.items().forEach(item -> scores.put(item.itemId(), item.score()));
        return scores;
    }

    private static Map<String, Double> credit(Recommendations answer) {
        Map<String, Double> credit = scores(answer);
        credit.keySet().retainAll(List.of("loan", "overdraft"));
        assertThat(credit).hasSize(2);
        return credit;
    }

    private static double truth(double wealth, String gender, String item) {
        int index = StackBank.ITEMS.indexOf(item);
        double margin = -2 + (index % 2 == 0 ? 1.3 : -1.3) * wealth + (index < 2 && gender.equals("b") ? 0.8 : 0);
        return 1 / (1 + Math.exp(-margin));
    }

    @Test
    void cascade_firstComponent_givesItsCalibratedProbability() {
        HybridRecommender hybrid = train(Blend.cascade());
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.PROBABILITY);
        double off = 0;
        double rawOff = 0;
        for (double wealth : WEALTHS) {
            for (RecommendedItem item : ask(hybrid, wealth, "b").items()) {
                double truth = truth((float) wealth, "b", item.itemId());
                off += Math.abs(item.score() - truth);
                rawOff += Math.abs(0.2 * truth * truth - truth); // the component's own score
            }
        }
        assertThat(off).isLessThan(rawOff / 2);
        ((MadeModel) hybrid.components().get("order")).fail();
        for (RecommendedItem item : ask(hybrid, 0.7, "a").items()) {
            assertThat(item.score()).isCloseTo(truth(0.7f, "a", item.itemId()), within(1e-9));
            assertThat(item.contributions()).containsOnlyKeys("truth", "rate");
        }
    }

    @Test
    void weightedSum_scoresAsTheyAre_isTheMeanOfThosePresent() {
        HybridRecommender mean = train(Blend.weightedSum(Map.of("order", 1.0, "truth", 3.0), Normalization.NONE));
        HybridRecommender first = train(Blend.cascade());
        assertThat(mean.scoreMeaning()).isEqualTo(ScoreMeaning.PROBABILITY);
        for (double wealth : WEALTHS) {
            Map<String, Double> calibrated = scores(ask(first, wealth, "a"));
            for (RecommendedItem item : ask(mean, wealth, "a").items()) {
                double expected =
                        0.25 * calibrated.get(item.itemId()) + 0.75 * truth((float) wealth, "a", item.itemId());
                assertThat(item.score()).isCloseTo(expected, within(1e-9));
            }
        }
        ((MadeModel) mean.components().get("truth")).fail();
        assertThat(scores(ask(mean, 0.7, "a"))).isEqualTo(scores(ask(first, 0.7, "a")));
    }

    @Test
    void weightedSum_allWeightsZero_isTheFirstComponent() {
        HybridRecommender hybrid = train(Blend.weightedSum(Map.of("order", 0.0, "truth", 0.0), Normalization.NONE));
        assertThat(scores(ask(hybrid, 0.7, "a"))).isEqualTo(scores(ask(train(Blend.cascade()), 0.7, "a")));
    }

    @Test
    void ranking_calibratedScores_decideTheOrder() {
        // Twice as likely by its own score, the loan is brought down to what customers do.
        MadeTrainer bold = StackBank.ranking(
                (customer, item) -> Math.min(0.99, (item == 2 ? 3 : 1) * StackBank.TRUTH.score(customer, item)));
        HybridRecommender hybrid = HybridTrainer.forPanels()
                .add("bold", bold)
                .blend(Blend.reciprocalRankFusion(60))
                .build()
                .train(PANEL);
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.RANKING);
        Recommendations answer = ask(hybrid, -0.05, "a");
        assertThat(credit(answer).get("overdraft")).isGreaterThan(credit(answer).get("loan"));
        HybridRecommender raw = HybridRecommender.builder()
                .add("bold", hybrid.components().get("bold"))
                .blend(Blend.reciprocalRankFusion(60))
                .build();
        assertThat(credit(ask(raw, -0.05, "a")).get("loan"))
                .isGreaterThan(credit(ask(raw, -0.05, "a")).get("overdraft"));
    }

    @ParameterizedTest
    @MethodSource("blends")
    void recommend_contributions_sumToTheScore(Blend blend) {
        for (double wealth : WEALTHS) {
            for (RecommendedItem item : ask(train(blend), wealth, "b").items()) {
                assertThat(item.contributions().values().stream()
                                .mapToDouble(part -> part)
                                .sum())
                        .isCloseTo(item.score(), within(1e-14));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("blends")
    void recommend_protectedFeature_neverReachesCreditItems(Blend blend) {
        MadeTrainer bold = StackBank.calibrated((customer, item) ->
                item < 2 && customer.features().code(1) == 1 ? 0.9 : StackBank.TRUTH.score(customer, item));
        HybridRecommender hybrid = train(blend, bold);
        for (double wealth : WEALTHS) {
            assertThat(credit(ask(hybrid, wealth, "a"))).isEqualTo(credit(ask(hybrid, wealth, "b")));
        }
        Recommendations a = hybrid.recommend(RecommendationRequest.anonymous()
                .feature("gender", "a")
                .limit(4)
                .build());
        Recommendations b = hybrid.recommend(RecommendationRequest.anonymous()
                .feature("gender", "b")
                .limit(4)
                .build());
        assertThat(a.level()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(credit(a)).isEqualTo(credit(b));
    }

    @ParameterizedTest
    @MethodSource("blends")
    void readOfWritten_isTheSame(Blend blend) throws Exception {
        HybridRecommender hybrid = train(blend);
        CalibratedBlend calibrated = (CalibratedBlend) hybrid.blend();
        String text = BlendJson.write(calibrated);
        assertThat(BlendJson.isLearned(text)).isTrue();
        Sections written = StackSections.of(calibrated);
        Blend read = BlendJson.read(text, StackSections.read(written, List.of("order", "truth"), PANEL.vocabulary()));
        assertThat(read)
                .isInstanceOfSatisfying(
                        CalibratedBlend.class, again -> assertThat(again.over()).isEqualTo(blend));
        assertThat(BlendJson.write(read)).isEqualTo(text);
        assertThat(StackSections.of(read).hash()).isEqualTo(written.hash());
    }

    @Test
    void blend_ofAnotherHybrid_isRefused() {
        Blend learned = train(Blend.cascade()).blend();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridTrainer.forPanels().blend(learned))
                .withMessage("a blend that was learned belongs to its hybrid; leave it out to learn one anew");
        HybridRecommender.Builder other = HybridRecommender.builder()
                .add("y", StackBank.calibrated(StackBank.TRUTH).train(PANEL, TrainingListener.none()))
                .blend(learned);
        assertThatIllegalArgumentException()
                .isThrownBy(other::build)
                .withMessageContaining("belongs to a hybrid of other components");
    }

    @Test
    void train_panelWithoutAStep_leavesScoresAsTheyAre() {
        HybridRecommender hybrid = HybridTrainer.forPanels()
                .add("order", StackBank.ranking(StackBank.ORDER))
                .blend(Blend.cascade())
                .build()
                .train(PANEL.through(StackBank.JANUARY));
        assertThat(hybrid.blend()).isEqualTo(Blend.cascade());
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.RANKING);
    }
}
