package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.testkit.CancellingListener;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlendLearnerTest {
    private static final LocalDate JANUARY = LocalDate.of(2020, 1, 31);
    private static final LocalDate FEBRUARY = LocalDate.of(2020, 2, 29);
    private static final List<String> ITEMS = List.of("a", "b", "c");

    /** Offers everybody the same; fails where there is nothing to offer. */
    private record Constant(FallbackLevel level, Map<String, Double> scores) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            if (scores.isEmpty()) {
                throw new IllegalStateException("nothing to offer");
            }
            List<RecommendedItem> items = scores.entrySet().stream()
                    .map(e -> new RecommendedItem(e.getKey(), e.getValue(), "constant", Map.of()))
                    .toList();
            return new Recommendations(items, "constant", "", level, List.of());
        }

        @Override
        public IdIndex items() {
            return IdIndex.of(ITEMS);
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo("constant", "hash", "{}", "", null, 1, 1, "1", "17", Instant.EPOCH, 1, Map.of());
        }
    }

    private static Recommender offering(Map<String, Double> scores) {
        return new Constant(FallbackLevel.KNOWN_USER, new TreeMap<>(scores));
    }

    private static Map<String, Recommender> two(Recommender x, Recommender y) {
        Map<String, Recommender> components = new LinkedHashMap<>();
        components.put("x", x);
        components.put("y", y);
        return components;
    }

    /** One customer for each string, who holds nothing in January and the letters of the string in February. */
    private static Panel added(String... additions) {
        PanelBuilder panel = Panel.builder(ITEMS, FeatureSchema.empty());
        for (int user = 0; user < additions.length; user++) {
            panel.row(JANUARY, "user" + user);
            panel.row(FEBRUARY, "user" + user);
            additions[user].chars().forEach(item -> panel.holds(Character.toString(item)));
        }
        return panel.build();
    }

    private static Map<String, Double> weights(Map<String, Recommender> components, Panel panel) {
        Blend blend = BlendLearner.learn(components, panel, TrainingListener.none());
        assertThat(((WeightedSum) blend).normalization()).isEqualTo(Blend.Normalization.SHARE);
        return ((WeightedSum) blend).weights();
    }

    @Test
    void learn_eachAdditionForetoldByOne_countsAdditionsAndThePrior() {
        Map<String, Recommender> components = two(offering(Map.of("a", 7.0)), offering(Map.of("b", 0.1)));
        // Two customers and half of one for x, half of one for y, one more for each; nobody foretold c.
        Map<String, Double> weights = weights(components, added("a", "a", "ab", "", "c"));
        assertThat(weights.get("x")).isCloseTo(3.5 / 5, within(1e-12));
        assertThat(weights.get("y")).isCloseTo(1.5 / 5, within(1e-12));
    }

    @Test
    void learn_sharedAdditions_noOtherWeightsAreLikelier() {
        Map<String, Recommender> components =
                two(offering(Map.of("a", 5.0, "b", 3.0, "c", 2.0)), offering(Map.of("a", 1.0, "b", 1.0, "c", 8.0)));
        double learned = weights(components, added("a", "b", "a", "c", "c", "c", "a", "b"))
                .get("x");
        double[][] counts = {{3, 0.5, 0.1}, {2, 0.3, 0.1}, {3, 0.2, 0.8}};
        for (int percent = 1; percent < 100; percent++) {
            assertThat(logPosterior(percent / 100.0, counts))
                    .as("weight %d %% against %s", percent, learned)
                    .isLessThanOrEqualTo(logPosterior(learned, counts) + 1e-12);
        }
    }

    /** Rows: how often, share of x, share of y. */
    private static double logPosterior(double x, double[][] counts) {
        double sum = Math.log(x) + Math.log(1 - x);
        for (double[] row : counts) {
            sum += row[0] * Math.log(x * row[1] + (1 - x) * row[2]);
        }
        return sum;
    }

    @Test
    void learn_nothingToLearnFrom_weighsEqually() {
        Recommender sure = offering(Map.of("a", 1.0));
        Recommender other = offering(Map.of("b", 1.0));
        Recommender popular = new Constant(FallbackLevel.POPULARITY, Map.of("b", 1.0));
        for (Map<String, Double> weights : List.of(
                weights(two(sure, other), added("", "")),
                weights(two(sure, other), added("c")),
                weights(two(sure, offering(Map.of())), added("a", "a")),
                weights(two(sure, popular), added("a", "a")))) {
            assertThat(weights).containsExactly(Map.entry("x", 0.5), Map.entry("y", 0.5));
        }
    }

    @Test
    void learn_cancelled_ends() {
        TrainingListener cancelling = new CancellingListener();
        Map<String, Recommender> components = two(offering(Map.of("a", 1.0)), offering(Map.of("b", 1.0)));
        assertThatExceptionOfType(TrainingCancelledException.class)
                .isThrownBy(() -> BlendLearner.learn(components, added("a"), cancelling));
    }

    @Test
    void trainer_learnedBlend_leavesOutAFifthAndThenTrainsOnAll() {
        String[] additions = new String[1000];
        Arrays.fill(additions, "a");
        Panel panel = added(additions);
        List<Dataset> seen = new ArrayList<>();
        HybridRecommender hybrid = HybridTrainer.builder()
                .add("x", recording(seen, offering(Map.of("a", 1.0))))
                .add("y", recording(seen, offering(Map.of("b", 1.0))))
                .learnedBlend()
                .build()
                .train(panel);
        assertThat(seen).hasSize(4);
        assertThat(seen.get(2)).isSameAs(panel);
        assertThat(seen.get(3)).isSameAs(panel);
        int taught = ((Panel) seen.get(0)).last().rowCount();
        int leftOut = BlendLearner.leftOut(panel).last().rowCount();
        assertThat(leftOut).isBetween(150, 250);
        assertThat(taught).isEqualTo(1000 - leftOut);
        WeightedSum blend = (WeightedSum) hybrid.blend();
        assertThat(blend.weights().get("x")).isCloseTo((leftOut + 1.0) / (leftOut + 2.0), within(1e-12));
    }

    private static Trainer recording(List<Dataset> seen, Recommender model) {
        return (data, listener) -> {
            seen.add(data);
            return model;
        };
    }

    @Test
    void trainer_learnedBlendWithoutAStep_isRefused() {
        HybridTrainer trainer = HybridTrainer.builder()
                .add("x", (data, listener) -> offering(Map.of("a", 1.0)))
                .learnedBlend()
                .build();
        Panel january = added("a").through(JANUARY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(january))
                .withMessage("the number of snapshots to learn a blend from must be at least 2, but was 1");
        EventLog events = EventLog.builder().add("user", "a", 1, Instant.EPOCH).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(events))
                .withMessage("a blend is learned from a panel, but the data is an event log");
    }
}
