package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The features of each user at the user's latest row, and one period before it. */
class UserFeaturesTest {
    private static PanelRow row(int month, String user, double age, String city) {
        return new PanelRow(month, user, age, city, Set.of());
    }

    private static String age(Panel panel, FeatureTable table, String user) {
        return String.valueOf(table.number(panel.users().indexOf(user), 0));
    }

    @Test
    void featuresBeforeLatest_byHand_areOfThePeriodBeforeTheUsersLatest() {
        Panel panel = PanelRow.build(List.of(
                row(0, "gone", 30, "north"),
                row(0, "left", 40, "north"),
                row(1, "left", 41, "south"),
                row(0, "gap", 50, "east"),
                row(2, "gap", 52, "east"), // no row in month 1
                row(1, "stays", 60, "north"),
                row(2, "stays", 61, "south"),
                row(2, "new", 20, "south")));
        FeatureTable before = panel.featuresBeforeLatest(List.of("age", "city"));
        assertThat(before.rowCount()).isEqualTo(5);
        assertThat(age(panel, before, "gone")).isEqualTo("NaN");
        assertThat(age(panel, before, "left")).isEqualTo("40.0");
        assertThat(age(panel, before, "gap")).isEqualTo("NaN");
        assertThat(age(panel, before, "stays")).isEqualTo("60.0");
        assertThat(age(panel, before, "new")).isEqualTo("NaN");
        int stays = panel.users().indexOf("stays");
        assertThat(before.dictionary(1).id(before.code(stays, 1))).isEqualTo("north");
        assertThat(before.code(panel.users().indexOf("new"), 1)).isEqualTo(-1);
        assertThat(panel.featuresBeforeLatest(List.of("city")).schema().names()).containsExactly("city");
    }

    /** All users have a row in the last snapshot: the shortcut and the search must agree. */
    @Test
    void latestFeatures_allInTheLastPeriod_areItsRows() {
        Panel panel = PanelRow.build(List.of(
                row(0, "1", 30, "north"),
                row(1, "1", 31, "north"),
                row(1, "2", 40, "south"),
                row(0, "2", 39, "south")));
        assertThat(age(panel, panel.latestFeatures(), "1")).isEqualTo("31.0");
        assertThat(age(panel, panel.latestFeatures(), "2")).isEqualTo("40.0");
        assertThat(age(panel, panel.featuresBeforeLatest(List.of("age")), "2")).isEqualTo("39.0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void features_randomPanel_equalNaive(long seed) {
        List<PanelRow> rows = PanelRow.random(100, 5, seed);
        Panel panel = PanelRow.build(rows);
        FeatureTable latest = panel.latestFeatures(List.of("age"));
        FeatureTable before = panel.featuresBeforeLatest(List.of("age"));
        for (String user : panel.users().ids()) {
            List<PanelRow> visits = PanelRow.of(user, rows);
            PanelRow last = visits.get(visits.size() - 1);
            double age = visits.stream()
                    .filter(visit -> visit.month() == last.month() - 1)
                    .mapToDouble(PanelRow::age)
                    .findFirst()
                    .orElse(Double.NaN);
            assertThat(age(panel, latest, user)).isEqualTo(String.valueOf((float) last.age()));
            assertThat(age(panel, before, user)).isEqualTo(String.valueOf((float) age));
        }
    }
}
