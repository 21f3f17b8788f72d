package dev.recsys.mlc.internal.columns;

import dev.recsys.ModelInfo;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /**
     * The provenance of a model.
     *
     * @param algorithm its short name
     * @param sections its content
     * @param config what it was trained by
     * @param table the rows, those of columns not learned from too
     * @param notes by name. Not modified.
     * @param start when the training began, in nanoseconds
     * @return the provenance, as of now
     */
    public static ModelInfo info(
            String algorithm,
            Sections sections,
            Record config,
            FeatureTable table,
            Map<String, String> notes,
            long start) {
        return new ModelInfo(
                algorithm,
                sections.hash(),
                ConfigJson.write(config),
                table.contentHash(),
                null,
                null,
                table.rowCount(),
                0,
                LibraryVersion.current(),
                System.getProperty("java.version", "unknown"),
                Instant.now(),
                (System.nanoTime() - start) / 1_000_000,
                notes);
    }
}
