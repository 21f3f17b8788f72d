package dev.recsys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Explanation;
import dev.recsys.Reason;
import dev.recsys.eval.Comparison;
import dev.recsys.eval.Difference;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.GroupGap;
import dev.recsys.eval.GroupReport;
import dev.recsys.eval.GroupsReport;
import dev.recsys.eval.Interval;
import dev.recsys.eval.ModelReport;
import dev.recsys.eval.OperatingPoint;
import dev.recsys.eval.ProductReport;
import dev.recsys.eval.Reliability;
import dev.recsys.report.SegmentStudy.Attempt;
import dev.recsys.report.SegmentStudy.Path;
import dev.recsys.report.SegmentStudy.Place;
import dev.recsys.report.SegmentStudy.Segment;
import dev.recsys.report.SegmentStudy.Trait;
import dev.recsys.report.SegmentStudy.Trait.Figure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planted in figures of models is said in the report's words. */
class ModelFactsTest {
    private static final String KEY = "map@3/adders";

    private static ModelReport model(
            double map, Map<String, ProductReport> products, Map<String, GroupsReport> groups) {
        return new ModelReport(
                Map.of(KEY, map),
                10,
                0,
                1000,
                Map.of(),
                Map.of(),
                products,
                Map.of(KEY, new Interval(map - 0.05, map + 0.05)),
                groups,
                Map.of("map", List.of(map - 0.2, map - 0.1, map)));
    }

    private static ProductReport product() {
        return new ProductReport(
                1000,
                20,
                0.5,
                0.8,
                0,
                0.1,
                0.1,
                Reliability.none(),
                0.2,
                0.1,
                0.01,
                List.of(
                        new OperatingPoint(0, 0, 1),
                        new OperatingPoint(0.5, 0.125, 0.075),
                        new OperatingPoint(1, 1, 0.02)));
    }

    private static GroupsReport groups() {
        GroupReport north =
                new GroupReport(400, 40, Map.of(KEY, 0.25), Map.of(KEY, new Interval(0.2, 0.3)), Map.of("fund", 0.1));
        GroupReport south =
                new GroupReport(600, 60, Map.of(KEY, 0.75), Map.of(KEY, new Interval(0.7, 0.8)), Map.of("fund", 0.5));
        return new GroupsReport(
                Map.of("north", north, "south", south),
                Map.of(KEY, new GroupGap("north", 0.25, "south", 0.75, 0.0001)),
                Map.of("fund", new GroupGap("north", 0.1, "south", 0.5, 0.0001)));
    }

    private static EvaluationReport report(double lead, double pValue) {
        Map<String, ModelReport> models = new LinkedHashMap<>();
        models.put("popularity", model(0.5, Map.of(), Map.of()));
        models.put("als", model(0.5 + lead, Map.of("fund", product()), Map.of("town", groups())));
        Difference difference = new Difference(-lead, new Interval(-lead - 0.01, -lead + 0.01), pValue);
        return new EvaluationReport(
                "2020-08-01",
                1000,
                100,
                Map.of(),
                models,
                List.of(new Comparison("popularity", "als", 0.5, Map.of(KEY, difference))));
    }

    private static Report.Builder builder() {
        return Report.builder(Locale.ENGLISH);
    }

    @Test
    void lead_thatMayBeChance_isSaidAndMarked() {
        Report unsure = builder().evaluation(report(0.02, 0.25)).build();
        assertThat(unsure.toJson())
                .contains("als is best by map@3/adders with 0.5200; popularity follows with 0.5000.")
                .contains("It is ahead by 0.0200 (95% interval 0.0100 to 0.0300), which may be chance (p: 0.250).")
                .contains("\"mark\":\" ~\"");
        assertThat(unsure.toHtml()).contains("0.5000 ~<small>0.4500–0.5500</small>");
        Report sure = builder().evaluation(report(0.2, 0.0009)).build();
        assertThat(sure.toJson())
                .contains("which is significant (p: < 0.001).")
                .contains("als is significantly ahead of 1 of 1 other models")
                .doesNotContain("\"mark\":\" ~\"");
    }

