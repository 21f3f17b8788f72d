package dev.recsys.mlc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Facts;
import dev.recsys.FallbackLevel;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.options.CategorySplits;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MlcModelTest {
    private static MlcConfig small(int threads) {
        return ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(threads)
                .build();
    }

    @Test
    void recommend_features_decide() {
        MlcModel model = new MlcTrainer(small(2)).train(SmallBank.panel(600));
        Recommendations young = model.recommend(RecommendationRequest.anonymous()
                .holdings(List.of("account"))
                .feature("age", 21)
                .build());
        Recommendations old = model.recommend(RecommendationRequest.anonymous()
                .holdings(List.of("account"))
                .feature("age", 74)
                .build());
        assertThat(young.itemIds().get(0)).isEqualTo("card");
        assertThat(old.itemIds().get(0)).isEqualTo("fund");
        assertThat(young.items().get(0).score()).isBetween(0.2, 0.6); // 0.4 in the bank
        assertThat(young.items().get(0).reason()).isEqualTo(Reason.of(Reason.SIMILAR_CUSTOMERS));
        assertThat(young.level()).isEqualTo(FallbackLevel.HOLDINGS);
    }

    @Test
    void recommend_holdings_decide() {
        MlcModel model = new MlcTrainer(small(2)).train(SmallBank.panel(600));
        double with = score(model, List.of("account", "payroll"), "pension");
        double without = score(model, List.of("account"), "pension");
        assertThat(with).isGreaterThan(5 * without);
    }

    private static double score(Recommender model, List<String> held, String item) {
        return score(model, RecommendationRequest.anonymous().holdings(held).feature("age", 45), item);
    }

    private static double score(Recommender model, RecommendationRequest.Builder request, String item) {
        return model.recommend(request.allow(List.of(item)).build())
                .items()
                .get(0)
                .score();
    }

    /** Every third customer takes the card and drops it by turns; the others never have it. */
    private static Panel flickering() {
        PanelBuilder panel = Panel.builder(SmallBank.PRODUCTS, SmallBank.schema());
        for (int customer = 0; customer < 600; customer++) {
            for (int month = 0; month < 5; month++) {
                panel.row(SmallBank.month(month), "c" + customer).number("age", 20 + customer % 50);
                if (customer % 3 == 0 && month % 2 == 0) {
                    panel.holds("card");
                }
            }
        }
        return panel.build();
    }

    @Test
    void recommend_history_decides() {
        Panel panel = flickering().through(SmallBank.month(3));
        MlcModel model = new MlcTrainer(small(2)).train(panel);
        double likely = score(model, held(List.of("card"), List.of(), List.of("card")), "card");
        assertThat(likely).isGreaterThan(0.5);
        assertThat(score(model, held(List.of(), List.of()), "card")).isLessThan(likely / 10);
        // A bundle remembers which customer is which.
        Bundle bundle = Bundle.of(model).remembering(panel);
        assertThat(score(bundle, RecommendationRequest.forUser("c3"), "card")).isGreaterThan(0.5);
        assertThat(score(bundle, RecommendationRequest.forUser("c4"), "card")).isLessThan(0.05);
    }

    /** A customer without holdings, and what was held one, two and more periods before. */
    @SafeVarargs
    private static RecommendationRequest.Builder held(List<String>... before) {
        RecommendationRequest.Builder nobody = RecommendationRequest.anonymous().holdings(List.of());
        for (int place = 0; place < before.length; place++) {
            nobody.earlier(place + 1, Facts.builder().holdings(before[place]).build());
        }
        return nobody;
    }

    /** Customers of four in five become active in some month and take the card the month after; the others always were. */
    private static Panel awakening() {
        FeatureSchema schema = FeatureSchema.builder().categorical("active").build();
        PanelBuilder panel = Panel.builder(SmallBank.PRODUCTS, schema);
        for (int customer = 0; customer < 600; customer++) {
            int wakes = customer % 5;
            for (int month = 0; month < 4; month++) {
                panel.row(SmallBank.month(month), "c" + customer).category("active", month >= wakes ? "1" : "0");
                if (wakes > 0 && month > wakes) {
                    panel.holds("card");
                }
            }
        }
        return panel.build();
    }

    @Test
    void recommend_changes_decide() throws Exception {
        MlcConfig config =
                ConfigFixture.of(small(2)).changingFeatures(List.of("active")).build();
        MlcModel trained = new MlcTrainer(config).train(awakening());
        MlcCodec codec = new MlcCodec();
        MlcModel read = (MlcModel) codec.read(trained.info(), codec.write(trained));
        for (MlcModel model : List.of(trained, read)) {
            assertThat(score(model, nowActive(Facts.builder()), "card")).isLessThan(0.2);
            assertThat(score(model, nowActive(Facts.builder().category("active", "0")), "card"))
                    .isGreaterThan(0.5);
            assertThat(score(model, nowActive(Facts.builder().category("active", "1")), "card"))
                    .isLessThan(0.2);
            // A bundle remembers who changed in its last month, and compares new data with it.
            Bundle bundle = Bundle.of(model).remembering(awakening());
            assertThat(score(bundle, RecommendationRequest.forUser("c3"), "card"))
                    .isGreaterThan(0.5);
            assertThat(score(bundle, RecommendationRequest.forUser("c5"), "card"))
                    .isLessThan(0.2);
            RecommendationRequest.Builder news =
                    RecommendationRequest.forUser("c4").feature("active", "1").date(SmallBank.month(4));
            assertThat(score(bundle, news, "card")).isGreaterThan(0.5);
            assertThat(score(bundle, news.date(SmallBank.month(5)), "card")).isLessThan(0.2);
            assertThat(model.importance()).containsKey(Reason.of(Reason.FEATURE_CHANGED, "feature", "active"));
        }
    }

    /** An active customer who held nothing a period before. */
    private static RecommendationRequest.Builder nowActive(Facts.Builder before) {
        return RecommendationRequest.anonymous()
                .holdings(List.of())
                .feature("active", "1")
                .earlier(1, before.holdings(List.of()).build());
    }

    /** The mean score of the pension plan over the customers with or without a payroll who lack it. */
    private static double meanOfPension(MlcModel model, Panel panel, boolean hasPayroll) {
        PanelCustomers customers = PanelCustomers.at(panel, SmallBank.month(2));
        List<Double> scores = new ArrayList<>();
        for (int row = 0; row < customers.snapshot().rowCount(); row++) {
            Set<String> held =
                    customers.customer(row).now().holdings().orElseThrow().keySet();
            if (held.contains("payroll") == hasPayroll && !held.contains("pension")) {
                scores.add(score(model, customers.request(row), "pension"));
            }
        }
        return scores.stream().mapToDouble(score -> score).average().orElseThrow();
    }

    @Test
    void train_negativesLeftOut_keepTheProbability() {
        MlcConfig few = ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .negativesPerPositive(1)
                .maxRows(2000)
                .build();
        Panel panel = SmallBank.panel(1500);
        MlcModel model = new MlcTrainer(few).train(panel);
        assertThat(meanOfPension(model, panel, true)).isBetween(0.25, 0.4); // 0.35 in the bank
        assertThat(meanOfPension(model, panel, false)).isBetween(0.01, 0.04); // 0.02 in the bank
    }

    @Test
    void train_anyObjectiveAndStructure_learnsAndIsKept() throws Exception {
        Panel panel = SmallBank.panel(600);
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                for (int models = 1; models <= 3; models += 2) {
                    MlcConfig config = ConfigFixture.of(small(2))
                            .objective(objective)
                            .structure(structure)
                            .models(models)
                            .build();
                    MlcModel model = new MlcTrainer(config).train(panel);
                    assertThat(meanOfPension(model, panel, true))
                            .as("%s %s %d", objective, structure, models)
                            .isBetween(0.2, 0.5) // 0.35 in the bank
                            .isGreaterThan(3 * meanOfPension(model, panel, false));
                    MlcModel alone =
                            new MlcTrainer(ConfigFixture.of(config).threads(1).build()).train(panel);
                    assertThat(alone.info().modelHash()).isEqualTo(model.info().modelHash());
                    MlcCodec codec = new MlcCodec();
                    Recommender read = codec.read(model.info(), codec.write(model));
                    RecommendationRequest request = RecommendationRequest.anonymous()
                            .holdings(List.of("account"))
                            .feature("age", 33)
                            .includeOwned()
                            .build();
                    assertThat(read.recommend(request)).isEqualTo(model.recommend(request));
                    boolean calibrated = model.info().notes().containsKey("customers left out, calibrated");
                    assertThat(calibrated).isEqualTo(models > 1);
                }
            }
        }
    }

    @Test
    void train_noProductLearnable_servesTheRates() {
        MlcConfig config = ConfigFixture.of(small(1)).minAdditions(100_000).build();
        MlcModel model = new MlcTrainer(config).train(SmallBank.panel(100));
        assertThat(model.info().notes()).containsEntry("products learned", "0");
        assertThat(score(model, List.of("account"), "card")).isBetween(0.05, 0.4);
    }

    @Test
    void train_onePeriod_isRefused() {
        MlcTrainer trainer = new MlcTrainer(MlcConfig.defaults());
        assertThatThrownBy(() -> trainer.train(SmallBank.panel(20).through(SmallBank.FIRST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mlc needs ");
    }

    @Test
    void save_modelWithoutMemory_holdsNoCustomerId(@TempDir Path folder) throws Exception {
        Panel panel = SmallBank.panel(150);
        MlcModel model = new MlcTrainer(small(2)).train(panel);
        Path alone = folder.resolve("alone.recsys");
        Path whole = folder.resolve("whole.recsys");
        Bundle.of(model).save(alone);
        Bundle.of(model).remembering(panel).save(whole);
        String without = Files.readString(alone, ISO_8859_1);
        String with = Files.readString(whole, ISO_8859_1);
        for (String id : panel.users().ids()) {
            assertThat(without.contains(id)).as("%s in the model", id).isFalse();
            assertThat(with.contains(id)).as("%s in the bundle", id).isTrue();
        }
        assertThat(Bundle.load(alone).memory()).isEmpty();
    }

    @Test
    void config_json_keepsDefaultsAndChecks() {
        MlcConfig config = ConfigJson.read("{\"trees\":{\"rounds\":7}}", MlcConfig.defaults());
        assertThat(config.trees().rounds()).isEqualTo(7);
        assertThat(config.trees().withRounds(MlcConfig.defaults().trees().rounds()))
                .isEqualTo(MlcConfig.defaults().trees());
        assertThat(ConfigJson.read(ConfigJson.write(config), MlcConfig.defaults()))
                .isEqualTo(config);
        assertThat(ConfigJson.read("{\"objective\":\"SOFTMAX\"}", config).objective())
                .isEqualTo(Objective.SOFTMAX);
        assertThatThrownBy(() -> ConfigJson.read("{\"trees\":{\"l2\":-1}}", MlcConfig.defaults()))
                .hasMessageContaining("l2 must be finite and in 0..1000000000, but was -1.0");
        assertThatThrownBy(() -> config.trees().withLearningRate(1.5))
                .hasMessageContaining("learningRate must be finite and in 0.000001..1, but was 1.5");
        assertThatThrownBy(() -> config.withStopping(null)).hasMessageContaining("stopping must not be null");
        assertThatThrownBy(() -> ConfigJson.read("{\"stopping\":{\"by\":\"NEVER\"}}", MlcConfig.defaults()))
                .hasMessageContaining("NEVER");
        assertThatThrownBy(() -> ConfigJson.read("{\"trees\":{\"leaves\":3}}", MlcConfig.defaults()))
                .hasMessage("there is no option \"trees.leaves\"");
    }

    @Test
    void config_withEachOption_changesThatOneAlone() throws ReflectiveOperationException {
        MlcConfig defaults = MlcConfig.defaults();
        List<Record> parts = List.of(
                defaults,
                defaults.trees(),
                defaults.trees().categories(),
                defaults.sampling(),
                defaults.columns(),
                defaults.stopping(),
                defaults.crossFitting());
        for (Record part : parts) {
            for (RecordComponent option : part.getClass().getRecordComponents()) {
                String name = option.getName();
                Object old = option.getAccessor().invoke(part);
                Object other = other(old);
                Record changed = (Record) part.getClass()
                        .getMethod("with" + Character.toUpperCase(name.charAt(0)) + name.substring(1), option.getType())
                        .invoke(part, other);
                assertThat(option.getAccessor().invoke(changed)).as(name).isEqualTo(other);
                for (RecordComponent kept : part.getClass().getRecordComponents()) {
                    if (!kept.getName().equals(name)) {
                        assertThat(kept.getAccessor().invoke(changed))
                                .as("%s after %s", kept.getName(), name)
                                .isEqualTo(kept.getAccessor().invoke(part));
                    }
                }
            }
        }
    }

    /** Another value that the option allows. */
    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Double number) {
            return number / 2 + 0.25;
        }
        if (value instanceof Boolean isSet) {
            return !isSet;
        }
        if (value instanceof Enum<?> constant) {
            List<Object> constants =
                    List.of((Object[]) constant.getDeclaringClass().getEnumConstants());
            return constants.get((constants.indexOf(constant) + 1) % constants.size());
        }
        if (value instanceof List<?>) {
            return List.of("other");
        }
        MlcConfig defaults = MlcConfig.defaults();
        return value instanceof Trees trees
                ? trees.withRounds(7)
                : value instanceof CategorySplits categories
                        ? categories.withMinRows(7)
                        : value instanceof Sampling sampling
                                ? sampling.withPeriods(7)
                                : value instanceof Columns columns
                                        ? columns.withMaxBins(7)
                                        : value instanceof Stopping stopping
                                                ? stopping.withEarlyStoppingRounds(7)
                                                : defaults.crossFitting().withModels(7);
    }
}
