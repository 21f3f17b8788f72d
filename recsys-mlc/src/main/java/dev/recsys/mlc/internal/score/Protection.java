package dev.recsys.mlc.internal.score;

import dev.recsys.data.Vocabulary;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.KnownFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which columns the trees of which items never see. Such items are learned and scored in a group of their own, so that
 * their scores do not depend on those columns by way of other items either. Immutable and thread-safe.
 */
public final class Protection {
    private final int[] columns; // of the schema, ascending
    private final int[] items; // ascending; none without columns

    private Protection(int[] columns, int[] items) {
        this.columns = columns;
        this.items = columns.length == 0 ? new int[0] : items;
    }

    /**
     * What the roles of features and items protect.
     *
     * @param vocabulary items and features
     * @return the protection
     */
    public static Protection of(Vocabulary vocabulary) {
        return new Protection(
                indexes(vocabulary.schema().size(), vocabulary.schema()::isProtected),
                indexes(vocabulary.catalogue().size(), vocabulary.catalogue()::isCredit));
    }

    private static int[] indexes(int size, IntPredicate chosen) {
        return IntStream.range(0, size).filter(chosen).toArray();
    }

    /** Whether a feature, by its place in the schema, is never named as the reason for an item. */
    boolean hasFeature(int feature) {
        return contains(columns, feature);
    }

    private static boolean contains(int[] ascending, int value) {
        return java.util.Arrays.binarySearch(ascending, value) >= 0;
    }

    /**
     * How many items are protected.
     *
     * @return at least 0
     */
    public int itemCount() {
        return items.length;
    }

    /**
     * Parts products into those scored together: all of them where nothing protected is known.
     *
     * @param products items, one an output. Not modified.
     * @param facts what the trees may use
     * @param binner the columns
     * @return the outputs of each group, ascending: open ones, then protected ones; a group without any is left out
     */
    public List<int[]> groups(int[] products, KnownFacts facts, FeatureBinner binner) {
        if (IntStream.of(binner.columns(facts)).noneMatch(column -> hasFeature(binner.feature(column)))) {
            return products.length == 0 ? List.of() : List.of(indexes(products.length, k -> true));
        }
        return groups(products);
    }

    /** By the roles of the products alone. */
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
}
