package dev.recsys.mlc.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which labels customers of a panel get, by hand, and what their rows may know. */
class PanelLabelsTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 28);
    private static final PanelTarget CARD = PanelTarget.removal("card");

    /** Customers by id, a period each: what is held, in letters a (account) and c (card); upper case where active; null for no row. */
    private static Panel panel(Map<String, List<String>> customers) {
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("age")
                .numeric("visits")
                .categorical("active")
                .protect("age")
                .build();
        PanelBuilder builder = Panel.builder(List.of("account", "card"), schema);
        customers.forEach((id, periods) -> {
            for (int period = 0; period < periods.size(); period++) {
                String held = periods.get(period);
                if (held.equals("?")) {
                    continue;
                }
                String lower = held.toLowerCase(Locale.ROOT);
                builder.row(START.plusMonths(period), id)
                        .number("age", 40)
                        .number("visits", period)
                        .category("active", held.equals(lower) ? "no" : "yes");
                if (lower.contains("a")) {
                    builder.holds("account");
                }
                if (lower.contains("c")) {
                    builder.holds("card");
                }
            }
        });
        return builder.build();
    }

    private static Map<String, List<String>> customers(String... lines) {
        Map<String, List<String>> customers = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            customers.put(words[0], List.of(words).subList(1, words.length));
        }
        return customers;
    }

    /** The label of a customer at a cut-off: null without a row. */
    private static @Nullable Float label(PanelRows rows, String customer, int period) {
        FeatureTable table = rows.table();
        for (int row = 0; row < table.rowCount(); row++) {
            if (rows.customer(row).equals(customer) && rows.date(row).equals(START.plusMonths(period))) {
                return table.number(
                        row, table.schema().indexOf(rows.targets().get(0).column()));
            }
        }
        return null;
    }

    @Test
    void removal_withinTwo_isOfHoldersAndKnownByTheirRows() {
        Panel panel = panel(customers(
                "stays c c c c",
                "drops c c - -",
                "back c - c c",
                "never a a a a",
                "gap c ? c c",
                "gapDrop c ? - -",
                "leaves c c ? ?"));
        PanelRows rows = PanelLabels.of(2, CARD).rows(panel);
        assertThat(label(rows, "stays", 0)).isEqualTo(0);
        assertThat(label(rows, "stays", 1)).isEqualTo(0);
        assertThat(label(rows, "stays", 2)).isNull(); // its two periods are not over
        assertThat(label(rows, "drops", 0)).isEqualTo(1);
        assertThat(label(rows, "back", 0)).isEqualTo(1);
        assertThat(label(rows, "back", 1)).isNull(); // holds none: not asked
        assertThat(label(rows, "never", 0)).isNull();
        assertThat(label(rows, "gap", 0)).isNull(); // may have dropped and taken it again
        assertThat(label(rows, "gapDrop", 0)).isEqualTo(1);
        assertThat(label(rows, "leaves", 0)).isNull();
        assertThat(rows.targets()).containsExactly(Target.binary("removal card").withMissing(Target.Missing.LEFT_OUT));
        PanelRows lost = PanelLabels.of(2, CARD).withGone(PanelLabels.Gone.LOST).rows(panel);
        assertThat(label(lost, "leaves", 0)).isEqualTo(1);
        assertThat(label(lost, "leaves", 1)).isEqualTo(1);
        assertThat(label(lost, "gap", 0)).isNull();
        PanelRows added = PanelLabels.of(2, PanelTarget.addition("card"))
                .withGone(PanelLabels.Gone.LOST)
                .rows(panel(customers("takes a ac a", "not a a a", "leaves a a ?")));
        assertThat(label(added, "takes", 0)).isEqualTo(1);
        assertThat(label(added, "not", 0)).isEqualTo(0);
        assertThat(label(added, "leaves", 0)).isNull(); // who leaves has lost something, but taken nothing
    }

    @Test
    void otherKinds_areByHand() {
        Panel panel =
                panel(customers("both ac a - -", "idle A a a a", "quiet a a ac ac", "busy a ac ac ac", "none - - - -"));
        PanelRows all = PanelLabels.of(2, PanelTarget.allRemoved()).rows(panel);
        assertThat(label(all, "both", 0)).isEqualTo(1);
        assertThat(label(all, "idle", 0)).isEqualTo(0);
        assertThat(label(all, "none", 0)).isNull();
        PanelRows lost = PanelLabels.of(1, PanelTarget.activityLost("active", "yes"))
                .rows(panel(customers("idle A a a", "active A A A", "inactive a A A")));
        assertThat(label(lost, "idle", 0)).isEqualTo(1);
        assertThat(label(lost, "active", 1)).isEqualTo(0);
        assertThat(label(lost, "inactive", 0)).isNull();
        PanelRows first = PanelLabels.of(1, PanelTarget.firstAddition(1)).rows(panel);
        assertThat(label(first, "quiet", 0)).isNull(); // nothing is known of before
        assertThat(label(first, "quiet", 1)).isEqualTo(1);
        assertThat(label(first, "busy", 1)).isNull(); // added just now
        assertThat(label(first, "busy", 2)).isEqualTo(0);
    }

    @Test
    void rows_haveWhatWasKnownAtTheCutOffAlone() {
        Map<String, List<String>> then = customers("a AC AC - -", "b c c c c", "c a ac c -");
        Map<String, List<String>> otherwise = customers("a AC AC AC AC", "b c c - -", "c a ac a a");
        PanelLabels labels = PanelLabels.of(2, CARD).withHistory(2);
        FeatureTable one = labels.rowsAt(panel(then), START.plusMonths(1)).table();
        FeatureTable other =
                labels.rowsAt(panel(otherwise), START.plusMonths(1)).table();
        List<String> known = one.schema().names().stream()
                .filter(name -> !name.equals("removal card"))
                .toList();
        assertThat(known)
                .containsExactly(
                        "visits",
                        "active",
                        "holds account",
                        "holds card",
                        "held account 1",
                        "held card 1",
                        "held account 2",
                        "held card 2",
                        "period");
        assertThat(one.select(known).contentHash())
                .isEqualTo(other.select(known).contentHash()); // the future changes nothing
        assertThat(one.contentHash()).isNotEqualTo(other.contentHash()); // but the labels
        int row = 0;
        assertThat(one.number(row, one.schema().indexOf("holds card"))).isEqualTo(1);
        assertThat(one.number(row, one.schema().indexOf("held card 1"))).isEqualTo(1);
        assertThat(one.number(row, one.schema().indexOf("held card 2"))).isNaN(); // before the panel
        assertThat(one.number(row, one.schema().indexOf("visits"))).isEqualTo(1);
        assertThat(one.number(row, one.schema().indexOf("period"))).isEqualTo(1);
    }

    @Test
    void rows_ofAPanelThroughACutOff_haveNoLabelOfLater() {
        Panel panel = panel(customers("a c c c c -", "b c - - - -"));
        PanelRows rows = PanelLabels.of(2, CARD).rows(panel.through(START.plusMonths(3)));
        assertThat(label(rows, "a", 1)).isEqualTo(0);
        assertThat(label(rows, "a", 2)).isNull();
        PanelRows test = PanelLabels.of(1, CARD).rowsAt(panel, START.plusMonths(3));
        assertThat(label(test, "a", 3)).isEqualTo(1);
        assertThat(PanelLabels.of(2, CARD).withCutOffs(1).rows(panel).date(0)).isEqualTo(START.plusMonths(2));
        assertThat(PanelLabels.of(2, CARD).latest(panel).table().rowCount()).isEqualTo(2);
        assertThat(PanelLabels.of(2, CARD).latest(panel).table().schema().names())
                .doesNotContain("removal card");
    }

    @Test
    void train_inTimeOrder_ranksWhoLeavesFirst() {
        Map<String, List<String>> customers = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) { // who has no account gives up the card in the next period
            int at = 2 + i % 5;
            String before = i % 2 == 0 ? "ac" : "c";
            List<String> periods = new ArrayList<>();
            for (int period = 0; period < 8; period++) {
                periods.add(period < at || i % 2 == 0 ? before : "-");
            }
            customers.put("c" + i, periods);
        }
        Panel panel = panel(customers);
        PanelLabels labels = PanelLabels.of(1, CARD, PanelTarget.allRemoved());
        PanelRows rows = labels.rows(panel.through(START.plusMonths(5)));
        TargetConfig config = rows.config(TargetConfig.defaults());
        assertThat(config.stopping().by()).isEqualTo(TargetStopping.By.LAST);
        assertThat(config.stopping().order()).containsExactly("period");
        TargetModel model = new TargetTrainer(config).train(rows.table(), rows.targets());
        assertThat(model.columns().names()).doesNotContain("period", "age").contains("holds account");
        List<TargetFigures> figures =
                model.evaluate(labels.rowsAt(panel, START.plusMonths(5)).table(), 1);
        assertThat(figures)
                .allSatisfy(each -> assertThat(each.figures().get("auc")).isEqualTo(1));
        TargetScores latest = model.predictAll(labels.latest(panel).table(), 1);
        assertThat(latest.rowCount()).isEqualTo(400);
        TargetConfig single = labels.rowsAt(panel, START.plusMonths(5)).config(TargetConfig.defaults());
        assertThat(single.columns().excluded()).containsExactly("removal card", "all removed", "period");
        TargetModel one =
                new TargetTrainer(config).train(rows.table(), rows.targets().subList(0, 1));
        assertThat(one.columns().names()).doesNotContain("all removed"); // a label not learned is no attribute
    }

    @Test
    void labels_thatDoNotFit_areRefused() {
        Panel panel = panel(customers("a A c", "b c c"));
        assertThatThrownBy(() -> PanelLabels.of(1, PanelTarget.removal("loan")).rows(panel))
                .hasMessage("the panel has no item \"loan\"");
        assertThatThrownBy(() -> PanelLabels.of(1, PanelTarget.activityLost("active", "maybe"))
                        .rows(panel))
                .hasMessage("column \"active\" of the panel has no value \"maybe\"");
        assertThatThrownBy(() -> PanelLabels.of(1, PanelTarget.activityLost("visits", "1"))
                        .rows(panel))
                .hasMessage("feature \"visits\" must be categorical");
        assertThatThrownBy(() -> PanelLabels.of(2, CARD).rows(panel))
                .hasMessage("the panel must have a period with all of the 2 after it, but has 2 periods");
        assertThatThrownBy(() -> PanelLabels.of(1, CARD).rowsAt(panel, START.plusMonths(1)))
                .hasMessageStartingWith("the panel must have all of the 1 periods after 2026-02-28");
        assertThatThrownBy(() -> PanelLabels.of(1, CARD).rowsAt(panel, START.plusDays(1)))
                .hasMessage("date must be that of a snapshot of the panel, but was 2026-01-29");
        assertThatThrownBy(() -> PanelLabels.of(1, CARD, CARD)).hasMessageStartingWith("targets must differ");
        assertThatThrownBy(() -> PanelLabels.of(0, CARD)).hasMessageContaining("within must be in 1..60");
        assertThatThrownBy(() -> PanelTarget.firstAddition(0)).hasMessageContaining("quiet must be in 1..60");
        assertThatThrownBy(() -> new PanelTarget(PanelTarget.Kind.ALL_REMOVED, "card", "", 0))
                .hasMessage("name must be empty for ALL_REMOVED, but was \"card\"");
    }
}
