package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.internal.columns.LearnedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a table that trees may see, and which way predictions may go with each. */
final class ChosenColumns {
    private final FeatureTable table;
    private final byte[] directions;
    private final List<String> guarded;

    private ChosenColumns(FeatureTable table, byte[] directions, List<String> guarded) {
        this.table = table;
        this.directions = directions;
        this.guarded = guarded;
    }

    static ChosenColumns of(FeatureTable table, List<Target> targets, TargetConfig config) {
        FeatureSchema schema = table.schema();
        TargetColumns columns = config.columns();
        LearnedTable.requireColumns(schema, columns.excluded(), "excluded");
        LearnedTable.requireColumns(schema, columns.protectedColumns(), "protectedColumns");
        LearnedTable.requireColumns(schema, columns.increasing(), "increasing");
        LearnedTable.requireColumns(schema, columns.decreasing(), "decreasing");
        LearnedTable.requireColumns(schema, config.stopping().order(), "order");
        Set<String> guarded = new HashSet<>(columns.protectedColumns());
        guarded.addAll(schema.protectedNames());
        Set<String> unseen = new HashSet<>(guarded);
        unseen.addAll(columns.excluded());
        unseen.addAll(config.stopping().order());
        targets.forEach(target -> unseen.add(target.column()));
        List<String> seen =
                schema.names().stream().filter(name -> !unseen.contains(name)).toList();
        Checks.that(!seen.isEmpty(), "table must have a column to learn from, but has only %s", schema.names());
        byte[] directions = new byte[seen.size()];
        direct(directions, seen, schema, columns.increasing(), "increasing", (byte) 1);
        direct(directions, seen, schema, columns.decreasing(), "decreasing", (byte) -1);
        boolean directed =
                !columns.increasing().isEmpty() || !columns.decreasing().isEmpty();
        return new ChosenColumns(
                table.select(seen),
                directed ? directions : new byte[0],
                schema.names().stream().filter(guarded::contains).toList());
    }

    private static void direct(
            byte[] directions,
            List<String> seen,
            FeatureSchema schema,
            List<String> names,
            String what,
            byte direction) {
        for (String name : names) {
            Checks.that(
                    seen.contains(name),
                    "%s must name columns that are learned from, but \"%s\" is left out as a target, for protection or by"
                            + " excluded or order",
                    what,
                    name);
            Checks.that(
                    schema.isNumeric(schema.indexOf(name)),
                    "%s must name columns of numbers, but \"%s\" holds categories",
                    what,
                    name);
            directions[seen.indexOf(name)] = direction;
        }
    }

    /** The rows with these columns only. */
    FeatureTable table() {
        return table;
    }

    /** 1, 0 or -1 a column; empty where none has a direction. */
    byte[] directions() {
        return directions;
    }

    /** The columns kept from the trees for protection. */
    List<String> guarded() {
        return guarded;
    }
}
