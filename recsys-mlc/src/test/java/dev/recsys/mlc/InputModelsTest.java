package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.ModelInfo;
import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import dev.recsys.model.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.spi.UserProfiles;
import dev.recsys.testkit.RecommenderContract;
import dev.recsys.testkit.SmallBank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputModelsTest extends RecommenderContract {
    private static final List<String> PROTECTED = List.of("card", "loan", "fund");

    private static MlcConfig.Builder small() {
        return MlcConfig.builder()
                .trees(10)
                .leaves(4)
                .learningRate(0.2)
                .months(1)
                .models(2)
                .threads(2)
                .protectedFeatures(List.of("age"))
                .protectedProducts(PROTECTED);
    }

    /** A classification learns from the scores of another one, and of one that has nothing to say. */
    private static Map<String, Trainer> inputs() {
        Map<String, Trainer> inputs = new LinkedHashMap<>();
        inputs.put("trees", new MlcTrainer(small().trees(5).build()));
        inputs.put("popular", new PopularityTrainer(PopularityConfig.defaults()));
        return inputs;
    }

    @Override
    protected Trainer trainer(int threads) {
        return new MlcTrainer(small().threads(threads).build(), inputs());
    }

    @Test
    void encode_trainingRequestMemoryAndFile_areOne() throws ModelFormatException {
        Panel panel = SmallBank.panel(300);
        Panel known = panel.through(SmallBank.month(2));
        MlcConfig config = small().build();
        List<Transition> transitions = List.of(known.transition(2));
        InputModels models =
                InputModels.train(inputs(), known.through(SmallBank.month(1)), config, TrainingListener.none());
        FeatureBinner binner =
                FeatureBinner.learn(transitions, panel.schema(), panel.items().size(), models, config);
        int first = binner.columnCount() - 12;
        assertThat(binner.name(first, SmallBank.PRODUCTS)).isEqualTo("trees score of account");
        assertThat(binner.name(first + 11, SmallBank.PRODUCTS))
                .isEqualTo("popular score of " + SmallBank.PRODUCTS.get(5));
        UserProfiles profiles = UserProfiles.of(known, panel.schema().names(), binner.historyMonths());
        Sections.Builder out = Sections.builder();
        profiles.writeTo(out);
        binner.writeTo(out);
        UserProfiles readProfiles = UserProfiles.readFrom(out.build());
        FeatureBinner read = FeatureBinner.readFrom(out.build(), readProfiles.features(), readProfiles.items());
        PanelRequests requests = PanelRequests.at(panel, SmallBank.month(2));
        Transition next = panel.transition(3);
        List<int[]> scored = new ArrayList<>();
        for (int pair = 0; pair < next.pairCount(); pair++) {
            int[] trained = new int[binner.columnCount()];
            binner.encode(next, pair, trained);
            RecommendationRequest full = requests.request(next.rowBefore(pair)).build();
            RecommendationRequest bare = RecommendationRequest.forUser(
                            panel.users().id(next.user(pair)))
                    .build();
            assertThat(FeatureBinnerTest.encode(binner, profiles.resolve(full))).isEqualTo(trained);
            assertThat(FeatureBinnerTest.encode(binner, profiles.resolve(bare))).isEqualTo(trained);
            assertThat(FeatureBinnerTest.encode(read, readProfiles.resolve(bare)))
                    .isEqualTo(trained);
            assertThat(Arrays.copyOfRange(trained, first + 6, first + 12))
                    .as("popularity has nothing to say of a customer")
                    .containsOnly(0);
            scored.add(Arrays.copyOfRange(trained, first, first + 6));
        }
        assertThat(scored.stream().map(Arrays::toString).distinct().count()).isGreaterThan(20);
        assertThat(scored).allMatch(bins -> Arrays.stream(bins).min().orElseThrow() > 0);
    }

    /** The same months, in the last of which users are dealt what others hold. */
    private static Panel shuffled(Panel panel, IntUnaryOperator other) {
        PanelBuilder copy = Panel.builder(SmallBank.PRODUCTS, SmallBank.schema());
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                copy.row(snapshot.date(), panel.users().id(snapshot.user(row)))
                        .number("age", snapshot.features().number(row, 0))
                        .number("income", snapshot.features().number(row, 1));
                int from = snapshot == panel.last() ? other.applyAsInt(row) : row;
                for (int item : snapshot.holdings().itemsOf(from)) {
                    copy.holds(panel.items().id(item));
                }
            }
        }
        return copy.build();
    }

    @Test
    void train_otherAdditions_leaveTheInputsAsTheyAre() {
        Panel panel = shuffled(SmallBank.panel(300), row -> row);
        int rows = panel.last().rowCount();
        MlcTrainer trainer = new MlcTrainer(small().build(), inputs());
        MlcModel model = trainer.train(panel);
        MlcModel other = trainer.train(shuffled(panel, row -> (row + 7) % rows));
        assertThat(other.info().modelHash()).isNotEqualTo(model.info().modelHash());
        assertThat(model.info().notes()).containsKey("input trees");
        assertThat(other.info().notes().get("input trees"))
                .isEqualTo(model.info().notes().get("input trees"));
    }

    @Test
    void train_inputs_seeNoProtectedFeatureAndNoLearnedAddition() {
        List<Panel> seen = new ArrayList<>();
        Trainer spy = (data, listener) -> {
            seen.add((Panel) data);
            return new PopularityTrainer(PopularityConfig.defaults()).train(data, listener);
        };
        new MlcTrainer(small().months(2).build(), Map.of("spy", spy)).train(SmallBank.panel(100));
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).schema().names()).containsExactly("income", "city");
        assertThat(seen.get(0).last().date()).isEqualTo(SmallBank.month(1));
    }

    /** A model that notes what it is asked. */
    private record Listening(Recommender model, List<RecommendationRequest> asked) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            asked.add(request);
            return model.recommend(request);
        }

        @Override
        public IdIndex items() {
            return model.items();
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }
    }

    @Test
    void scores_requests_tellHoldingsAndWhatIsNotProtected() {
        Panel panel = SmallBank.panel(300);
        List<RecommendationRequest> asked = new ArrayList<>();
        Trainer trainer = (data, listener) ->
                new Listening(new PopularityTrainer(PopularityConfig.defaults()).train(data, listener), asked);
        InputModels models = InputModels.train(Map.of("spy", trainer), panel, small().build(), TrainingListener.none());
        UserProfiles profiles = UserProfiles.of(panel, panel.schema().names());
        RecommendationRequest request = RecommendationRequest.anonymous()
                .feature("age", 30)
                .feature("income", 2000)
                .feature("city", "south")
                .build();
        models.scores(profiles.resolve(request).features(), new int[] {0, 2});
        RecommendationRequest told = asked.get(0);
        assertThat(told.userId()).isEmpty();
        assertThat(told.features().has("age")).isFalse();
        assertThat(told.features().number("age")).isNaN();
        assertThat(told.features().number("income")).isEqualTo(2000);
        assertThat(told.features().category("city")).isEqualTo("south");
        assertThat(told.features().number("city")).isNaN();
        assertThat(told.holdings()).contains(Map.of("account", 1.0, "fund", 1.0));
        assertThat(told.ownedIncluded()).isTrue();
    }

    @Test
    void write_inputs_areKeptInTheFile(@TempDir Path folder) throws Exception {
        Panel panel = SmallBank.panel(200);
        Recommender model = trainer(2).train(panel);
        Path file = folder.resolve("model");
        ModelFile.write(file, model);
        Recommender read = ModelFile.read(file);
        assertThat(Files.size(file)).isGreaterThan(1000);
        PanelRequests requests = PanelRequests.at(panel, SmallBank.month(3));
        for (int row = 0; row < 50; row++) {
            RecommendationRequest request = requests.request(row).build();
            assertThat(read.recommend(request)).isEqualTo(model.recommend(request));
        }
    }

    @Test
    void readFrom_damaged_isRefused() {
        Panel panel = SmallBank.panel(60);
        InputModels models = InputModels.train(
                Map.of("popular", new PopularityTrainer(PopularityConfig.defaults())),
                panel,
                small().build(),
                TrainingListener.none());
        Sections.Builder out = Sections.builder();
        models.writeTo(out);
        IdIndex others = IdIndex.of(List.of("a", "b"));
        assertThatThrownBy(() ->
                        InputModels.readFrom(out.build(), others, panel.last().features()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the input \"popular\" has another catalogue");
        Sections nameless = Sections.builder().put("inputs/order", "a").build();
        assertThatThrownBy(() -> InputModels.readFrom(
                        nameless, panel.items(), panel.last().features()))
                .isInstanceOf(ModelFormatException.class);
    }

    @Test
    void trainer_namesOfInputs_areChecked() {
        Trainer popular = new PopularityTrainer(PopularityConfig.defaults());
        assertThatThrownBy(() -> new MlcTrainer(small().build(), Map.of("a\nb", popular)))
                .hasMessage("the name of an input must be one line, but was \"a\nb\"");
        assertThatThrownBy(() -> new MlcTrainer(small().build(), Map.of(" ", popular)))
                .hasMessage("the name of an input must not be blank");
        Dataset one = SmallBank.panel(50).through(SmallBank.month(1));
        MlcTrainer needsTwo = new MlcTrainer(small().build(), Map.of("trees", new MlcTrainer(small().build())));
        assertThatThrownBy(() -> needsTwo.train(one)).hasMessageContaining("mlc needs a panel of at least two months");
    }
}
