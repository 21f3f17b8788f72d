package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.FallbackLevel;
import dev.recsys.HoldingHistory;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.UserFeatures;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.mlc.options.CategorySplits;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import dev.recsys.spi.ConfigJson;
import dev.recsys.testkit.RecommenderContract;
import dev.recsys.testkit.SmallBank;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlcModelTest extends RecommenderContract {
    private static MlcConfig small(int threads) {
        return ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(threads)
                .build();
    }

    @Override
    protected Trainer trainer(int threads) {
        return new MlcTrainer(small(threads));
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
        assertThat(young.items().get(0).reason()).isEqualTo("customers like you take it more often than others");
        assertThat(young.level()).isEqualTo(FallbackLevel.HOLDINGS);
    }

    @Test
    void recommend_holdings_decide() {
        MlcModel model = new MlcTrainer(small(2)).train(SmallBank.panel(600));
        double with = score(model, List.of("account", "payroll"), "pension");
        double without = score(model, List.of("account"), "pension");
        assertThat(with).isGreaterThan(5 * without);
    }

    private static double score(MlcModel model, List<String> held, String item) {
        return score(model, RecommendationRequest.anonymous().holdings(held).feature("age", 45), item);
    }

    private static double score(MlcModel model, RecommendationRequest.Builder request, String item) {
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
        MlcModel model = new MlcTrainer(small(2)).train(flickering().through(SmallBank.month(3)));
        RecommendationRequest.Builder nobody = RecommendationRequest.anonymous().holdings(List.of());
        HoldingHistory dropped = HoldingHistory.builder()
                .month(List.of("card"))
                .month(List.of())
                .month(List.of("card"))
                .build();
        HoldingHistory never =
                HoldingHistory.builder().month(List.of()).month(List.of()).build();
        double likely = score(model, nobody.history(dropped), "card");
        assertThat(likely).isGreaterThan(0.5);
        assertThat(score(model, nobody.history(never), "card")).isLessThan(likely / 10);
        // The model remembers which customer is which.
        assertThat(score(model, RecommendationRequest.forUser("c3"), "card")).isGreaterThan(0.5);
        assertThat(score(model, RecommendationRequest.forUser("c4"), "card")).isLessThan(0.05);
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
            RecommendationRequest.Builder nobody = RecommendationRequest.anonymous()
                    .holdings(List.of())
                    .history(HoldingHistory.builder().month(List.of()).build())
                    .feature("active", "1");
            assertThat(score(model, nobody, "card")).isLessThan(0.2);
            UserFeatures asleep = UserFeatures.of(Map.of(), Map.of("active", "0"));
            assertThat(score(model, nobody.featuresBefore(asleep), "card")).isGreaterThan(0.5);
            UserFeatures awake = UserFeatures.of(Map.of(), Map.of("active", "1"));
            assertThat(score(model, nobody.featuresBefore(awake), "card")).isLessThan(0.2);
            // The model remembers who changed in its last month, and compares news with it.
            assertThat(score(model, RecommendationRequest.forUser("c3"), "card"))
                    .isGreaterThan(0.5);
            assertThat(score(model, RecommendationRequest.forUser("c5"), "card"))
                    .isLessThan(0.2);
            RecommendationRequest.Builder news =
                    RecommendationRequest.forUser("c4").feature("active", "1").date(SmallBank.month(4));
            assertThat(score(model, news, "card")).isGreaterThan(0.5);
            assertThat(score(model, news.date(SmallBank.month(5)), "card")).isLessThan(0.2);
            assertThat(model.importance()).containsKey("active, change");
        }
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
        MlcModel model = new MlcTrainer(few).train(SmallBank.panel(1500));
        assertThat(score(model, List.of("account", "payroll"), "pension")).isBetween(0.2, 0.5); // 0.35 in the bank
    }

    @Test
    void train_anyObjectiveAndStructure_learnsAndIsKept() throws Exception {
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                for (int models = 1; models <= 3; models += 2) {
                    MlcConfig config = ConfigFixture.of(small(2))
                            .objective(objective)
                            .structure(structure)
                            .models(models)
                            .build();
                    MlcModel model = new MlcTrainer(config).train(SmallBank.panel(600));
                    assertThat(score(model, List.of("account", "payroll"), "pension"))
                            .as("%s %s %d", objective, structure, models)
                            .isBetween(0.2, 0.5) // 0.35 in the bank
                            .isGreaterThan(3 * score(model, List.of("account"), "pension"));
                    MlcModel alone =
                            new MlcTrainer(ConfigFixture.of(config).threads(1).build()).train(SmallBank.panel(600));
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
    void train_eventsOrOneMonth_isRefused() {
        MlcTrainer trainer = new MlcTrainer(MlcConfig.defaults());
        EventLog events = EventLog.builder().add("u", "i", 1, Instant.EPOCH).build();
        String message = "mlc needs a panel of at least two months, to see which products are added";
        assertThatThrownBy(() -> trainer.train(events)).hasMessage(message);
        assertThatThrownBy(() -> trainer.train(SmallBank.panel(20).through(SmallBank.FIRST)))
                .hasMessage(message);
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
                .hasMessageContaining("l2 must be finite and at least 0, but was -1.0");
        assertThatThrownBy(() -> config.trees().withLearningRate(1.5))
                .hasMessageContaining("learningRate must be finite and above 0 and at most 1, but was 1.5");
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
        if (value instanceof Enum<?> constant) {
            Object[] constants = constant.getDeclaringClass().getEnumConstants();
            return constants[(constant.ordinal() + 1) % constants.length];
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
