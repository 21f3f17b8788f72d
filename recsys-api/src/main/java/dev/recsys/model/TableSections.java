package dev.recsys.model;

import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;

/** How a sparse matrix and a feature table lie in sections: written and read side by side. */
final class TableSections {
    private static final int NUMERIC = 0; // a column's kind in the file
    private static final int CATEGORICAL = 1;

    private TableSections() {}

    static void put(SectionMap out, String name, InteractionMatrix matrix) {
        int[] rows = new int[matrix.rowCount() + 1];
        int[] columns = new int[matrix.cellCount()];
        float[] weights = new float[matrix.cellCount()];
        for (int row = 0; row <= matrix.rowCount(); row++) {
            rows[row] = matrix.rowStart(row);
        }
        for (int cell = 0; cell < columns.length; cell++) {
            columns[cell] = matrix.columnAt(cell);
            weights[cell] = matrix.weightAt(cell);
        }
        out.put(name + ".rows", rows).put(name + ".columns", columns).put(name + ".weights", weights);
    }

    static InteractionMatrix matrix(SectionMap in, String name, int rowCount, int columnCount)
            throws ModelFormatException {
        int[] rowStarts = in.ints(name + ".rows");
        int[] columns = in.ints(name + ".columns");
        float[] weights = in.floats(name + ".weights");
        return SectionChecks.made(
                name,
                rowStarts.length == rowCount + 1,
                () -> InteractionMatrix.fromCompressedRows(columnCount, rowStarts, columns, weights));
    }

    static void put(SectionMap out, String name, FeatureTable table) {
        FeatureSchema schema = table.schema();
        int[] kinds = new int[schema.size()];
        for (int column = 0; column < kinds.length; column++) {
            kinds[column] = schema.kind(column) == Feature.Kind.NUMERIC ? NUMERIC : CATEGORICAL;
        }
        out.put(name + ".kinds", kinds);
        VocabularySections.put(out, name + ".names", IdIndex.of(schema.names()));
        for (int column = 0; column < kinds.length; column++) {
            String part = name + "." + column;
            if (schema.kind(column) == Feature.Kind.NUMERIC) {
                float[] numbers = new float[table.rowCount()];
                for (int row = 0; row < numbers.length; row++) {
                    numbers[row] = table.number(row, column);
                }
                out.put(part, numbers);
            } else {
                int[] codes = new int[table.rowCount()];
                for (int row = 0; row < codes.length; row++) {
                    codes[row] = table.code(row, column);
                }
                out.put(part, codes);
                VocabularySections.put(out, part + ".dictionary", table.dictionary(column));
            }
        }
    }

    static FeatureTable features(SectionMap in, String name, int rowCount) throws ModelFormatException {
        int[] kinds = in.ints(name + ".kinds");
        IdIndex names = VocabularySections.ids(in, name + ".names");
        FeatureTable.Builder table =
                SectionChecks.made(name, kinds.length == names.size(), () -> FeatureTable.builder(rowCount));
        for (int column = 0; column < names.size(); column++) {
            String part = name + "." + column;
            String feature = names.id(column);
            if (kinds[column] == NUMERIC) {
                float[] numbers = in.floats(part);
                SectionChecks.made(part, true, () -> table.numeric(feature, numbers));
            } else {
                IdIndex dictionary = VocabularySections.ids(in, part + ".dictionary");
                int[] codes = in.ints(part);
                SectionChecks.made(part, true, () -> table.categorical(feature, dictionary, codes));
            }
        }
        return SectionChecks.made(name, true, table::build);
    }
}
