package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.als.AlsConfig.Confidence;
import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.als.AlsConfig.Weighting;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellWeightingTest {
    /** User 0 has items 0 (weight 4) and 1 (1), user 1 has item 0 (1), user 2 nothing. */
    private static final InteractionMatrix MATRIX = InteractionMatrix.builder(3, 3)
            .add(0, 0, 4)
            .add(0, 1, 1)
            .add(1, 0, 1)
            .build();

    private static EventLog events(int items) {
        SplittableRandom random = new SplittableRandom(7);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 120; user++) {
            for (int i = 0; i < 1 + user % 9; i++) {
                int item = (user * 5 + random.nextInt(items / 4)) % items;
                log.add("u" + user, "i" + item, 1 + random.nextInt(4), Instant.EPOCH.plus(Duration.ofDays(i)));
            }
        }
        return log.build();
    }

    @Test
    void apply_tfIdf_isRootTimesLogarithm() {
        CellWeighting weighting =
                CellWeighting.of(AlsConfig.builder().weighting(Weighting.TF_IDF).build(), MATRIX);
        float[] weights = weighting.apply(new int[] {0, 1}, new float[] {4, 1});
        assertThat((double) weights[0]).isCloseTo(2 * Math.log(1 + 2 / 2.0), within(1e-6));
        assertThat((double) weights[1]).isCloseTo(1 * Math.log(1 + 2 / 1.0), within(1e-6));
    }

    @Test
    void apply_bm25_isTheFormula() {
        AlsConfig config = AlsConfig.builder()
                .weighting(Weighting.BM25)
                .bm25K1(2)
                .bm25B(0.5)
                .build();
        CellWeighting weighting = CellWeighting.of(config, MATRIX);
        // Lengths are 5 and 1, so their mean is 3; of two users two have item 0 and one has item 1.
        double damping = 2 * (0.5 + 0.5 * 5 / 3);
        float[] weights = weighting.apply(new int[] {0, 1}, new float[] {4, 1});
        assertThat((double) weights[0]).isCloseTo(4 * 3 / (4 + damping) * Math.log(1 + 0.5 / 2.5), within(1e-6));
        assertThat((double) weights[1]).isCloseTo(3 / (1 + damping) * Math.log(1 + 1.5 / 1.5), within(1e-6));
        InteractionMatrix all = weighting.apply(MATRIX);
        assertThat(all.weight(0, 0)).isEqualTo(weights[0]);
        assertThat(all.weight(0, 1)).isEqualTo(weights[1]);
        assertThat(all.cellCount()).isEqualTo(3);
        assertThat(CellWeighting.of(AlsConfig.defaults(), MATRIX).apply(MATRIX)).isSameAs(MATRIX);
    }

    @ParameterizedTest
    @EnumSource(Weighting.class)
    void recommend_holdingsOfAKnownUser_areWeightedAsInTraining(Weighting kind) throws Exception {
        EventLog log = events(60);
        AlsConfig config = AlsConfig.eventsBuilder()
                .weighting(kind)
                .factors(6)
                .halfLifeDays(3)
                .build();
        AlsModel model = new AlsTrainer(config).train(log);
        InteractionMatrix decayed = log.decayed(log.time(log.size() - 1), 3).interactions();
        AlsModel read = (AlsModel) new AlsCodec().read(model.info(), new AlsCodec().write(model));
        for (String user : List.of("u3", "u50", "u107")) {
            int row = log.users().indexOf(user);
            Map<String, Double> holdings = new HashMap<>();
            for (int item : decayed.columnsOf(row)) {
                holdings.put(log.items().id(item), (double) decayed.weight(row, item));
            }
            RecommendationRequest given =
                    RecommendationRequest.anonymous().holdings(holdings).build();
            Recommendations known =
                    model.recommend(RecommendationRequest.forUser(user).build());
            assertThat(model.recommend(given).items()).isEqualTo(known.items());
            assertThat(read.recommend(given).items()).isEqualTo(known.items());
        }
    }

    @Test
    void train_anyWeightingAndConfidence_tunedAgreesWithTheReference() {
        for (int items : new int[] {24, 60}) {
            EventLog log = events(items);
            for (Weighting kind : Weighting.values()) {
                for (Confidence confidence : Confidence.values()) {
                    AlsConfig.Builder config = AlsConfig.eventsBuilder()
                            .factors(4)
                            .iterations(2)
                            .alpha(0.7)
                            .unobservedWeight(0.3)
                            .weighting(kind)
                            .confidence(confidence);
                    AlsModel tuned = new AlsTrainer(config.build()).train(log);
                    AlsModel plain =
                            new AlsTrainer(config.solver(Solver.REFERENCE).build()).train(log);
                    double expected = Double.parseDouble(plain.info().notes().get("objective"));
                    assertThat(Double.parseDouble(tuned.info().notes().get("objective")))
                            .as("%d items, %s, %s", items, kind, confidence)
                            .isCloseTo(expected, within(1e-4 * expected));
                }
            }
        }
    }

    @Test
    void readFrom_damagedSections_areRefused() {
        double[] parameters = {1.2, 0.75, 3};
        double[] rarity = {1, 2, 3};
        assertThat(refusal("BM25", parameters, rarity)).isEmpty();
        assertThat(refusal("NONE", parameters, new double[0])).isEmpty();
        assertThat(refusal("BM26", parameters, rarity)).contains("names no weighting: BM26");
        assertThat(refusal("BM25", new double[] {0, 0.75, 3}, rarity)).contains("out of range");
        assertThat(refusal("BM25", new double[] {1, 1.5, 3}, rarity)).contains("out of range");
        assertThat(refusal("BM25", new double[] {1, 0.5, 0}, rarity)).contains("out of range");
        assertThat(refusal("TF_IDF", parameters, new double[] {1, 0, 1})).contains("out of range");
        assertThat(refusal("TF_IDF", parameters, new double[] {1, 1})).isNotEmpty();
        assertThat(refusal("NONE", parameters, rarity)).isNotEmpty();
    }

    private static String refusal(String kind, double[] parameters, double[] rarity) {
        Sections sections = Sections.builder()
                .put("weighting", kind)
                .put("weightingParameters", parameters)
                .put("rarity", rarity)
                .build();
        try {
            CellWeighting.readFrom(sections, 3);
            return "";
        } catch (ModelFormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void config_weightingOutOfRange_isRefused() {
        assertThatThrownBy(() -> AlsConfig.builder().bm25K1(0).build()).hasMessageContaining("bm25K1");
        assertThatThrownBy(() -> AlsConfig.builder().bm25B(1.1).build()).hasMessageContaining("bm25B");
        assertThatThrownBy(() -> AlsConfig.builder().halfLifeDays(-1).build()).hasMessageContaining("halfLifeDays");
        assertThatThrownBy(() -> AlsConfig.builder().tolerance(Double.NaN).build())
                .hasMessageContaining("tolerance");
    }
}
