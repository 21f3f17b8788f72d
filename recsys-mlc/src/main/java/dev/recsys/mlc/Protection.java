package dev.recsys.mlc;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which columns the trees of which items never see. Such items are learned and scored in a group of their own, so that
 * their scores do not depend on those columns by way of other items either. Immutable and thread-safe.
 */
final class Protection {
    private final int[] columns; // of the schema, ascending
    private final int[] items; // ascending; none without columns

    private Protection(int[] columns, int[] items) {
        this.columns = columns;
        this.items = columns.length == 0 ? new int[0] : items;
    }

    /** What a configuration asks for, as far as a panel has it. */
    static Protection of(FeatureSchema schema, IdIndex items, MlcConfig config) {
        return new Protection(
                indexes(schema.size(), column -> config.protectedFeatures().contains(schema.name(column))),
                indexes(items.size(), item -> config.protectedProducts().contains(items.id(item))));
    }

    private static int[] indexes(int size, IntPredicate chosen) {
        return IntStream.range(0, size).filter(chosen).toArray();
    }

    /** Whether a feature, by its place in the schema, must not be told to be the reason for any item. */
    boolean hasFeature(int feature) {
        return contains(columns, feature);
    }

    private static boolean contains(int[] ascending, int value) {
        return java.util.Arrays.binarySearch(ascending, value) >= 0;
    }

    /** How many items are protected. */
    int itemCount() {
        return items.length;
    }

    /**
     * Parts products into those scored together.
     *
     * @param products items, one an output. Not modified.
     * @return the outputs of each group, ascending: open ones, then protected ones; a group without any is left out
     */
    List<int[]> groups(int[] products) {
        List<int[]> groups = new ArrayList<>();
        groups.add(indexes(products.length, k -> !contains(items, products[k])));
        groups.add(indexes(products.length, k -> contains(items, products[k])));
        groups.removeIf(group -> group.length == 0);
        return groups;
    }

    /** The columns a group's trees may ask for, ascending. */
    int[] columnsFor(int[] group, int[] products, FeatureBinner binner) {
        boolean open = !contains(items, products[group[0]]);
        return indexes(binner.columnCount(), column -> open || !hasFeature(binner.feature(column)));
    }

    void writeTo(Sections.Builder out) {
        out.put("protected/columns", columns).put("protected/items", items);
    }

    static Protection readFrom(Sections in, int schemaSize, int itemCount) throws ModelFormatException {
        return new Protection(
                ascending(in, "protected/columns", schemaSize), ascending(in, "protected/items", itemCount));
    }

    /** The ascending indexes of a section, each below {@code size}. */
    static int[] ascending(Sections in, String section, int size) throws ModelFormatException {
        int[] indexes = in.ints(section);
        for (int i = 0; i < indexes.length; i++) {
            if (indexes[i] < 0 || indexes[i] >= size || (i > 0 && indexes[i] <= indexes[i - 1])) {
                throw new ModelFormatException("section \"" + section + "\" holds the value " + indexes[i]);
            }
        }
        return indexes;
    }
}
