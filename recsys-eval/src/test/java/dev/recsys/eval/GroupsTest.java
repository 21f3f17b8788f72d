package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.run.ChiSquare;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {
    /** 40 women and 40 men of ages 20 to 99; women add a, every second man adds b, the first ten hold nothing. */
    private static TimeSplit split() {
        PanelBuilder rows = Panel.builder(
                Fixtures.ITEMS,
                FeatureSchema.builder().numeric("age").categorical("sex").build());
        for (int user = 0; user < 80; user++) {
            String id = String.format("u%02d", user);
            String sex = user < 40 ? "F" : "M";
            rows.row(Fixtures.FEBRUARY, id).number("age", 20 + user).category("sex", sex);
            if (user >= 10) {
                rows.holds("e");
            }
            rows.row(Fixtures.MARCH, id).number("age", 20 + user).category("sex", sex);
            if (user < 40) {
                rows.holds("a");
            } else if (user % 2 == 0) {
                rows.holds("b");
            }
        }
        return TimeSplit.at(rows.build(), Fixtures.MARCH);
    }

    /** Offers a to women and to every fourth man, b to other men. */
    private static EvaluationReport report(Grouping... groupings) {
        return Evaluator.of(HitRateAtK.of(1))
                .groupedBy(groupings)
                .evaluate(
                        Map.of("model", Fixtures.ranking("model", request -> {
                            int user = Integer.parseInt(
                                    request.customer().id().orElseThrow().substring(1));
                            return List.of(user < 40 || user % 4 == 0 ? "a" : "b");
                        })),
                        split(),
                        TrainingListener.none());
    }

    @Test
    void bySex_figuresAndGaps_areThoseOfEachGroup() {
        GroupsReport sex =
                report(Grouping.byFeature("sex")).model("model").groups().get("sex");
        assertThat(sex.groups().keySet()).containsExactly("F", "M");
        assertThat(sex.group("F").users()).isEqualTo(40);
        assertThat(sex.group("M").adders()).isEqualTo(20);
        assertThat(sex.group("F").metrics().get("hit-rate@1")).isEqualTo(1);
        assertThat(sex.group("M").metrics().get("hit-rate@1")).isEqualTo(10 / 40.0);
        assertThat(sex.group("M").metrics().get("hit-rate@1/adders")).isEqualTo(10 / 20.0);
        assertThat(sex.group("M").offerRates()).isEqualTo(Map.of("a", 0.25, "b", 0.75));
        assertThat(sex.group("F").offerRates()).isEqualTo(Map.of("a", 1.0, "b", 0.0));
        Interval men = sex.group("M").intervals().get("hit-rate@1");
        assertThat(men.low()).isBetween(0.08, 0.16);
        assertThat(men.high()).isBetween(0.34, 0.43);

        GroupGap hits = sex.metricGaps().get("hit-rate@1");
        assertThat(hits.lowest()).isEqualTo("M");
        assertThat(hits.ratio()).isEqualTo(0.25);
        assertThat(hits.isWithinFourFifths()).isFalse();
        // Pearson's χ² of 40 of 40 against 10 of 40 is 48.
        assertThat(hits.pValue()).isEqualTo(ChiSquare.beyond(48, 1), within(1e-15));
        assertThat(sex.offerGaps().get("b").lowest()).isEqualTo("F");
        assertThat(sex.offerGaps().get("b").ratio()).isZero();
        // Of the adders only the women are 30 or more.
        assertThat(sex.metricGaps()).doesNotContainKey("hit-rate@1/adders");
    }

    @Test
    void byAge_bands_areFifthsOrAsGiven() {
        EvaluationReport report = report(Grouping.byFeature("age"));
        assertThat(report.model("model").groups().get("age").groups().keySet())
                .containsExactly(
                        "1: below 36", "2: 36 to below 52", "3: 52 to below 68", "4: 68 to below 84", "5: from 84");
        GroupsReport given = report(Grouping.byBands("age", List.of(25.0, 60.0)))
                .model("model")
                .groups()
                .get("age");
        assertThat(given.groups().keySet()).containsExactly("1: below 25", "2: 25 to below 60", "3: from 60");
        assertThat(given.group("1: below 25").users()).isEqualTo(5);
    }

    @Test
    void byHoldings_coldAndWarm_areApart() {
        GroupsReport holdings =
                report(Grouping.byHoldings()).model("model").groups().get("holdings");
        assertThat(holdings.group("cold").users()).isEqualTo(10);
        assertThat(holdings.group("warm").users()).isEqualTo(70);
    }

    @Test
    void groups_ofAll_agreeWithTheWhole() {
        EvaluationReport report = report(Grouping.byFeature("sex"));
        GroupsReport sex = report.model("model").groups().get("sex");
        double mean = sex.groups().values().stream()
                        .mapToDouble(group -> group.users() * group.metrics().get("hit-rate@1"))
                        .sum()
                / 80;
        assertThat(mean).isEqualTo(report.model("model").metric("hit-rate@1"), within(1e-12));
    }

    @Test
    void grouping_unknownFeatureOrWrongKind_isRefused() {
        assertThatThrownBy(() -> report(Grouping.byFeature("income")))
                .hasMessage("grouping must be by one of [age, sex], but the panel has no feature \"income\"");
        assertThatThrownBy(() -> report(Grouping.byBands("sex", List.of(1.0))))
                .hasMessageContaining("needs a numeric feature");
        assertThatThrownBy(() -> Grouping.byBands("age", List.of(2.0, 1.0)))
                .hasMessage("edges must be finite and ascending, but were [2.0, 1.0]");
        assertThatThrownBy(() -> report(Grouping.byFeature("age"), Grouping.byBands("age", List.of(2.0))))
                .hasMessageContaining("two groupings \"age\"");
    }

    @Test
    void gap_sameScores_hasNoTestAndHoldsFourFifths() {
        int[] first = IntStream.range(0, 40).toArray();
        int[] second = IntStream.range(40, 80).toArray();
        GroupGap gap = Groups.gap(Map.of("a", first, "b", second), user -> 0);
        assertThat(gap.pValue()).isNaN();
        assertThat(gap.isWithinFourFifths()).isTrue();
    }

    @Test
    void chiSquare_knownQuantiles_haveTheirProbabilities() {
        assertThat(ChiSquare.beyond(3.841458820694124, 1)).isEqualTo(0.05, within(1e-12));
        assertThat(ChiSquare.beyond(5.991464547107979, 2)).isEqualTo(0.05, within(1e-12));
        assertThat(ChiSquare.beyond(11.070497693516351, 5)).isEqualTo(0.05, within(1e-12));
        assertThat(ChiSquare.beyond(23.209251158954356, 10)).isEqualTo(0.01, within(1e-12));
        assertThat(ChiSquare.beyond(0, 3)).isEqualTo(1);
        assertThat(ChiSquare.beyond(19.511420964666268, 1)).isEqualTo(1e-5, within(1e-13));
    }
}
