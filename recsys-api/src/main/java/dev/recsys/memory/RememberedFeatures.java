package dev.recsys.memory;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.List;

/**
 * Features of remembered customers: the latest ones, and some of the period before, so that changes show. Immutable and
 * thread-safe.
 */
final class RememberedFeatures {
    private final FeatureTable latest;
    private final FeatureTable before; // the same customers, some of the columns
    private final int[] places; // of each column of latest, in before; -1 for one that is not remembered

    private RememberedFeatures(FeatureTable latest, FeatureTable before) {
        this.latest = latest;
        this.before = before;
        this.places = latest.schema().names().stream()
                .mapToInt(before.schema()::indexOf)
                .toArray();
    }

    /** No features of some customers. */
    static RememberedFeatures none(int customers) {
        FeatureTable empty = FeatureTable.builder(customers).build();
        return new RememberedFeatures(empty, empty);
    }

    /** The features of some of a panel's users, ascending. */
    static RememberedFeatures of(Panel panel, int[] users, List<String> names, List<String> changing) {
        boolean all = users.length == panel.users().size();
        FeatureTable latest = panel.latestFeatures(names);
        FeatureTable before = panel.featuresBeforeLatest(panel.snapshots().size() < 2 ? List.of() : changing);
        return new RememberedFeatures(all ? latest : latest.pickRows(users), all ? before : before.pickRows(users));
    }

    /** Names, kinds and dictionaries of what is remembered. */
    FeatureTable latest() {
        return latest;
    }

    /** The latest features of a customer. */
    FeatureRow now(int customer) {
        return latest.row(customer);
    }

    /** A customer's features one period before the latest, in the columns of the latest. */
    FeatureRow before(int customer) {
        return before.schema().size() == 0 ? FeatureRow.unknown() : new BeforeRow(this, customer);
    }

    /** Whether a column of the latest features is remembered of the period before too. */
    boolean isChanging(int column) {
        return places[column] >= 0;
    }

    RememberedFeatures picked(int[] order) {
        return new RememberedFeatures(latest.pickRows(order), before.pickRows(order));
    }

    void writeTo(Sections.Builder out) {
        out.put("features", latest);
        if (before.schema().size() > 0) {
            out.put("before/features", before);
        }
    }

    static RememberedFeatures readFrom(Sections in, int customers) throws ModelFormatException {
        FeatureTable latest = in.features("features", customers);
        Sections earlier = in.under("before/");
        if (earlier.isEmpty()) {
            return new RememberedFeatures(
                    latest, FeatureTable.builder(customers).build());
        }
        FeatureTable before = earlier.features("features", customers);
        FeatureSchema schema = before.schema();
        boolean sound = schema.size() > 0;
        for (int column = 0; sound && column < schema.size(); column++) {
            int place = latest.schema().indexOf(schema.name(column));
            sound = place >= 0 && latest.schema().kind(place) == schema.kind(column);
            if (sound && !schema.isNumeric(column)) {
                sound = latest.dictionary(place).equals(before.dictionary(column));
            }
        }
        if (!sound) {
            throw new ModelFormatException("the remembered features of the period before are damaged");
        }
        return new RememberedFeatures(latest, before);
    }

    private record BeforeRow(RememberedFeatures of, int customer) implements FeatureRow {
        @Override
        public float number(int column) {
            int place = of.places[column];
            return place < 0 ? Float.NaN : of.before.number(customer, place);
        }

        @Override
        public int code(int column) {
            int place = of.places[column];
            return place < 0 ? -1 : of.before.code(customer, place);
        }
    }
}
