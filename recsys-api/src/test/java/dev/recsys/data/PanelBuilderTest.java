package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelBuilderTest {
    private static PanelBuilder builder() {
        return Panel.builder(PanelRow.ITEMS, PanelRow.SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void build_anyRowOrder_givesEqualContentHash(long seed) {
        List<PanelRow> rows = PanelRow.random(200, 5, seed);
        String hash = PanelRow.build(rows).contentHash();
        for (int round = 0; round < 4; round++) {
            Collections.shuffle(rows, new Random(seed + round));
            assertThat(PanelRow.build(rows).contentHash()).isEqualTo(hash);
        }
    }

    @Test
    void contentHash_anyOneChange_isAnother() {
        PanelRow row = new PanelRow(0, "1", 30, "north", Set.of("a"));
        PanelRow other = new PanelRow(1, "2", 40, "south", Set.of("b"));
        List<String> hashes = new ArrayList<>();
        for (PanelRow changed : List.of(
                row,
                new PanelRow(2, "1", 30, "north", Set.of("a")),
                new PanelRow(0, "3", 30, "north", Set.of("a")),
                new PanelRow(0, "1", 31, "north", Set.of("a")),
                new PanelRow(0, "1", Double.NaN, "north", Set.of("a")),
                new PanelRow(0, "1", 30, "south", Set.of("a")),
                new PanelRow(0, "1", 30, "", Set.of("a")),
                new PanelRow(0, "1", 30, "north", Set.of("b")),
                new PanelRow(0, "1", 30, "north", Set.of()))) {
            hashes.add(PanelRow.build(List.of(changed, other)).contentHash());
        }
        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(hashes.get(0)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void build_randomRows_keepsEveryValue(long seed) {
        List<PanelRow> rows = PanelRow.random(150, 4, seed);
        Panel panel = PanelRow.build(rows);
        assertThat(panel.rowCount()).isEqualTo(rows.size());
        for (PanelRow row : rows) {
            Snapshot snapshot = panel.snapshots().get(row.month());
            assertThat(snapshot.date()).isEqualTo(PanelRow.date(row.month()));
            int place = snapshot.rowOf(panel.users().indexOf(row.user()));
            FeatureTable features = snapshot.features();
            assertThat(Float.compare(features.number(place, 0), (float) row.age()))
                    .isZero();
            int code = features.code(place, 1);
            assertThat(code < 0 ? "" : features.dictionary(1).id(code)).isEqualTo(row.city());
            for (int item = 0; item < PanelRow.ITEMS.size(); item++) {
                assertThat(snapshot.holdings().holds(place, item))
                        .isEqualTo(row.held().contains(PanelRow.ITEMS.get(item)));
            }
        }
    }

    @Test
    void row_secondOfAUserAndDate_isRefused() {
        PanelBuilder builder = builder().row(PanelRow.date(0), "1").row(PanelRow.date(1), "1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.row(PanelRow.date(0), "1"))
                .withMessage("customer 1 has two rows in one month, of 2020-01-28 and 2020-01-28");
        assertThat(builder.contains(PanelRow.date(0), builder.userOf("1"))).isTrue();
        assertThat(builder.contains(PanelRow.date(2), builder.userOf("1"))).isFalse();
        assertThat(builder.contains(PanelRow.date(0), builder.userOf("2"))).isFalse();
    }

    @Test
    void values_beforeTheFirstRow_areOutOfOrder() {
        assertThatIllegalStateException().isThrownBy(() -> builder().holds("a"));
        assertThatIllegalStateException().isThrownBy(() -> builder().number("age", 1));
        assertThatIllegalStateException().isThrownBy(() -> builder().category("city", "north"));
    }

    @Test
    void values_hostile_areRefused() {
        PanelBuilder builder = builder().row(PanelRow.date(0), "1");
        for (double number : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e39}) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.number("age", number));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.number("city", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.number("shoe", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.number(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.category("age", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.category("shoe", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.category(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.category(1, -2));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.codeOf(0, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.codeOf(1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.holds("yacht"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.holds(4));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.holds(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.row(PanelRow.date(0), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.row(PanelRow.date(0), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.row(null, "2"));
    }

    @Test
    void values_setTwice_keepTheLast() {
        PanelBuilder builder = builder().row(PanelRow.date(0), "1");
        builder.number("age", 1).number("age", Double.NaN).category("city", "x").category("city", null);
        FeatureTable features = builder.build().last().features();
        assertThat(features.number(0, 0)).isNaN();
        assertThat(features.code(0, 1)).isEqualTo(-1);
    }

    @Test
    void builder_itemTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Panel.builder(List.of("a", "a"), FeatureSchema.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> Panel.builder(List.of(""), FeatureSchema.empty()));
    }

    @Test
    void build_noRows_isAnEmptyPanel() {
        Panel panel = builder().build();
        assertThat(panel.snapshots()).isEmpty();
        assertThat(panel.interactions().cellCount()).isZero();
        assertThat(panel.transitions()).isEmpty();
        assertThatIllegalStateException().isThrownBy(panel::last);
        assertThat(panel.contentHash()).isEqualTo(builder().build().contentHash());
    }

    @Test
    void build_again_isRefused() {
        PanelBuilder rows = Panel.builder(List.of("a"), FeatureSchema.empty());
        rows.row(LocalDate.of(2020, 1, 28), "1").holds("a");
        assertThat(rows.build().rowCount()).isEqualTo(1);
        String message = "this builder has built its panel; rows of another need another builder";
        assertThatThrownBy(rows::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> rows.row(LocalDate.of(2020, 2, 28), "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
