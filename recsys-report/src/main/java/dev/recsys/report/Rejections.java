package dev.recsys.report;

import dev.recsys.report.internal.chart.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows that could not be read, by cause. */
final class Rejections {
    private Rejections() {}

    /** Adds the table; nothing where nobody said how many rows were read. */
    static void add(SectionWriter out, Map<String, Long> rejected, long accepted) {
        if (accepted <= 0) {
            return;
        }
        double sum = rejected.values().stream().mapToLong(Long::longValue).sum();
        String sentence = sum == 0
                ? out.text("quarantine.none", out.numbers.count(accepted))
                : out.text(
                        "quarantine.says",
                        out.numbers.count(sum),
                        out.numbers.count(accepted + sum),
                        out.numbers.share(sum / (accepted + sum)));
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(out.text("quarantine.accepted"), (double) accepted));
        rejected.forEach((cause, count) -> rows.add(List.of(cause, (double) count)));
        out.table(
                "quarantine",
                out.text("quarantine.title"),
                sentence,
                Measure.COUNT,
                List.of(out.text("quarantine.cause"), out.text("quarantine.rows")),
                rows);
    }
}
