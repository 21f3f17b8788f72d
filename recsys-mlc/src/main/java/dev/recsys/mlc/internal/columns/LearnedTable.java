package dev.recsys.mlc.internal.columns;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/** What trainings from a table without products and periods have in common. */
public final class LearnedTable {
    private LearnedTable() {}

    /**
     * Refuses names of columns that a table does not have.
     *
     * @param schema the table's
     * @param names the names. Not modified.
     * @param what the option that names them
     * @throws IllegalArgumentException if one is not there
     */
    public static void requireColumns(FeatureSchema schema, List<String> names, String what) {
        for (String name : names) {
            Checks.that(
                    schema.indexOf(name) >= 0,
                    "%s must name columns of the table, which has %s, but there is no \"%s\"",
                    what,
                    schema.names(),
                    name);
        }
    }

    /**
     * The columns of a table and their categories.
     *
     * @param table the rows
     * @return a vocabulary without items
     */
    public static Vocabulary vocabulary(FeatureTable table) {
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < table.schema().size(); column++) {
            dictionaries.add(table.schema().isNumeric(column) ? IdIndex.of(List.of()) : table.dictionary(column));
        }
        return new Vocabulary(Catalogue.of(List.of()), table.schema(), dictionaries);
    }
}
