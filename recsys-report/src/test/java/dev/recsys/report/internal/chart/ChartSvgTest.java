package dev.recsys.report.internal.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drawings against those that were looked at. {@code -Drecsys.golden=FOLDER} writes what is drawn now into a folder, to look at it and
 * to take it over.
 */
class ChartSvgTest {
    private static final List<String> MONTHS = List.of("2020-01", "2020-02", "2020-03", "2020-04");

    static Stream<Chart> charts() {
        return Stream.of(
                chart("bars", Chart.Kind.BARS, Measure.SHARE, one()),
                chart("grouped", Chart.Kind.BARS, Measure.COUNT, two()),
                chart("columns", Chart.Kind.COLUMNS, Measure.SHARE, one()),
                chart("lines", Chart.Kind.LINES, Measure.COUNT, two()),
                chart("heat", Chart.Kind.HEAT, Measure.COUNT, two()),
                points("curve", Chart.Kind.CURVE, Measure.SHARE),
                points("points", Chart.Kind.POINTS, Measure.DECIMAL),
                points("path", Chart.Kind.PATH, Measure.SHARE),
                chart("intervals", Chart.Kind.INTERVALS, Measure.DECIMAL, bounded()));
    }

    private static List<Series> one() {
        return List.of(Series.of("all", 0.5, 0.25, 0.125, 0));
    }

    private static List<Series> two() {
        return List.of(Series.of("new & old", 12_345, 9000, Double.NaN, 1), Series.of("gone", 0, 20, 300, 4000));
    }

    private static List<Series> bounded() {
        return List.of(
                Series.of("gain", 0.25, -0.125, Double.NaN, 0.5),
                Series.of("from", 0.125, -0.25, Double.NaN, Double.NaN),
                Series.of("to", 0.375, 0.0625, Double.NaN, Double.NaN));
    }

    private static Chart.Words words(String id) {
        return new Chart.Words(id, "A <title>", "It says \"so\".", "customers", "month");
    }

    private static Chart chart(String id, Chart.Kind kind, Measure measure, List<Series> series) {
        return Chart.of(words(id), kind, measure, MONTHS, series);
    }

    private static Chart points(String id, Chart.Kind kind, Measure measure) {
        return Chart.of(
                words(id),
                kind,
                measure,
                List.of(new Points(
                        "als",
                        List.of(
                                new Points.Point(0, 0, "none"),
                                new Points.Point(0.25, 0.5, "some"),
                                new Points.Point(1, 0.875, "all")))));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void chart_ofAKind_isDrawnAsLookedAt(Chart chart) throws IOException {
        for (int width : new int[] {ChartSvg.WIDE, ChartSvg.NARROW}) {
            String svg = ChartSvg.of(chart, width, new Numbers(Locale.ENGLISH));
            String name = chart.id() + "-" + width + ".svg";
            String folder = System.getProperty("recsys.golden");
            if (folder != null) {
                Files.writeString(Path.of(folder, name), svg);
                continue;
            }
            try (var golden = ChartSvgTest.class.getResourceAsStream("/charts/" + name)) {
                assertThat(golden).as(name).isNotNull();
                assertThat(svg).as(name).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertThat(svg).contains(chart.unit()).contains("<desc id=").doesNotContain("<title>A <title>");
        }
    }

    @Test
    void chart_withoutUnit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.of(
                        new Chart.Words("a", "t", "s", " ", "x"), Chart.Kind.BARS, Measure.COUNT, MONTHS, one()))
                .withMessageContaining("unit");
    }

    @Test
    void intervals_withoutBothEnds_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart("a", Chart.Kind.INTERVALS, Measure.COUNT, two()))
                .withMessageContaining("lower and upper ends");
    }

    @Test
    void table_ofFigures_hasTheirValues() {
        Table table = new Table(
                List.of("metric", "als"),
                List.of(
                        List.of("map", new Figure(0.5, 0.25, 0.75, " ~")),
                        List.of("ndcg", new Figure(Double.NaN, 0, 1, ""))),
                Measure.DECIMAL);
        assertThat(table.csv()).isEqualTo("metric,als\nmap,0.5\nndcg,\n");
    }

    @Test
    void table_ofAChart_hasWhatIsDrawn() {
        String csv = chart("a", Chart.Kind.LINES, Measure.COUNT, two()).table().csv();
        assertThat(csv).isEqualTo("""
                month,new & old,gone
                2020-01,12345,0
                2020-02,9000,20
                2020-03,,300
                2020-04,1,4000
                """);
        Table formula = new Table(List.of("a,b"), List.of(List.of("=1+1"), List.of(0.5)), Measure.DECIMAL);
        assertThat(formula.csv()).isEqualTo("\"a,b\"\n'=1+1\n0.5\n");
    }

    @Test
    void numbers_ofALanguage_areWrittenAsThere() {
        Numbers english = new Numbers(Locale.ENGLISH);
        Numbers spanish = new Numbers(Locale.forLanguageTag("es"));
        Numbers russian = new Numbers(Locale.forLanguageTag("ru"));
        assertThat(english.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(spanish.count(1_234_567)).isEqualTo("1.234.567");
        assertThat(russian.count(1234567)).isEqualTo("1\u00a0234\u00a0567");
        assertThat(english.share(0.1234)).isEqualTo("12.3%");
        assertThat(spanish.share(0.1234)).isEqualTo("12,3\u00a0%");
        assertThat(english.compact(56_780, Measure.COUNT)).isEqualTo("56.8k");
        assertThat(russian.compact(5_600_000, Measure.COUNT)).isEqualTo("5,6\u00a0млн");
        assertThat(english.full(Double.NaN, Measure.DECIMAL)).isEqualTo("–");
        assertThat(english.full(-0.05, Measure.DECIMAL)).isEqualTo("−0.0500");
    }
}
