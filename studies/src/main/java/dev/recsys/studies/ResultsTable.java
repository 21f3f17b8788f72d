package dev.recsys.studies;

import java.util.List;
import java.util.StringJoiner;

/**
 * One data set's models as a Markdown table, the best figure of each column in bold.
 *
 * @param title the name of the data set
 * @param about one line about it
 * @param figures the names of the columns of figures
 * @param rows a row a model: its name, its figures, seconds, megabytes
 * @param leftOut models without a row, with the reason
 */
record ResultsTable(String title, String about, List<String> figures, List<List<String>> rows, List<String> leftOut) {
    String toMarkdown() {
        StringJoiner page = new StringJoiner("\n", "", "\n");
        page.add("## " + title).add("").add(about + ".").add("");
        page.add("| model | " + String.join(" | ", figures) + " | train, s | file, MB |");
        page.add("|---".repeat(figures.size() + 3) + "|");
        for (List<String> row : rows) {
            StringJoiner cells = new StringJoiner(" | ", "| ", " |");
            for (int column = 0; column < row.size(); column++) {
                boolean best = column > 0 && column <= figures.size() && isBest(row.get(column), column);
                cells.add(best ? "**" + row.get(column) + "**" : row.get(column));
            }
            page.add(cells.toString());
        }
        if (!leftOut.isEmpty()) {
            page.add("").add("Left out: " + String.join("; ", leftOut) + ".");
        }
        return page.toString();
    }

    private boolean isBest(String cell, int column) {
        double value = Double.parseDouble(cell);
        return rows.stream().allMatch(row -> Double.parseDouble(row.get(column)) <= value);
    }
}