    @Test
    void curvesAndLengths_planted_areSaid() {
        assertThat(builder().evaluation(report(0.2, 0.001)).build().toJson())
                .contains("By the scores of als, 50% of those who add fund are reached with 12.5% of those who do not.")
                .contains(
                        "Where 50% of those who add fund are reached, 7.5% of the offers are taken; at random it would be 2%.")
                .contains("als: map is 0.5000 for a list of 1 and 0.7000 for a list of 3.");
    }

    @Test
    void groups_servedAndOfferedUnequally_areSaid() {
        assertThat(builder().evaluation(report(0.2, 0.001)).build().toJson())
                .contains("least for north (0.2500) and greatest for south (0.7500): the groups differ significantly")
                .contains("Of 1 products that als offers, 1 break the four-fifths rule by more than chance: fund.");
    }

    @Test
    void component_thatAddsNothing_isSaid() {
        Map<String, ModelReport> models = new LinkedHashMap<>();
        models.put("hybrid", model(0.75, Map.of(), Map.of()));
        models.put("als", model(0.5, Map.of(), Map.of()));
        models.put("mlc", model(0.75, Map.of(), Map.of()));
        EvaluationReport without = new EvaluationReport(
                "2020-08-01",
                100,
                100,
                Map.of(),
                models,
                List.of(
                        new Comparison(
                                "hybrid", "als", 0.5, Map.of(KEY, new Difference(0.25, new Interval(0.2, 0.3), 0.001))),
                        new Comparison("hybrid", "mlc", 1, Map.of(KEY, new Difference(0, new Interval(0, 0), 1)))));
        assertThat(builder()
                        .evaluation(report(0.2, 0.001))
                        .components(without)
                        .build()
                        .toJson())
                .contains("Without als, hybrid loses most: 0.2500 of its map@3/adders of 0.7500.")
                .contains("Nothing is significantly lost without: mlc.")
                .contains("[\"als\",0.7,0.5,0.25,0.2,0.3,0.001]");
    }

    static Insights insights() {
        Insights insights = new Insights();
        insights.segments(new SegmentStudy(
                List.of(
                        new Segment("0", 75, List.of(new Trait("job", Figure.SHARE, "clerk", 0.5, 0.5, 0))),
                        new Segment("1", 25, List.of(new Trait("job", Figure.SHARE, "student", 0.8, 0.2, 1.5)))),
                List.of(
                        new Attempt(2, "z-score", 0.5, 100, 1),
                        new Attempt(3, "z-score", 0.75, 40, 0.9),
                        new Attempt(4, "z-score", 0.25, 30, 0.5)),
                Map.of("z-score", 3),
                List.of(new Path(List.of("age <= 30", "job = student"), "1", 0.25, 0.9)),
                0.96,
                List.of(new Place("0", -1, 0), new Place("1", 1, 0.5)),
                List.of(0.6, 0.2)));
        return insights;
    }

