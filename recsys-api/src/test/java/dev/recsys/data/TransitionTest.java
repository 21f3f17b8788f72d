package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionTest {
    private static List<String> names(int[] items) {
        List<String> names = new ArrayList<>();
        for (int item : items) {
            names.add(PanelRow.ITEMS.get(item));
        }
        return names;
    }

    @Test
    void addedAndCounts_byHand_areOfUsersInBothMonths() {
        Transition step = PanelRow.build(List.of(
                        new PanelRow(0, "1", 0, "", Set.of("a")),
                        new PanelRow(0, "2", 0, "", Set.of("a", "b")),
                        new PanelRow(0, "left", 0, "", Set.of("a")),
                        new PanelRow(1, "1", 0, "", Set.of("a", "b", "c")),
                        new PanelRow(1, "2", 0, "", Set.of("b")), // dropped a
                        new PanelRow(1, "came", 0, "", Set.of("d"))))
                .transition(1);
        assertThat(step.pairCount()).isEqualTo(2);
        assertThat(names(step.added(0))).containsExactly("b", "c");
        assertThat(step.added(1)).isEmpty();
        assertThat(new int[] {step.additionCount(0), step.additionCount(1), step.additionCount(2), step.additionCount(3)
                })
                .containsExactly(0, 1, 1, 0);
        assertThat(new int[] {step.nonOwnerCount(0), step.nonOwnerCount(1), step.nonOwnerCount(2), step.nonOwnerCount(3)
                })
                .containsExactly(0, 1, 2, 2);
        assertThat(step).hasToString("Transition[2020-01-28 to 2020-02-28, 2 users]");
    }

    @Test
    void isReactivation_heldBeforeTheEarlierMonth_isTrue() {
        Panel panel = PanelRow.build(List.of(
                new PanelRow(0, "1", 0, "", Set.of("a")),
                new PanelRow(1, "1", 0, "", Set.of()),
                new PanelRow(2, "1", 0, "", Set.of("a", "b"))));
        Transition step = panel.transition(2);
        assertThat(names(step.added(0))).containsExactly("a", "b");
        assertThat(step.isReactivation(0, 0)).isTrue();
        assertThat(step.isReactivation(0, 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void transitions_randomPanel_equalNaive(long seed) {
        List<PanelRow> rows = PanelRow.random(150, 5, seed);
        Panel panel = PanelRow.build(rows);
        Map<List<Object>, PanelRow> byMonthAndUser = new HashMap<>();
        rows.forEach(row -> byMonthAndUser.put(List.of(row.month(), row.user()), row));
        for (int later = 1; later < 5; later++) {
            Transition step = panel.transition(later);
            assertThat(step.before()).isSameAs(panel.snapshots().get(later - 1));
            assertThat(step.after()).isSameAs(panel.snapshots().get(later));
            int[] additions = new int[4];
            int[] nonOwners = new int[4];
            int pair = 0;
            for (String user : panel.users().ids()) {
                PanelRow before = byMonthAndUser.get(List.of(later - 1, user));
                PanelRow after = byMonthAndUser.get(List.of(later, user));
                if (before == null || after == null) {
                    continue;
                }
                Set<String> added = new TreeSet<>(after.held());
                added.removeAll(before.held());
                assertThat(panel.users().id(step.user(pair))).isEqualTo(user);
                assertThat(step.before().user(step.rowBefore(pair))).isEqualTo(step.user(pair));
                assertThat(step.after().user(step.rowAfter(pair))).isEqualTo(step.user(pair));
                assertThat(names(step.added(pair))).containsExactlyElementsOf(added);
                for (int item = 0; item < 4; item++) {
                    String name = PanelRow.ITEMS.get(item);
                    additions[item] += added.contains(name) ? 1 : 0;
                    nonOwners[item] += before.held().contains(name) ? 0 : 1;
                    if (added.contains(name)) {
                        boolean heldOnce = false;
                        for (int month = 0; month < later - 1; month++) {
                            PanelRow earlier = byMonthAndUser.get(List.of(month, user));
                            heldOnce |= earlier != null && earlier.held().contains(name);
                        }
                        assertThat(step.isReactivation(pair, item)).isEqualTo(heldOnce);
                    }
                }
                pair++;
            }
            assertThat(step.pairCount()).isEqualTo(pair);
            for (int item = 0; item < 4; item++) {
                assertThat(step.additionCount(item)).isEqualTo(additions[item]);
                assertThat(step.nonOwnerCount(item)).isEqualTo(nonOwners[item]);
            }
        }
    }

    @Test
    void featuresBefore_byHand_areOfThePeriodBeforeTheEarlierSnapshot() {
        Panel panel = PanelRow.build(List.of(
                new PanelRow(0, "1", 30, "", Set.of()),
                new PanelRow(1, "1", 31, "", Set.of()),
                new PanelRow(2, "1", 32, "", Set.of()),
                new PanelRow(1, "2", 40, "", Set.of()),
                new PanelRow(2, "2", 41, "", Set.of()),
                new PanelRow(4, "1", 34, "", Set.of()),
                new PanelRow(5, "1", 35, "", Set.of())));
        Transition first = panel.transition(1);
        assertThat(first.periodsBefore()).isZero();
        assertThat(first.featuresBefore(0).number(0)).isNaN();
        Transition second = panel.transition(2);
        assertThat(second.periodsBefore()).isEqualTo(1);
        assertThat(second.featuresBefore(0).number(0)).isEqualTo(30);
        assertThat(second.featuresBefore(1).number(0)).as("no row then").isNaN();
        assertThat(second.featuresBefore(1).code(1)).isEqualTo(-1);
        Transition afterAGap = panel.transition(4);
        assertThat(afterAGap.periodsBefore()).isEqualTo(4);
        assertThat(afterAGap.featuresBefore(0).number(0)).as("no snapshot then").isNaN();
    }
}
