package dev.recsys.data;

import dev.recsys.check.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and kinds of a feature table's columns, in order. Immutable and thread-safe.
 */
public final class FeatureSchema {
    /** What a column holds. */
    public enum Kind {
        /** A float, or missing. */
        NUMERIC,
        /** One of a dictionary's values, or missing. */
        CATEGORICAL
    }

    private final List<String> names;
    private final List<Kind> kinds;
    private final Map<String, Integer> places = new HashMap<>();

    private FeatureSchema(List<String> names, List<Kind> kinds) {
        this.names = List.copyOf(names);
        this.kinds = List.copyOf(kinds);
        for (int i = 0; i < names.size(); i++) {
            Checks.that(places.put(names.get(i), i) == null, "feature \"%s\" appears twice", names.get(i));
        }
    }

    /**
     * A schema without columns, for data that has none.
     *
     * @return the empty schema
     */
    public static FeatureSchema empty() {
        return builder().build();
    }

    /**
     * A builder; columns come in the order of its calls.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many columns there are.
     *
     * @return the count
     */
    public int size() {
        return names.size();
    }

    /**
     * All names in order.
     *
     * @return an unmodifiable list
     */
    public List<String> names() {
        return names;
    }

    /**
     * A column's name.
     *
     * @param column in {@code 0..size()-1}
     * @return the name
     */
    public String name(int column) {
        return names.get(column);
    }

    /**
     * A column's kind.
     *
     * @param column in {@code 0..size()-1}
     * @return the kind
     */
    public Kind kind(int column) {
        return kinds.get(column);
    }

    /**
     * Where a column stands.
     *
     * @param name any string
     * @return the column, or -1 if there is none of that name
     */
    public int indexOf(String name) {
        return places.getOrDefault(name, -1);
    }

    /** The same columns of some names, in their order. */
    FeatureSchema select(List<String> chosen) {
        return new FeatureSchema(
                chosen, chosen.stream().map(name -> kinds.get(place(name))).toList());
    }

    private int place(String name) {
        int column = indexOf(name);
        Checks.that(column >= 0, "there is no feature \"%s\"; there are %s", name, names);
        return column;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureSchema that && names.equals(that.names) && kinds.equals(that.kinds);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + kinds.hashCode();
    }

    @Override
    public String toString() {
        return "FeatureSchema" + names;
    }

    /** Collects columns; not thread-safe. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Kind> kinds = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a column of numbers.
         *
         * @param name a name no other column has
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder numeric(String name) {
            return add(name, Kind.NUMERIC);
        }

        /**
         * Adds a column of categories.
         *
         * @param name a name no other column has
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder categorical(String name) {
            return add(name, Kind.CATEGORICAL);
        }

        private Builder add(String name, Kind kind) {
            names.add(Checks.notBlank(name, "feature name"));
            kinds.add(kind);
            return this;
        }

        /**
         * The schema.
         *
         * @return an immutable schema
         * @throws IllegalArgumentException if two columns have one name
         */
        public FeatureSchema build() {
            return new FeatureSchema(names, kinds);
        }
    }
}
