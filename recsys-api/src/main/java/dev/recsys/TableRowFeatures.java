package dev.recsys;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import org.jspecify.annotations.Nullable;

/** A view of one row. */
record TableRowFeatures(FeatureTable table, int row) implements UserFeatures {
    @Override
    public boolean has(String name) {
        return table.schema().indexOf(name) >= 0;
    }

    @Override
    public double number(String name) {
        int column = table.schema().indexOf(name);
        return column >= 0 && table.schema().kind(column) == FeatureSchema.Kind.NUMERIC
                ? table.number(row, column)
                : Double.NaN;
    }

    @Override
    public @Nullable String category(String name) {
        int column = table.schema().indexOf(name);
        if (column < 0 || table.schema().kind(column) != FeatureSchema.Kind.CATEGORICAL) {
            return null;
        }
        int code = table.code(row, column);
        return code < 0 ? null : table.dictionary(column).id(code);
    }
}
