package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.Trainer;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.FeatureBinnerTest;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Trees;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.RecommenderContract;
import dev.recsys.testkit.SmallBank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProtectionTest extends RecommenderContract {
    private static final List<String> PROTECTED = List.of("card", "loan", "fund");

    private static ConfigFixture small() {
        return ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(2)
                .protectedFeatures(List.of("age", "shoe size"))
                .protectedProducts(List.of("card", "loan", "fund", "yacht"));
    }

    @Override
    protected Trainer trainer(int threads) {
        return new MlcTrainer(small().threads(threads).build());
    }

    private static Map<String, Double> scores(MlcModel model, RecommendationRequest.Builder request) {
        return model.recommend(request.includeOwned().limit(100).build()).items().stream()
                .collect(Collectors.toMap(RecommendedItem::itemId, RecommendedItem::score));
    }

    private static Map<String, Double> ofProtected(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .filter(e -> PROTECTED.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A user the model knows. */
    private static RecommendationRequest.Builder user(int row, PanelRequests source) {
        return RecommendationRequest.forUser(
                source.request(row).build().userId().orElseThrow());
    }

    private static List<RecommendationRequest.Builder> aged(int row, PanelRequests source) {
        List<RecommendationRequest.Builder> requests = new ArrayList<>();
        for (double age : new double[] {-1, 18, 21, 33, 34, 35, 36, 50, 55, 56, 74, 1e30, Double.NaN}) {
            requests.add(user(row, source).feature("age", age));
        }
        return requests;
    }

    @Test
    void recommend_anotherAge_leavesTheScoresAndOrderOfProtectedProducts() {
        Panel panel = SmallBank.panel(400);
        PanelRequests source = PanelRequests.at(panel, SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                MlcModel model = new MlcTrainer(small().objective(objective)
                                .structure(structure)
                                .build())
                        .train(panel);
                assertThat(model.info().notes()).containsEntry("products protected", "3");
                for (int row = 0; row < 40; row++) {
                    RecommendationRequest.Builder asked = user(row, source);
                    Map<String, Double> expected = ofProtected(scores(model, asked));
                    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(PROTECTED);
                    List<String> order = model.recommend(asked.build()).itemIds().stream()
                            .filter(PROTECTED::contains)
                            .toList();
                    for (RecommendationRequest.Builder request : aged(row, source)) {
                        assertThat(ofProtected(scores(model, request))).isEqualTo(expected);
                        assertThat(model.recommend(request.build()).itemIds().stream()
                                        .filter(PROTECTED::contains))
                                .isEqualTo(order);
                        assertThat(model.explain(request.build(), "card").contributions())
                                .doesNotContainKey("age");
                    }
                }
            }
        }
    }

    @Test
    void recommend_anotherAge_movesWhatIsNotProtected() {
        Panel panel = SmallBank.panel(400);
        for (Objective objective : Objective.values()) {
            MlcConfig config = small().objective(objective)
                    .protectedProducts(List.of("loan"))
                    .build();
            MlcModel model = new MlcTrainer(config).train(panel);
            double young = scores(
                            model,
                            RecommendationRequest.anonymous()
                                    .holdings(List.of("account"))
                                    .feature("age", 21))
                    .get("card");
            double old = scores(
                            model,
                            RecommendationRequest.anonymous()
                                    .holdings(List.of("account"))
                                    .feature("age", 74))
                    .get("card");
            assertThat(young).isGreaterThan(3 * old);
        }
    }

    @Test
    void train_otherAges_givesProtectedProductsTheSameScores() {
        Panel panel = SmallBank.panel(400);
        Panel other = withAges(panel, age -> 97 - age);
        PanelRequests source = PanelRequests.at(panel, SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            MlcTrainer trainer = new MlcTrainer(small().objective(objective).build());
            MlcModel model = trainer.train(panel);
            MlcModel otherModel = trainer.train(other);
            assertThat(otherModel.info().modelHash()).isNotEqualTo(model.info().modelHash());
            for (int row = 0; row < 40; row++) {
                assertThat(ofProtected(scores(otherModel, source.request(row))))
                        .isEqualTo(ofProtected(scores(model, source.request(row))));
            }
        }
    }

    private static Panel withAges(Panel panel, DoubleUnaryOperator age) {
        PanelBuilder copy = Panel.builder(SmallBank.PRODUCTS, SmallBank.schema());
        for (Snapshot snapshot : panel.snapshots()) {
            FeatureTable features = snapshot.features();
            for (int row = 0; row < snapshot.rowCount(); row++) {
                copy.row(snapshot.date(), panel.users().id(snapshot.user(row)))
                        .number("age", age.applyAsDouble(features.number(row, 0)))
                        .number("income", features.number(row, 1));
                int city = features.code(row, 2);
                if (city >= 0) {
                    copy.category("city", features.dictionary(2).id(city));
                }
                for (int item : snapshot.holdings().itemsOf(row)) {
                    copy.holds(panel.items().id(item));
                }
            }
        }
        return copy.build();
    }

    @Test
    void groups_allOrNothingProtected_areOne() {
        Panel panel = SmallBank.panel(20);
        int[] products = {1, 2, 5};
        for (List<String> names : List.of(PROTECTED, List.of("yacht"))) {
            Protection protection = Protection.of(
                    panel.schema(), panel.items(), MlcConfig.defaults().protectedFeatures(), names);
            assertThat(protection.groups(products)).containsExactly(new int[] {0, 1, 2});
        }
        Protection noColumn = Protection.of(
                panel.schema(),
                panel.items(),
                List.of("sexo"),
                MlcConfig.defaults().protectedProducts());
        assertThat(noColumn.itemCount()).isZero();
        assertThat(noColumn.groups(new int[0])).isEmpty();
    }

    @Test
    void readFrom_treesAskingForAProtectedColumn_areRefused() throws Exception {
        int[][] rows = new int[50][];
        Arrays.setAll(rows, r -> new int[] {r % 7, r % 5});
        int[] cells = Arrays.stream(rows).mapToInt(r -> r[1] > 2 ? 1 : 0).toArray();
        Forest forest = Forest.meanOf(List.of(BoostingFixture.train(
                BinMatrix.of(rows, new boolean[2]),
                new LogisticLoss(BoostingFixture.labels(cells, 1)),
                BoostingFixture.loose().maxLeaves(2).rounds(1).build())));
        Sections.Builder written = Sections.builder();
        new ProductGroup(new int[] {0}, List.of(forest.moved(new int[] {0, 2}))).writeTo(written, "");
        Sections sections = written.build();
        assertThat(ProductGroup.readFrom(sections, "", new int[] {0}, new int[] {0, 2}, 3)
                        .treeCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> ProductGroup.readFrom(sections, "", new int[] {0}, new int[] {0, 1}, 3))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the trees \"trees0/\" ask for a protected column");
    }

    @Test
    void config_names_areCheckedAndSorted() {
        assertThat(small().build().protectedFeatures()).containsExactly("age", "shoe size");
        assertThatThrownBy(
                        () -> small().protectedFeatures(List.of("age", "age")).build())
                .hasMessage("protectedFeatures must name each once, but was [age, age]");
        assertThatThrownBy(() -> small().protectedProducts(List.of(" ")).build())
                .hasMessage("a name in protectedProducts must not be blank");
    }

    @Test
    void columnsFor_aProtectedFeature_leavesOutItsChangeToo() {
        Panel moving = FeatureBinnerTest.panel(60, 6, 5);
        FeatureBinner binner = FeatureBinnerTest.learn(
                moving,
                ConfigFixture.defaults()
                        .changingFeatures(List.of("age", "city"))
                        .build());
        int last = binner.columnCount() - 1;
        Protection protection = Protection.of(moving.schema(), moving.items(), List.of("city"), List.of("i1"));
        assertThat(protection.columnsFor(new int[] {1}, new int[] {0, 1}, binner))
                .hasSize(binner.columnCount() - 2)
                .doesNotContain(1, last);
        assertThat(protection.columnsFor(new int[] {0}, new int[] {0, 1}, binner))
                .hasSize(binner.columnCount());
    }
}