    @Test
    void segments_planted_areSaid() {
        assertThat(builder().insights(insights()).build().toJson())
                .contains("2 segments of 100 rows or customers; the largest is segment 0 with 75%.")
                .contains("In segment 1, job = student is 4 times as frequent as in all")
                .contains("Segment 0: much like all. Segment 1: job = student: 80% against 20%.")
                .contains("1 rules of a decision tree say the segment of 96% of the rows.")
                .contains("age <= 30 and job = student")
                .contains("A sample of 2 rows; the plane shows 80% of the variance")
                .contains("The silhouette is highest for 3 segments with z-score: 0.7500.")
                .contains("With z-score, the curve bends at 3 segments.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Segment 0: joined: 2015-06-30 against 2013-07-01 (2.0 years later); last seen: 2015-12-31 against"
                        + " 2016-01-01 (1 day earlier).",
                "es | Segmento 0: joined: 2015-06-30 frente a 2013-07-01 (2,0 años más tarde); last seen: 2015-12-31 frente a"
                        + " 2016-01-01 (1 día antes).",
                "ru | Сегмент 0: joined: 2015-06-30 против 2013-07-01 (на 2,0 года позже); last seen: 2015-12-31 против"
                        + " 2016-01-01 (на 1 день раньше).",
            })
    void segments_meanDates_areShownAsDates(String language, String sentence) {
        List<Trait> traits = List.of(
                new Trait("joined", Figure.MEAN_DATE, "", day("2015-06-30") + 0.4, day("2013-07-01") - 0.4, 1.5),
                new Trait("last seen", Figure.MEAN_DATE, "", day("2015-12-31"), day("2016-01-01"), -0.5),
                new Trait("age", Figure.MEAN, "", 30, 40, -0.05));
        Insights insights = new Insights();
        insights.segments(SegmentStudy.of(List.of(new Segment("0", 75, traits))));
        String json = Report.builder(Locale.forLanguageTag(language))
                .insights(insights)
                .build()
                .toJson();
        assertThat(json)
                .contains(sentence)
                .contains("[\"0\",\"joined\",\"2015-06-30\",\"2013-07-01\",null,1.5]")
                .contains("[\"0\",\"last seen\",\"2015-12-31\",\"2016-01-01\",null,-0.5]")
                .contains("[\"0\",\"age\",\"30\",\"40\",0.75,-0.05]")
                .doesNotContain("165");
    }

    @Test
    void trait_whatItIsNot_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trait("age", Figure.MEAN, "30", 1, 1, 0))
                .withMessage("value must be empty for a mean and for nothing else, but was \"30\" for MEAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trait("job", Figure.SHARE, "", 1, 1, 0))
                .withMessageStartingWith("value must be empty for a mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trait("joined", Figure.MEAN_DATE, "", 1e8, 1, 0))
                .withMessageStartingWith("inSegment must be in");
    }

    private static double day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    @Test
    void insights_planted_areSaid() {
        Insights insights = insights();
        insights.additionLifts(Map.of("0", Map.of("fund", 1.5)));
        insights.importance("mlc", KEY, 50, Map.of("age", 0.125));
        insights.explanation(
                "mlc",
                new Explanation(
                        "fund",
                        0.5,
                        Explanation.Unit.LOG_ODDS,
                        0,
                        List.of(new Explanation.Contribution(
                                Reason.of(Reason.FEATURE, "feature", "age"), -0.75, Explanation.Audience.CUSTOMER)),
                        Map.of()));
        insights.dependence("mlc", "age", List.of("20", "40"), Map.of("fund", List.of(0.1, 0.3)), 50);
        insights.itemMap(Map.of(
                "a", Map.of("b", 0.9, "c", 0.1),
                "b", Map.of("a", 0.9, "c", 0.1),
                "c", Map.of("a", 0.1, "b", 0.1)));
        String json = builder().insights(insights).build().toJson();
        assertThat(json)
                .contains("Customers of segment 0 take fund 1.50 times as often as all customers")
                .contains(
                        "The map@3/adders of mlc falls most, by 0.1250, when age is shuffled. Measured on 50 customers")
                .contains("Over 1 explained scores of mlc, age moves them most: by 0.7500 on average.")
                .contains("fund is most probable (30%) where age is 40, and least (10%) where it is 20")
                .containsPattern("closest are (a and b|b and a) \\(cosine 0.9000\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "ru"})
    void sections_inEveryLanguage_haveTheirTexts(String language) {
        Report report = Report.builder(Locale.forLanguageTag(language))
                .evaluation(report(0.2, 0.001))
                .insights(insights())
                .build();
        assertThat(report.toHtml())
                .contains("id=\"differences\"", "id=\"roc\"", "id=\"pr\"", "id=\"group-1\"", "id=\"gap-1\"")
                .doesNotContainPattern("\\{[0-9]\\}");
    }
}
