package dev.recsys.report;

import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Numbers;
import dev.recsys.report.internal.chart.Points;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.chart.Table;
import dev.recsys.report.internal.page.Block;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.List;

/** Collects the blocks of a section. The texts of a block {@code x} are {@code x.title}, {@code x.unit} and {@code x.axis}. */
final class SectionWriter {
    final Texts texts;
    final Numbers numbers;
    private final List<Block> blocks = new ArrayList<>();

    SectionWriter(Texts texts) {
        this.texts = texts;
        this.numbers = texts.numbers();
    }

    String text(String key, Object... values) {
        return texts.text(key, values);
    }

    /** A chart of labels whose unit and axis have texts of their own. */
    void chart(String id, Chart.Kind kind, Measure measure, String sentence, List<String> labels, List<Series> series) {
        Chart.Words words = new Chart.Words(id, text(id + ".title"), sentence, text(id + ".unit"), text(id + ".axis"));
        chart(words, kind, measure, labels, series);
    }

    void chart(Chart.Words words, Chart.Kind kind, Measure measure, List<String> labels, List<Series> series) {
        blocks.add(new Block.Drawn(Chart.of(words, kind, measure, labels, series)));
    }

    void points(Chart.Words words, Chart.Kind kind, Measure measure, List<Points> points) {
        blocks.add(new Block.Drawn(Chart.of(words, kind, measure, points)));
    }

    void table(String id, String title, String sentence, Measure measure, List<String> head, List<List<Object>> rows) {
        blocks.add(new Block.Listed(id, title, sentence, new Table(head, rows, measure)));
    }

    /** Values with their intervals; NaN where there is none. */
    void intervals(
            Chart.Words words, Measure measure, List<String> labels, double[] values, double[] lows, double[] highs) {
        List<Series> series = List.of(
                Series.of(words.unit(), values),
                Series.of(text("interval.low"), lows),
                Series.of(text("interval.high"), highs));
        chart(words, Chart.Kind.INTERVALS, measure, labels, series);
    }

    /** A number with a few digits. */
    String decimal(double value) {
        return numbers.full(value, Measure.DECIMAL);
    }

    /** A p-value, or that it is tiny. */
    String chance(double pValue) {
        return pValue < 0.001
                ? "< " + numbers.decimal(0.001, 3)
                : Double.isNaN(pValue) ? "–" : numbers.decimal(pValue, 3);
    }

    /** Names in a row, those beyond so many counted; a single one more is named too. */
    String some(List<String> names, int most) {
        boolean all = names.size() <= most + 1;
        String first = String.join(", ", all ? names : names.subList(0, most));
        return all ? first : text("list.more", first, names.size() - most);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    Section section(String id) {
        return new Section(id, text(id + ".title"), blocks);
    }

    /** Sentences in a row, empty ones left out. */
    static String join(String... sentences) {
        List<String> said = new ArrayList<>();
        for (String sentence : sentences) {
            if (!sentence.isEmpty()) {
                said.add(sentence);
            }
        }
        return String.join(" ", said);
    }
}
