package dev.recsys.internal.resolve;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the indexes of one vocabulary to those of another, by ids and names; what the other lacks is left out. Immutable and
 * thread-safe.
 */
public final class VocabularyMap {
    private final Vocabulary target;
    private final int[] items; // target index of each source item, or -1
    private final int[] columns; // source column of each target column, or -1
    private final List<int @Nullable []> codes; // of each target column: target code of each source code; null if alike
    private final boolean sameItems;

    private VocabularyMap(Vocabulary source, Vocabulary target) {
        this.target = target;
        this.sameItems = source.catalogue().ids().equals(target.catalogue().ids());
        this.items = places(source.catalogue().ids(), target.catalogue().ids());
        FeatureSchema schema = target.schema();
        this.columns = new int[schema.size()];
        this.codes = new ArrayList<>();
        for (int column = 0; column < columns.length; column++) {
            int from = source.schema().indexOf(schema.name(column));
            boolean alike = from >= 0 && source.schema().kind(from) == schema.kind(column);
            columns[column] = alike ? from : -1;
            codes.add(alike && !schema.isNumeric(column) ? codes(source.dictionary(from), target, column) : null);
        }
    }

    /**
     * The map from one vocabulary to another.
     *
     * @param source whose indexes are given
     * @param target whose indexes are wanted
     * @return the map; O(items + values)
     */
    public static VocabularyMap between(Vocabulary source, Vocabulary target) {
        return new VocabularyMap(Checks.notNull(source, "source"), Checks.notNull(target, "target"));
    }

    private static int[] places(IdIndex of, IdIndex in) {
        int[] places = new int[of.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = in.indexOf(of.id(i));
        }
        return places;
    }

    private static int @Nullable [] codes(IdIndex values, Vocabulary target, int column) {
        if (values.equals(target.dictionary(column))) {
            return null;
        }
        int[] codes = new int[values.size()];
        Arrays.setAll(codes, code -> target.code(column, values.id(code)));
        return codes;
    }

    /**
     * A customer in the target's indexes.
     *
     * @param customer in the source's indexes
     * @return the customer, without what the target lacks
     */
    public KnownCustomer customer(KnownCustomer customer) {
        int[] held = customer.held();
        float[] weights = customer.weights();
        if (!sameItems) {
            long[] keys = new long[held.length];
            int count = 0;
            for (int i = 0; i < held.length; i++) {
                int item = items[held[i]];
                if (item >= 0) {
                    keys[count++] = HeldItems.key(item, weights[i]);
                }
            }
            Arrays.sort(keys, 0, count);
            held = HeldItems.items(keys, count);
            weights = HeldItems.weights(keys, count);
        }
        return new KnownCustomer(
                held,
                weights,
                history(customer.history()),
                row(customer.features()),
                row(customer.featuresBefore()),
                customer.known());
    }

    /** Whether items have the same indexes on both sides. */
    boolean hasSameItems() {
        return sameItems;
    }

    /**
     * An item in the target.
     *
     * @param item its index in the source
     * @return its index in the target, or -1
     */
    public int item(int item) {
        return items[item];
    }

    /**
     * A row of features in the target's columns.
     *
     * @param row a row in the source's columns
     * @return a view
     */
    FeatureRow row(FeatureRow row) {
        return row == FeatureRow.unknown() ? row : new MappedRow(this, row);
    }

    /** A number of a source row, by the target's column. */
    float number(FeatureRow row, int column) {
        return columns[column] < 0 ? Float.NaN : row.number(columns[column]);
    }

    /** A code of a source row, by the target's column. */
    int code(FeatureRow row, int column) {
        int from = columns[column];
        int code = from < 0 ? -1 : row.code(from);
        int[] map = codes.get(column);
        return code < 0 || map == null ? code : map[code];
    }

    /** The column of the source, or -1. */
    int sourceColumn(int column) {
        return columns[column];
    }

    /** The holdings of earlier periods, by the target's items. */
    HoldingHistory history(HoldingHistory history) {
        if (sameItems || !history.isKnown()) {
            return history;
        }
        HoldingHistory.Builder mapped =
                HoldingHistory.builder(history.periodCount(), target.catalogue().size());
        for (int period = 1; period <= history.periodCount(); period++) {
            if (history.isKnown(period)) {
                mapped.known(period);
                for (int item = 0; item < items.length; item++) {
                    if (items[item] >= 0 && history.holds(period, item)) {
                        mapped.holds(period, items[item]);
                    }
                }
            }
        }
        return mapped.build();
    }

    private record MappedRow(VocabularyMap map, FeatureRow row) implements FeatureRow {
        @Override
        public float number(int column) {
            return map.number(row, column);
        }

        @Override
        public int code(int column) {
            return map.code(row, column);
        }
    }
}
