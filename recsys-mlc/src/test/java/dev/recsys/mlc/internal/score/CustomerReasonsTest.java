package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Facts;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.mlc.BankFixture;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CustomerReasonsTest {
    private static ConfigFixture small() {
        return ConfigFixture.defaults()
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(2);
    }

    private static Reason reason(MlcModel model, RecommendationRequest.Builder request, String item) {
        return model.recommend(request.allow(List.of(item)).build())
                .items()
                .get(0)
                .reason();
    }

    @Test
    void effects_everyBin_areExpectedMarginsWithOneColumnKnown() {
        int[] bins = {2, 12, 40, 33, 7};
        int[][] rows = BoostingFixture.rows(500, bins, new SplittableRandom(3));
        int[] cells = new int[rows.length * 2];
        Arrays.setAll(cells, i -> (rows[i / 2][1 + i % 2] % 3 == 0) ^ (rows[i / 2][4] > 3) ? 1 : 0);
        Labels labels = BoostingFixture.labels(cells, 2);
        BinMatrix matrix = BinMatrix.of(rows, new boolean[] {false, false, false, true, true});
        for (Trees.Structure structure : Trees.Structure.values()) {
            MlcConfig config =
                    BoostingFixture.loose().structure(structure).rounds(6).build();
            Forest which = Forest.meanOf(List.of(BoostingFixture.train(matrix, new LogisticLoss(labels), config)));
            Labels first = BoostingFixture.labels(
                    Arrays.stream(rows).mapToInt(r -> r[0]).toArray(), 1);
            Forest any = Forest.meanOf(List.of(BoostingFixture.train(matrix, new LogisticLoss(first), config)));
            ColumnEffects effects =
                    new ColumnEffects(List.of(new ProductGroup(new int[] {0, 2}, List.of(which, any))), bins, 3);
            assertThat(effects.count()).isEqualTo(bins.length);
            for (int place = 0; place < effects.count(); place++) {
                int column = effects.column(place);
                for (int bin = 0; bin < bins[column]; bin++) {
                    int[] row = new int[bins.length];
                    row[column] = bin;
                    for (int k = 0; k < 2; k++) {
                        double alone = TreeShapTest.expected(which, row, k, 1 << column)
                                - TreeShapTest.expected(which, row, k, 0)
                                + TreeShapTest.expected(any, row, 0, 1 << column)
                                - TreeShapTest.expected(any, row, 0, 0);
                        assertThat((double) effects.of(place, bin, 2 * k)).isCloseTo(alone, within(1e-5));
                    }
                    assertThat(effects.of(place, bin, 1)).isZero(); // in no group
                }
            }
        }
    }

    @Test
    void reason_causeInTheBank_isNamed() {
        Panel panel = BankFixture.withRoles(600, List.of(), List.of());
        MlcModel model = new MlcTrainer(small().build()).train(panel);
        assertThat(reason(model, RecommendationRequest.anonymous().holdings(List.of("payroll")), "pension"))
                .isEqualTo(Reason.of(Reason.HOLDS, "item", "payroll"));
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 21), "card"))
                .isEqualTo(Reason.of(Reason.FEATURE, "feature", "age"));
        String rate = Double.toString(
                ItemPopularity.rates(panel, MlcConfig.defaults().sampling().periods())[1]);
        Reason popular = Reason.of(Reason.POPULAR, "share", rate);
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 45), "card"))
                .isEqualTo(popular);
        assertThat(reason(model, RecommendationRequest.anonymous(), "card")).isEqualTo(popular);
    }

    @Test
    void reason_itemNobodyTook_isThatItIsRarelyTaken() {
        Catalogue catalogue =
                Catalogue.builder().items(SmallBank.PRODUCTS).item("yacht").build();
        Panel bank = SmallBank.panel(200);
        Panel panel = BankFixture.copy(bank, catalogue, SmallBank.schema(), age -> age);
        MlcModel model = new MlcTrainer(small().build()).train(panel);
        Reason rare = Reason.of(Reason.RARELY_TAKEN);
        assertThat(reason(model, RecommendationRequest.anonymous().holdings(List.of("payroll")), "yacht"))
                .isEqualTo(rare);
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 21), "yacht"))
                .isEqualTo(rare);
        assertThat(reason(model, RecommendationRequest.anonymous(), "yacht")).isEqualTo(rare);
    }

    @Test
    void reason_protectedFeature_isNeverNamed() {
        Panel panel = BankFixture.withRoles(400, List.of("age", "city"), SmallBank.CREDIT);
        MlcModel model = new MlcTrainer(small().build()).train(panel);
        PanelCustomers source = PanelCustomers.at(panel, SmallBank.month(3));
        Set<Reason> reasons = new HashSet<>();
        for (int row = 0; row < source.snapshot().rowCount(); row++) {
            reasons.addAll(model.recommend(source.request(row).build()).items().stream()
                    .map(RecommendedItem::reason)
                    .collect(Collectors.toSet()));
        }
        assertThat(reasons)
                .contains(Reason.of(Reason.HOLDS, "item", "payroll"), Reason.of(Reason.SIMILAR_CUSTOMERS))
                .noneMatch(reason -> reason.arguments().containsValue("age")
                        || reason.arguments().containsValue("city"));
        // No reason has a value but the share of an item: none of a feature.
        for (Reason reason : reasons) {
            Set<String> names = reason.arguments().keySet();
            assertThat(names).isSubsetOf("item", "feature", "share");
            assertThat(names.contains("share")).isEqualTo(reason.code().equals(Reason.POPULAR));
            assertThat(reason.arguments().getOrDefault("item", "card")).isIn(SmallBank.PRODUCTS);
            assertThat(reason.arguments().getOrDefault("feature", "income")).isEqualTo("income");
        }
        // Age decides on the card: another feature would not be the reason, and none is given.
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 21), "card"))
                .isEqualTo(Reason.of(Reason.SIMILAR_CUSTOMERS));
    }

    @Test
    void reason_droppedBefore_isTold() {
        PanelBuilder panel = Panel.builder(SmallBank.PRODUCTS, SmallBank.schema());
        for (int customer = 0; customer < 600; customer++) {
            for (int month = 0; month < 6; month++) {
                panel.row(SmallBank.month(month), "c" + customer).number("age", 20 + customer % 50);
                if (customer % 3 == 0 && month % 2 == 1) {
                    panel.holds("card");
                }
            }
        }
        MlcModel model = new MlcTrainer(small().build()).train(panel.build());
        assertThat(reason(model, before(List.of("card"), List.of()), "card"))
                .isEqualTo(Reason.of(Reason.HELD_THIS_BEFORE));
        assertThat(reason(model, before(List.of(), List.of()), "card").code()).isEqualTo(Reason.POPULAR);
    }

    /** A customer without holdings, and what was held one and two periods before. */
    private static RecommendationRequest.Builder before(List<String> one, List<String> two) {
        return RecommendationRequest.anonymous()
                .holdings(List.of())
                .earlier(1, Facts.builder().holdings(one).build())
                .earlier(2, Facts.builder().holdings(two).build());
    }
}
