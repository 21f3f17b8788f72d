package dev.recsys;

import dev.recsys.check.Checks;
import dev.recsys.data.FeatureTable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features of one user, by name. Implementations are immutable and thread-safe.
 */
public interface UserFeatures {
    /**
     * Whether anything is said of a feature; a feature can be said to be missing.
     *
     * @param name any string
     * @return true if the value given here goes before what a model remembers
     */
    boolean has(String name);

    /**
     * A number.
     *
     * @param name any string
     * @return a finite value, or NaN if it is missing, not numeric, or nothing is said of it
     */
    double number(String name);

    /**
     * A category.
     *
     * @param name any string
     * @return the value, or null if it is missing, not a category, or nothing is said of it
     */
    @Nullable
    String category(String name);

    /**
     * A row of a feature table as features by name.
     *
     * @param table the table
     * @param row in {@code 0..table.rowCount()-1}
     * @return a view
     * @throws IllegalArgumentException if the row is out of range
     */
    static UserFeatures of(FeatureTable table, int row) {
        Checks.index(row, table.rowCount(), "row");
        return new TableRowFeatures(table, row);
    }

    /**
     * Features from two maps.
     *
     * @param numbers numbers by name; NaN says that the value is missing. Not modified, copied.
     * @param categories categories by name. Not modified, copied.
     * @return the features
     * @throws IllegalArgumentException if a number is infinite or a name stands in both
     */
    static UserFeatures of(Map<String, Double> numbers, Map<String, String> categories) {
        numbers.forEach((name, value) -> {
            Checks.that(!Double.isInfinite(value), "%s must be finite or NaN, but was %s", name, value);
            Checks.that(!categories.containsKey(name), "%s is given as a number and as a category", name);
        });
        return new NamedFeatures(new TreeMap<>(numbers), new TreeMap<>(categories));
    }
}
