package dev.recsys.decision.drift;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as text for a terminal. */
final class DriftTable {
    private static final int SHOWN = 10;

    private DriftTable() {}

    static String of(
            String algorithm, LocalDate lastDate, String reference, List<String> notes, List<DriftPeriod> periods) {
        DriftPeriod latest = periods.get(periods.size() - 1);
        StringBuilder text = new StringBuilder(512);
        text.append(algorithm)
                .append(" trained through ")
                .append(lastDate)
                .append("; reference: ")
                .append(reference)
                .append("\nverdict ")
                .append(latest.verdict())
                .append(latest.findings().isEmpty() ? ": nothing has changed beyond chance and the usual\n" : "\n");
        indented(latest.sentences(), text);
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        text.append('\n').append(periods(periods));
        for (DriftPeriod period : periods.subList(0, periods.size() - 1)) {
            if (!period.findings().isEmpty()) {
                text.append('\n').append(period.date()).append(" had\n");
                indented(period.sentences(), text);
            }
        }
        text.append(columns("features, " + latest.date(), latest.features()));
        text.append(columns("scores, " + latest.date(), latest.scores()));
        text.append(products(latest));
        return text.toString();
    }

    private static void indented(List<String> sentences, StringBuilder text) {
        sentences.forEach(sentence -> text.append("  ").append(sentence).append('\n'));
    }

    private static String periods(List<DriftPeriod> periods) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("period", "verdict", "rows", "adders", "map@7/adders", "popularity", "predicted", "added"));
        for (DriftPeriod period : periods) {
            List<String> row = new ArrayList<>(
                    List.of(period.date().toString(), period.verdict().name(), Integer.toString(period.rows())));
            period.realised()
                    .ifPresentOrElse(
                            out -> row.addAll(List.of(
                                    Integer.toString(out.adders()),
                                    number("%.4f", out.map()),
                                    number("%.4f", out.popularityMap()),
                                    number("%.1f", out.predicted()),
                                    Long.toString(out.realised()))),
                            () -> row.addAll(List.of("-", "-", "-", "-", "-")));
            rows.add(row);
        }
        return aligned(rows);
    }

    private static String columns(String title, List<DriftPeriod.Column> columns) {
        if (columns.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "psi", "usual", "distance", "chance", "missing", "before", "unknown"));
        columns.stream()
                .limit(SHOWN)
                .forEach(column -> rows.add(List.of(
                        column.name(),
                        number("%.4f", column.psi()),
                        number("%.4f", column.usualPsi()),
                        number("%.4f", column.distance()),
                        number("%.2g", column.chance()),
                        number("%.4f", column.missing()),
                        number("%.4f", column.missingBefore()),
                        number("%.4f", column.unknown()))));
        return "\n" + aligned(rows) + more(columns.size());
    }

    private static String products(DriftPeriod period) {
        if (period.products().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("products, " + period.date(), "additions", "usual", "stopped in", "predicted", "of", "seen"));
        String scored =
                period.realised().map(out -> Integer.toString(out.scored())).orElse("-");
        period.products()
                .forEach(product -> rows.add(List.of(
                        product.id(),
                        Long.toString(product.additions()),
                        number("%.1f", product.usual()),
                        product.stoppedIn() == null ? "-" : product.stoppedIn().toString(),
                        number("%.1f", product.predicted()),
                        scored,
                        period.realised().isPresent() ? Long.toString(product.realised()) : "-")));
        return "\n" + aligned(rows);
    }

    private static String more(int count) {
        return count > SHOWN ? "and " + (count - SHOWN) + " more\n" : "";
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }

    /** The first column to the left, the others to the right, two blanks between. */
    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
            for (int c = 1; c < widths.length; c++) {
                text.append(" ".repeat(2 + widths[c] - row.get(c).length())).append(row.get(c));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
