package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.internal.columns.LearnedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes of a campaign's table.
 *
 * @param learned rows with what the model may see
 * @param checked rows with what must not predict treatment: what the model may see, and protected attributes
 * @param guarded names of protected attributes
 */
record UpliftColumns(FeatureTable learned, FeatureTable checked, List<String> guarded) {
    static final int MAX_BINS = 255;

    static UpliftColumns of(FeatureTable table, Campaign campaign, UpliftConfig config) {
        FeatureSchema schema = table.schema();
        LearnedTable.requireColumns(schema, config.excluded(), "excluded");
        LearnedTable.requireColumns(schema, config.protectedColumns(), "protectedColumns");
        Set<String> guarded = new HashSet<>(config.protectedColumns());
        guarded.addAll(schema.protectedNames());
        Set<String> unseen = new HashSet<>(config.excluded());
        unseen.addAll(campaign.columns());
        List<String> checked =
                schema.names().stream().filter(name -> !unseen.contains(name)).toList();
        List<String> learned =
                checked.stream().filter(name -> !guarded.contains(name)).toList();
        Checks.that(!learned.isEmpty(), "table must have a column to learn from, but has only %s", schema.names());
        return new UpliftColumns(
                table.select(learned),
                table.select(checked),
                schema.names().stream().filter(guarded::contains).toList());
    }
}
