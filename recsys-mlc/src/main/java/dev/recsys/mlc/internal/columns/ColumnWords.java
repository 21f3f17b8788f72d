package dev.recsys.mlc.internal.columns;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.ArrayList;
import java.util.List;

/** A column's values as text, whether it holds categories or numbers. */
public final class ColumnWords {
    private ColumnWords() {}

    /**
     * The words of a column.
     *
     * @param table the rows
     * @param column a column
     * @return one a row, empty where missing; whole numbers without a point
     */
    public static String[] of(FeatureTable table, int column) {
        String[] words = new String[table.rowCount()];
        if (table.schema().isNumeric(column)) {
            float before = Float.NaN;
            String word = "";
            for (int row = 0; row < words.length; row++) {
                float value = table.number(row, column);
                if (!Float.isNaN(value) && value != before) { // a word serves all rows alike that follow one another
                    word = value == (int) value ? Integer.toString((int) value) : Float.toString(value);
                    before = value;
                }
                words[row] = Float.isNaN(value) ? "" : word;
            }
            return words;
        }
        IdIndex dictionary = table.dictionary(column);
        List<String> ids = new ArrayList<>(dictionary.ids());
        for (int row = 0; row < words.length; row++) {
            int code = table.code(row, column);
            words[row] = code < 0 ? "" : ids.get(code);
        }
        return words;
    }
}
