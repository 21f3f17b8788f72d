package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {
    private static Panel threeMonths() {
        return PanelRow.build(List.of(
                new PanelRow(0, "1", 30, "north", Set.of("a")),
                new PanelRow(0, "2", 40, "south", Set.of()),
                new PanelRow(1, "1", 31, "north", Set.of("a", "b")),
                new PanelRow(2, "2", 42, "", Set.of("c"))));
    }

    @Test
    void selectFeatures_some_leavesRowsAndHoldings() {
        Panel panel = PanelRow.build(PanelRow.random(30, 4, 1));
        Panel narrower = panel.selectFeatures(List.of("city"));
        assertThat(narrower.schema().names()).containsExactly("city");
        assertThat(narrower.rowCount()).isEqualTo(panel.rowCount());
        for (int row = 0; row < panel.last().rowCount(); row++) {
            assertThat(narrower.last().features().code(row, 0))
                    .isEqualTo(panel.last().features().code(row, 1));
            assertThat(narrower.last().holdings().itemsOf(row))
                    .isEqualTo(panel.last().holdings().itemsOf(row));
        }
        assertThat(narrower.contentHash()).isNotEqualTo(panel.contentHash());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.selectFeatures(List.of("shoe size")))
                .withMessage(
                        "each of the names chosen must be one of [age, city], but there is no feature \"shoe size\"");
    }

    @Test
    void beforeAndThrough_aDate_shareTheIndexes() {
        Panel panel = threeMonths();
        assertThat(panel.before(PanelRow.date(1)).snapshots())
                .isEqualTo(panel.snapshots().subList(0, 1));
        assertThat(panel.through(PanelRow.date(1)).snapshots())
                .isEqualTo(panel.snapshots().subList(0, 2));
        assertThat(panel.before(PanelRow.date(1).plusDays(1)).snapshots()).hasSize(2);
        assertThat(panel.through(PanelRow.date(1).minusDays(1)).snapshots()).hasSize(1);
        assertThat(panel.before(PanelRow.date(0)).snapshots()).isEmpty();
        assertThat(panel.before(PanelRow.date(1)).users()).isSameAs(panel.users());
        assertThat(panel.through(PanelRow.date(9)).contentHash()).isEqualTo(panel.contentHash());
        assertThat(panel.before(PanelRow.date(2)).contentHash()).isNotEqualTo(panel.contentHash());
    }

    @Test
    void keepUsers_some_dropsTheOthersRowsOnly() {
        Panel panel = threeMonths();
        int two = panel.users().indexOf("2");
        Panel kept = panel.keepUsers(user -> user == two);
        assertThat(kept.users()).isSameAs(panel.users());
        assertThat(kept.snapshots()).extracting(Snapshot::rowCount).containsExactly(1, 0, 1);
        assertThat(kept.last().user(0)).isEqualTo(two);
        assertThat(kept.last().holdings().itemsOf(0)).containsExactly(2);
        assertThat(kept.snapshots().get(0).features().number(0, 0)).isEqualTo(40);
        assertThat(kept.last().rowOf(panel.users().indexOf("1"))).isEqualTo(-1);
    }

    @Test
    void latestFeatures_usersMissingMonths_areTheLastKnown() {
        Panel panel = threeMonths();
        FeatureTable latest = panel.latestFeatures();
        int one = panel.users().indexOf("1");
        int two = panel.users().indexOf("2");
        assertThat(latest.number(one, 0)).isEqualTo(31);
        assertThat(latest.dictionary(1).id(latest.code(one, 1))).isEqualTo("north");
        assertThat(latest.number(two, 0)).isEqualTo(42);
        assertThat(latest.code(two, 1)).isEqualTo(-1);
        FeatureTable withoutTwo = panel.keepUsers(user -> user == one).latestFeatures();
        assertThat(withoutTwo.number(two, 0)).isNaN();
        assertThat(withoutTwo.code(two, 1)).isEqualTo(-1);
    }

    @Test
    void latestFeatures_noSnapshot_hasTheSchemaAllMissing() {
        Panel panel = threeMonths();
        FeatureTable latest = panel.before(PanelRow.date(0)).latestFeatures();
        assertThat(latest.schema()).isEqualTo(panel.schema());
        assertThat(latest.rowCount()).isEqualTo(2);
        assertThat(latest.number(0, 0)).isNaN();
        assertThat(latest.code(0, 1)).isEqualTo(-1);
    }

    @Test
    void interactions_byHand_areUnbrokenOverObserved() {
        Panel panel = PanelRow.build(List.of(
                new PanelRow(0, "1", 0, "", Set.of("a", "b")),
                new PanelRow(1, "1", 0, "", Set.of("a")),
                new PanelRow(3, "1", 0, "", Set.of("a", "b")), // no row in month 2: neither observed nor a break
                new PanelRow(2, "2", 0, "", Set.of("c"))));
        InteractionMatrix held = panel.interactions();
        int one = panel.users().indexOf("1");
        assertThat(held.columnsOf(one)).containsExactly(0, 1);
        assertThat(held.weightsOf(one)).containsExactly(1f, 1f / 3);
        assertThat(held.weightsOf(panel.users().indexOf("2"))).containsExactly(1f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void interactions_randomPanelWithGaps_equalNaive(long seed) {
        List<PanelRow> rows = PanelRow.random(120, 6, seed);
        Panel panel = PanelRow.build(rows);
        InteractionMatrix held = panel.interactions();
        assertThat(held.rowCount()).isEqualTo(panel.users().size());
        for (String user : panel.users().ids()) {
            List<PanelRow> visits = PanelRow.of(user, rows);
            for (int item = 0; item < PanelRow.ITEMS.size(); item++) {
                int unbroken = 0;
                for (PanelRow visit : visits) {
                    unbroken = visit.held().contains(PanelRow.ITEMS.get(item)) ? unbroken + 1 : 0;
                }
                assertThat(held.weight(panel.users().indexOf(user), item)).isEqualTo((float) unbroken / visits.size());
            }
        }
    }

    @Test
    void transition_outOfRange_isRefused() {
        Panel panel = threeMonths();
        assertThat(panel.transitions()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> panel.transition(0));
        assertThatIllegalArgumentException().isThrownBy(() -> panel.transition(3));
        assertThat(panel).hasToString("Panel[2 users, 4 items, by MONTH, [2020-01-28, 2020-02-28, 2020-03-28]]");
    }

    @Test
    void declared_otherLabelsAndRoles_keepTheRows() {
        Panel panel = threeMonths();
        Catalogue items = Catalogue.builder()
                .item("a")
                .item("b")
                .item("c")
                .item("d")
                .credit("b")
                .build();
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("age")
                .categorical("city")
                .label("age", "Age in years")
                .protect(List.of("city"))
                .build();
        Panel declared = panel.declared(items, schema);
        assertThat(declared.catalogue().isCredit(1)).isTrue();
        assertThat(declared.schema().isProtected(0)).isFalse();
        assertThat(declared.schema().isProtected(1)).isTrue();
        assertThat(declared.schema().feature(0).label()).isEqualTo("Age in years");
        assertThat(declared.snapshots()).isEqualTo(panel.snapshots());
        assertThat(declared.latestFeatures().dictionary(1))
                .isEqualTo(panel.latestFeatures().dictionary(1));
        assertThat(declared.contentHash()).isNotEqualTo(panel.contentHash());
        assertThat(panel.declared(items, panel.schema()).contentHash()).isNotEqualTo(panel.contentHash());
        assertThat(panel.declared(panel.catalogue(), schema).contentHash()).isNotEqualTo(panel.contentHash());
    }

    @Test
    void declared_otherIdsNamesOrKinds_isRefused() {
        Panel panel = threeMonths();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.declared(Catalogue.of(List.of("a", "b", "d", "c")), panel.schema()))
                .withMessage("the catalogue must have the ids [a, b, c, d] in this order");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> panel.declared(panel.catalogue(), panel.schema().select(List.of("city", "age"))))
                .withMessage("the schema must have the features [age, city] in this order");
        FeatureSchema numbers =
                FeatureSchema.builder().numeric("age").numeric("city").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.declared(panel.catalogue(), numbers))
                .withMessageContaining("feature \"city\" is");
    }

    @Test
    void requireTransition_withoutAdjacentPeriods_saysWhatIsMissing() {
        Panel panel = threeMonths();
        panel.requireTransition("mlc");
        assertThat(panel.hasTransition()).isTrue();
        assertThat(panel.lastTransitions(1)).hasSize(1);
        assertThat(panel.lastTransitions(5)).hasSize(2);
        Panel one = panel.before(PanelRow.date(1));
        assertThat(one.hasTransition()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.requireTransition("mlc"))
                .withMessage(
                        "mlc needs as data a panel of at least two snapshots, to see which items are added, but there is 1");
        Panel gap =
                PanelRow.build(List.of(new PanelRow(0, "1", 30, "", Set.of()), new PanelRow(2, "1", 32, "", Set.of())));
        assertThat(gap.hasTransition()).isFalse();
        assertThat(gap.lastTransitions(2)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gap.requireTransition("mlc"))
                .withMessage("mlc needs snapshots of two adjacent periods, but the panel by MONTH has gaps between"
                        + " [2020-01-28, 2020-03-28]; declare the period of the data by PanelBuilder.period");
    }
}
