package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.HoldingHistory;
import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
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

    private static String reason(MlcModel model, RecommendationRequest.Builder request, String item) {
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
        MlcModel model = new MlcTrainer(small().protectedFeatures(List.of()).build()).train(SmallBank.panel(600));
        assertThat(reason(model, RecommendationRequest.anonymous().holdings(List.of("payroll")), "pension"))
                .isEqualTo("because you hold payroll");
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 21), "card"))
                .isEqualTo("customers whose age is like yours take it more often");
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 45), "card"))
                .isEqualTo("other customers take it");
        assertThat(reason(model, RecommendationRequest.anonymous(), "card")).isEqualTo("what most customers take");
    }

    @Test
    void reason_protectedFeature_isNeverNamed() {
        Panel panel = SmallBank.panel(400);
        MlcModel model =
                new MlcTrainer(small().protectedFeatures(List.of("age", "city")).build()).train(panel);
        PanelRequests source = PanelRequests.at(panel, SmallBank.month(3));
        Set<String> reasons = new java.util.HashSet<>();
        for (int row = 0; row < source.snapshot().rowCount(); row++) {
            reasons.addAll(model.recommend(source.request(row).build()).items().stream()
                    .map(RecommendedItem::reason)
                    .collect(Collectors.toSet()));
        }
        assertThat(reasons)
                .contains("because you hold payroll", "customers like you take it more often than others")
                .noneMatch(reason -> reason.contains("age ") || reason.contains("city"))
                .noneMatch(reason -> reason.chars().anyMatch(Character::isDigit));
        // Age decides on the card: another feature would not be the reason, and none is given.
        assertThat(reason(model, RecommendationRequest.anonymous().feature("age", 21), "card"))
                .isEqualTo("customers like you take it more often than others");
    }

    @Test
    void reason_droppedBefore_isTold() {
        PanelBuilder panel = Panel.builder(SmallBank.PRODUCTS, SmallBank.schema());
        for (int customer = 0; customer < 600; customer++) {
            for (int month = 0; month < 4; month++) {
                panel.row(SmallBank.month(month), "c" + customer).number("age", 20 + customer % 50);
                if (customer % 3 == 0 && month % 2 == 1) {
                    panel.holds("card");
                }
            }
        }
        MlcModel model = new MlcTrainer(small().build()).train(panel.build());
        RecommendationRequest.Builder nobody = RecommendationRequest.anonymous().holdings(List.of());
        HoldingHistory dropped =
                HoldingHistory.builder().month(List.of("card")).month(List.of()).build();
        HoldingHistory never =
                HoldingHistory.builder().month(List.of()).month(List.of()).build();
        assertThat(reason(model, nobody.history(dropped), "card")).isEqualTo("because you held it before");
        assertThat(reason(model, nobody.history(never), "card")).isEqualTo("other customers take it");
    }
}
