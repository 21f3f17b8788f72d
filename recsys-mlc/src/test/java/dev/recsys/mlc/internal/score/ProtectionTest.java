package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.mlc.BankFixture;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.FeatureBinnerTest;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Trees;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.SmallBank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProtectionTest {
    private static final List<String> CREDIT = List.of("card", "loan", "fund");

    private static ConfigFixture small() {
        return ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(2);
    }

    /** Credit is what age decides on, so that protection changes much. */
    private static Panel bank() {
        return BankFixture.withRoles(400, List.of("age"), CREDIT);
    }

    private static Map<String, Double> scores(Recommender model, RecommendationRequest.Builder request) {
        return model.recommend(request.includeOwned().limit(100).build()).items().stream()
                .collect(Collectors.toMap(RecommendedItem::itemId, RecommendedItem::score));
    }

    private static Map<String, Double> ofCredit(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .filter(e -> CREDIT.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A user the model knows. */
    private static RecommendationRequest.Builder user(int row, PanelCustomers source) {
        return RecommendationRequest.forUser(source.customer(row).id().orElseThrow());
    }

    private static List<RecommendationRequest.Builder> aged(int row, PanelCustomers source) {
        List<RecommendationRequest.Builder> requests = new ArrayList<>();
        for (double age : new double[] {-1, 18, 21, 33, 34, 35, 36, 50, 55, 56, 74, 1e30, Double.NaN}) {
            requests.add(user(row, source).feature("age", age));
        }
        return requests;
    }

    @Test
    void recommend_anotherAge_leavesTheScoresAndOrderOfProtectedProducts() {
        Panel panel = bank();
        PanelCustomers source = PanelCustomers.at(panel, SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                MlcModel model = new MlcTrainer(small().objective(objective)
                                .structure(structure)
                                .build())
                        .train(panel);
                assertThat(model.info().notes())
                        .containsEntry("products protected", "3")
                        .doesNotContainKey("protection");
                Bundle bundle = Bundle.of(model).remembering(panel);
                for (int row = 0; row < 40; row++) {
                    RecommendationRequest.Builder asked = user(row, source);
                    Map<String, Double> expected = ofCredit(scores(bundle, asked));
                    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(CREDIT);
                    List<String> order = bundle.recommend(asked.build()).itemIds().stream()
                            .filter(CREDIT::contains)
                            .toList();
                    for (RecommendationRequest.Builder request : aged(row, source)) {
                        assertThat(ofCredit(scores(bundle, request))).isEqualTo(expected);
                        assertThat(bundle.recommend(request.build()).itemIds().stream()
                                        .filter(CREDIT::contains))
                                .isEqualTo(order);
                        assertThat(bundle.explain(request.build(), "card").contributions())
                                .noneMatch(contribution ->
                                        contribution.about().arguments().containsValue("age"));
                    }
                }
            }
        }
    }

    @Test
    void recommend_anotherAge_movesWhatIsNotProtected() {
        Panel panel = BankFixture.withRoles(400, List.of("age"), List.of("loan"));
        for (Objective objective : Objective.values()) {
            MlcModel model = new MlcTrainer(small().objective(objective).build()).train(panel);
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
            assertThat(young).isGreaterThan(2 * old);
        }
    }

    @Test
    void train_otherAges_givesProtectedProductsTheSameScores() {
        Panel panel = bank();
        Panel other = BankFixture.copy(panel, panel.catalogue(), panel.schema(), age -> 97 - age);
        PanelCustomers source = PanelCustomers.at(panel, SmallBank.month(3));
        for (Objective objective : Objective.values()) {
            MlcTrainer trainer = new MlcTrainer(small().objective(objective).build());
            MlcModel model = trainer.train(panel);
            MlcModel otherModel = trainer.train(other);
            assertThat(otherModel.info().modelHash()).isNotEqualTo(model.info().modelHash());
            for (int row = 0; row < 40; row++) {
                assertThat(ofCredit(scores(otherModel, source.request(row))))
                        .isEqualTo(ofCredit(scores(model, source.request(row))));
            }
        }
    }

    @Test
    void recommend_onlyProtectedFeaturesKnown_scoresCreditAsForAStranger() {
        MlcModel model = new MlcTrainer(small().build()).train(bank());
        Map<String, Double> stranger = scores(model, RecommendationRequest.anonymous());
        Map<String, Double> young =
                scores(model, RecommendationRequest.anonymous().feature("age", 21));
        assertThat(ofCredit(young)).isEqualTo(ofCredit(stranger));
        assertThat(young).isNotEqualTo(stranger);
    }

    @Test
    void recommend_aBankWithNamesOfItsOwn_isProtected() {
        Catalogue catalogue = Catalogue.builder()
                .items(List.of("GIRO", "PERSONAL_LOAN", "FONDO", "NOMINA", "PLAN", "TARJETA", "OVERDRAFT"))
                .credit("PERSONAL_LOAN")
                .build();
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("gender")
                .numeric("salary")
                .categorical("region")
                .protect("gender")
                .build();
        // Who is a woman here is young in the small bank, and the loan stands for the card, which the young take.
        Panel panel = BankFixture.copy(SmallBank.panel(400), catalogue, schema, age -> age < 35 ? 1 : 0);
        MlcModel model = new MlcTrainer(small().build()).train(panel);
        assertThat(model.info().notes())
                .containsEntry("products protected", "1")
                .doesNotContainKey("protection");
        for (RecommendationRequest.Builder known : List.of(
                RecommendationRequest.anonymous().holdings(List.of("GIRO")).feature("salary", 20_000),
                RecommendationRequest.anonymous().holdings(List.of("NOMINA")),
                RecommendationRequest.anonymous())) {
            Map<String, Double> woman = scores(model, known.feature("gender", 1));
            Map<String, Double> man = scores(model, known.feature("gender", 0));
            assertThat(woman.get("PERSONAL_LOAN")).isEqualTo(man.get("PERSONAL_LOAN"));
            assertThat(woman.get("FONDO")).isNotEqualTo(man.get("FONDO"));
        }
        // Not credit, the loan would depend on it.
        Panel open =
                BankFixture.copy(SmallBank.panel(400), Catalogue.of(catalogue.ids()), schema, age -> age < 35 ? 1 : 0);
        MlcModel unprotected = new MlcTrainer(small().build()).train(open);
        RecommendationRequest.Builder known = RecommendationRequest.anonymous().holdings(List.of("GIRO"));
        double woman = scores(unprotected, known.feature("gender", 1)).get("PERSONAL_LOAN");
        assertThat(woman)
                .isGreaterThan(
                        3 * scores(unprotected, known.feature("gender", 0)).get("PERSONAL_LOAN"));
    }

    @Test
    void train_creditWithoutAProtectedFeature_isNoted() {
        Panel panel = BankFixture.withRoles(200, List.of(), CREDIT);
        MlcModel model = new MlcTrainer(small().build()).train(panel);
        assertThat(model.info().notes())
                .containsEntry("products protected", "0")
                .containsEntry(
                        "protection",
                        "3 credit items are declared, but no protected feature: every feature is used for their scores."
                                + " Declare protected features by FeatureSchema.Builder.protect");
    }

    @Test
    void groups_allOrNothingProtected_areOne() {
        int[] products = {1, 2, 5};
        for (List<String> credit : List.of(CREDIT, List.of("account"), List.<String>of())) {
            Protection protection = Protection.of(
                    BankFixture.withRoles(20, List.of("age"), credit).vocabulary());
            assertThat(protection.itemCount()).isEqualTo(credit.size());
            assertThat(protection.groups(products)).containsExactly(new int[] {0, 1, 2});
        }
        Protection half = Protection.of(
                BankFixture.withRoles(20, List.of("age"), List.of("fund")).vocabulary());
        assertThat(half.groups(products)).containsExactly(new int[] {0, 2}, new int[] {1});
        Protection noColumn =
                Protection.of(BankFixture.withRoles(20, List.of(), CREDIT).vocabulary());
        assertThat(noColumn.itemCount()).isZero();
        assertThat(noColumn.groups(products)).containsExactly(new int[] {0, 1, 2});
        assertThat(noColumn.groups(new int[0])).isEmpty();
    }

    @Test
    void groups_nothingProtectedIsKnown_areOne() {
        Panel panel = BankFixture.withRoles(200, List.of("age"), CREDIT);
        FeatureBinner binner = FeatureBinner.learn(
                panel.lastTransitions(1), panel.schema(), panel.catalogue().size(), Columns.defaults(), 1);
        Protection protection = Protection.of(panel.vocabulary());
        int[] products = IntStream.range(0, panel.catalogue().size()).toArray();
        for (boolean features : new boolean[] {true, false}) {
            KnownFacts facts = new KnownFacts(true, features, true);
            assertThat(protection.groups(products, facts, binner)).hasSize(features ? 2 : 1);
        }
        assertThat(protection.groups(products, new KnownFacts(true, false, false), binner))
                .containsExactly(products);
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
                .hasMessage("the trees \"trees0/\" ask for a column they may not see");
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
        Catalogue catalogue =
                Catalogue.builder().items(moving.items().ids()).credit("i1").build();
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("age")
                .categorical("city")
                .protect("city")
                .build();
        Protection protection = Protection.of(new Vocabulary(
                catalogue,
                schema,
                List.of(moving.vocabulary().dictionary(0), moving.vocabulary().dictionary(1))));
        assertThat(protection.columnsFor(new int[] {1}, new int[] {0, 1}, binner))
                .hasSize(binner.columnCount() - 2)
                .doesNotContain(1, last);
        assertThat(protection.columnsFor(new int[] {0}, new int[] {0, 1}, binner))
                .hasSize(binner.columnCount());
    }
}
