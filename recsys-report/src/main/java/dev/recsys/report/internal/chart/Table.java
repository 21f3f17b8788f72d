package dev.recsys.report.internal.chart;

import java.util.List;

/**
 * Rows of words and numbers.
 *
 * @param head the names of the columns
 * @param rows of as many cells, each a string, a double, NaN for none, or a figure
 * @param measure how numbers are written
 */
public record Table(List<String> head, List<List<Object>> rows, Measure measure) {
    /**
     * Copies.
     *
     * @param head the names of the columns
     * @param rows of as many cells, each a string, a double, NaN for none, or a figure
     * @param measure how numbers are written
     */
    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * The table as comma-separated values, numbers in full.
     *
     * @return lines, each with its end
     */
    public String csv() {
        StringBuilder out = new StringBuilder();
        line(out, head);
        rows.forEach(row -> line(out, row));
        return out.toString();
    }

    private static void line(StringBuilder out, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append('\n');
    }

    private static String cell(Object value) {
        if (value instanceof Figure figure) {
            return cell(figure.value());
        }
        if (value instanceof Double number) {
            return Double.isNaN(number)
                    ? ""
                    : number == Math.rint(number) && Math.abs(number) < 1e15
                            ? Long.toString(number.longValue())
                            : number.toString();
        }
        String text = value.toString();
        // A spreadsheet takes these for the start of a formula.
        String safe = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\n\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
