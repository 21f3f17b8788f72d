package dev.recsys.mlc.internal.columns;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows of any table, or of attributes by name, as rows of a model's columns and codes; what they lack is missing. */
public final class MatchedRows {
    private final FeatureTable table;
    private final int[] places; // of each column of the model
    private final int[][] codes; // of each categorical column: the model's for each of the table's

    private MatchedRows(FeatureTable table, int[] places, int[][] codes) {
        this.table = table;
        this.places = places;
        this.codes = codes;
    }

    /**
     * Rows of a table.
     *
     * @param table rows with all of the model's columns of the same kinds, and any others
     * @param vocabulary the model's columns and categories
     * @return the rows
     * @throws IllegalArgumentException if a column is missing or of another kind
     */
    public static MatchedRows of(FeatureTable table, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        int[] places = new int[schema.size()];
        int[][] codes = new int[schema.size()][0];
        for (int column = 0; column < places.length; column++) {
            String name = schema.name(column);
            places[column] = table.schema().indexOf(name);
            Checks.that(
                    places[column] >= 0,
                    "table must have a column \"%s\", but has %s",
                    name,
                    table.schema().names());
            Checks.that(
                    table.schema().isNumeric(places[column]) == schema.isNumeric(column),
                    "column \"%s\" of table must be %s",
                    name,
                    schema.isNumeric(column) ? "numeric" : "categorical");
            if (!schema.isNumeric(column)) {
                IdIndex values = table.dictionary(places[column]);
                codes[column] = new int[values.size()];
                for (int code = 0; code < codes[column].length; code++) {
                    codes[column][code] = vocabulary.code(column, values.id(code));
                }
            }
        }
        return new MatchedRows(table, places, codes);
    }

    /**
     * A row.
     *
     * @param row a row of the table
     * @return its numbers and the model's codes
     */
    public FeatureRow row(int row) {
        return new FeatureRow() {
            @Override
            public float number(int column) {
                return table.number(row, places[column]);
            }

            @Override
            public int code(int column) {
                int code = table.code(row, places[column]);
                return code < 0 ? -1 : codes[column][code];
            }
        };
    }

    /**
     * A row of attributes by name; those of no column are not looked at.
     *
     * @param attributes numbers and strings by the column's name; null is missing. Not modified.
     * @param vocabulary the model's columns and categories
     * @return its numbers and the model's codes
     * @throws IllegalArgumentException if a value is of the wrong type or not finite, or a name null
     */
    public static FeatureRow row(Map<String, ?> attributes, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        float[] numbers = new float[schema.size()];
        int[] codes = new int[schema.size()];
        Arrays.fill(numbers, Float.NaN);
        Arrays.fill(codes, -1);
        attributes.forEach((name, value) -> {
            int column = schema.indexOf(Checks.notNull(name, "each name of attributes"));
            if (column < 0 || value == null) {
                return;
            }
            if (schema.isNumeric(column)) {
                boolean finite = value instanceof Number number && Float.isFinite(number.floatValue());
                Checks.that(finite, "attributes must have a finite number for column \"%s\"", name);
                numbers[column] = ((Number) value).floatValue();
            } else {
                Checks.that(value instanceof String, "attributes must have a string for column \"%s\"", name);
                codes[column] = vocabulary.code(column, (String) value);
            }
        });
        return new FeatureRow() {
            @Override
            public float number(int column) {
                return numbers[column];
            }

            @Override
            public int code(int column) {
                return codes[column];
            }
        };
    }

    /**
     * The names of attributes that are no columns.
     *
     * @param attributes by name. Not modified.
     * @param schema the model's columns
     * @return sorted
     */
    public static List<String> ignored(Map<String, ?> attributes, FeatureSchema schema) {
        return attributes.keySet().stream()
                .filter(name -> schema.indexOf(name) < 0)
                .sorted()
                .toList();
    }
}
