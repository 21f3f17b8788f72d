package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Explanation;
import dev.recsys.Facts;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommender;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.SmallBank;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LessKnownTest {
    private static final List<String> ITEMS = List.of("account", "card", "loan");

    private static ConfigFixture small() {
        return ConfigFixture.defaults()
                .rounds(40)
                .maxLeaves(4)
                .learningRate(0.2)
                .periods(1)
                .threads(2)
                .calibration(CrossFitting.Calibration.NONE);
    }

    /**
     * Two of three customers dropped the card and take it again half of the time, a tenth have just joined and take a loan;
     * most customers of the north hold an account, and all others there take one.
     */
    private static Panel panel(boolean hasFeatures) {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        PanelBuilder panel = Panel.builder(ITEMS, (hasFeatures ? schema.categorical("region") : schema).build());
        for (int user = 0; user < 3000; user++) {
            SplittableRandom random = new SplittableRandom(user);
            int first = user % 10 == 0 ? 2 : 0; // months before the last step
            boolean dropped = user % 3 != 0;
            boolean north = random.nextInt(2) == 0;
            boolean account = north && random.nextInt(10) > 0;
            boolean takes = random.nextInt(2) == 0;
            for (int month = first; month < 4; month++) {
                panel.row(SmallBank.month(month), "u" + user);
                if (hasFeatures) {
                    panel.category("region", north ? "north" : "south");
                }
                if (account || (north && month == 3)) {
                    panel.holds("account");
                }
                if (first == 0 && dropped && (month == 0 || (month == 3 && takes))) {
                    panel.holds("card");
                }
                if (first == 2 && month == 3) {
                    panel.holds("loan");
                }
            }
        }
        return panel.build();
    }

    private static MlcModel train(ConfigFixture config, Panel panel) {
        return new MlcTrainer(config.build()).train(panel);
    }

    private static Map<String, Double> scores(Recommender model, RecommendationRequest.Builder request) {
        return model.recommend(request.includeOwned().build()).items().stream()
                .collect(Collectors.toMap(item -> item.itemId(), item -> item.score()));
    }

    private static RecommendationRequest.Builder nobody() {
        return RecommendationRequest.anonymous();
    }

    private static RecommendationRequest.Builder south() {
        return nobody().holdings(List.of()).feature("region", "south");
    }

    @ParameterizedTest
    @EnumSource
    void recommend_historyUnknown_isAsOfAModelWithoutHistory(Objective objective) {
        MlcModel model = train(small().objective(objective), panel(true));
        MlcModel without = train(small().objective(objective).historyPeriods(0), panel(true));
        Map<String, Double> scores = scores(model, south());
        scores(without, south())
                .forEach((item, score) -> assertThat(scores.get(item)).isCloseTo(score, within(0.06)));
        assertThat(scores.get("card")).isGreaterThan(2 * scores.get("loan"));
        // Without fallback models, the customer counts as one who has just joined.
        MlcModel alone = train(small().objective(objective).fallbackModels(false), panel(true));
        Map<String, Double> mistaken = scores(alone, south());
        assertThat(mistaken.get("loan")).isGreaterThan(2 * mistaken.get("card"));
    }

    @Test
    void recommend_justJoined_isNotAnUnknownHistory() {
        MlcModel model = train(small(), panel(true));
        Map<String, Double> joined = scores(model, south().justJoined());
        assertThat(joined.get("loan")).isGreaterThan(2 * joined.get("card"));
        MlcModel alone = train(small().fallbackModels(false), panel(true));
        assertThat(joined).isEqualTo(scores(alone, south()));
    }

    @Test
    void recommend_featuresUnknown_isAsOfAModelWithoutFeatures() {
        MlcModel model = train(small(), panel(true));
        MlcModel without = train(small(), panel(false));
        Facts nothing = Facts.builder().holdings(List.of()).build();
        Facts card = Facts.builder().holdings(List.of("card")).build();
        for (int earlier = 0; earlier < 2; earlier++) {
            RecommendationRequest.Builder request = nobody().holdings(List.of());
            if (earlier == 1) {
                request.earlier(1, nothing).earlier(2, card);
            }
            Map<String, Double> expected = scores(without, request);
            Map<String, Double> scores = scores(model, request);
            scores.forEach((item, score) -> assertThat(score).isCloseTo(expected.get(item), within(0.06)));
            assertThat(scores.get("card") > 0.4).isEqualTo(earlier == 1);
        }
    }

    @Test
    void recommend_holdingsUnknown_areNotEmptyHoldings() {
        MlcModel model = train(small(), panel(true));
        // Of ten in the north nine hold an account and one takes it.
        assertThat(scores(model, nobody().holdings(List.of()).feature("region", "north"))
                        .get("account"))
                .isGreaterThan(0.8);
        assertThat(scores(model, nobody().feature("region", "north")).get("account"))
                .isBetween(0.02, 0.2);
    }

    @Test
    void recommend_everythingKnown_isNotChangedByFallbackModels() {
        Panel panel = panel(true);
        MlcModel model = train(small(), panel);
        MlcModel alone = train(small().fallbackModels(false), panel);
        PanelCustomers customers = PanelCustomers.at(panel, SmallBank.month(3));
        for (int row = 0; row < 100; row++) {
            assertThat(scores(model, customers.request(row))).isEqualTo(scores(alone, customers.request(row)));
        }
    }

    @Test
    void explain_lessKnown_isAboutWhatIsKnown() {
        MlcModel model = train(small().objective(Objective.LOGISTIC), panel(true));
        RecommendationRequest request = nobody().holdings(List.of()).build();
        Explanation told = model.explain(request, "account");
        assertThat(told.contributions())
                .allMatch(part -> part.about().code().equals(Reason.HOLDS)
                        || part.about().code().equals(Reason.PRODUCT_COUNT));
        assertThat(told.contributions()).isNotEmpty();
        assertThat(1 / (1 + Math.exp(-told.rawScore()))).isCloseTo(told.score(), within(1e-6));
    }

    @Test
    void train_singleModel_fallbackModelsLearnFromWhatCustomersDid() {
        Panel panel = panel(true);
        MlcModel model = train(small().models(1), panel);
        assertThat(model.info().notes()).containsKeys("rounds of products", "rounds of products known by features");
        Map<String, Double> scores = scores(model, south());
        assertThat(scores.get("card")).isGreaterThan(2 * scores.get("loan"));
    }

    @Test
    void train_fallbackModels_meetTheRatesOfCustomers() {
        Panel panel = panel(true);
        MlcModel model = train(small().calibration(CrossFitting.Calibration.PLATT), panel);
        // Of ten in the north, nine hold an account and the tenth takes it.
        double north = scores(model, nobody().feature("region", "north")).get("account");
        assertThat(north).isCloseTo(0.1, within(0.03));
    }

    @Test
    void read_damagedFallbackModels_areRefused() throws Exception {
        MlcModel model = train(small(), panel(true));
        MlcCodec codec = new MlcCodec();
        RecommendationRequest north = nobody().feature("region", "north").build();
        assertThat(codec.read(model.info(), codec.write(model)).recommend(north))
                .isEqualTo(model.recommend(north));
        for (int[] count : new int[][] {{3}, {-1}, {}, {4, 4}}) {
            Sections damaged = without(codec.write(model), "less/count")
                    .put("less/count", count)
                    .build();
            assertThatThrownBy(() -> codec.read(model.info(), damaged))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("section \"less/count\" must hold 0 or 4, but holds [");
        }
        // The trees of customers with a known history, in the place of those with known features alone.
        Sections sections = codec.write(model);
        Sections swapped = without(sections, "less/f/")
                .putAll("less/f/", sections.under("less/hp/"))
                .build();
        assertThatThrownBy(() -> codec.read(model.info(), swapped))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("ask for a column");
    }

    private static Sections.Builder without(Sections sections, String prefix) {
        return Sections.builder().putAll("", sections.without(prefix));
    }
}
