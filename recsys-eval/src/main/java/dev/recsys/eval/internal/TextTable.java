package dev.recsys.eval.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells as aligned text: the first column to the left, the others to the right, two blanks between. For one thread. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable() {}

    /**
     * Adds a row.
     *
     * @param cells as many as in the other rows. Not modified.
     * @return this
     */
    public TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /**
     * All rows, with the widths that all tables given share in their first column.
     *
     * @param tables each with at least one row. Not modified.
     * @return lines, each with its end, and an empty line between tables
     */
    public static String render(List<TextTable> tables) {
        int first = 0;
        for (TextTable table : tables) {
            for (List<String> row : table.rows) {
                first = Math.max(first, row.get(0).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (TextTable table : tables) {
            text.append(text.isEmpty() ? "" : "\n");
            table.render(first, text);
        }
        return text.toString();
    }

    private void render(int first, StringBuilder text) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            Arrays.setAll(widths, c -> Math.max(widths[c], row.get(c).length()));
        }
        for (List<String> row : rows) {
            text.append(row.get(0)).append(" ".repeat(first - row.get(0).length()));
            for (int c = 1; c < row.size(); c++) {
                text.append(" ".repeat(2 + widths[c] - row.get(c).length())).append(row.get(c));
            }
            text.append('\n');
        }
    }
}
