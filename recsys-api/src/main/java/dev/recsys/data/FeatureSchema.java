package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features of a customer in order: names, kinds, labels and roles. Protection is declared here once and holds for
 * every model. Immutable and thread-safe.
 *
 * <pre>{@code
 * FeatureSchema schema = FeatureSchema.builder()
 *         .numeric("age").categorical("gender").numeric("income")
 *         .protect("age", "gender")
 *         .build();
 * }</pre>
 */
public final class FeatureSchema {
    private static final FeatureSchema EMPTY = new FeatureSchema(List.of());

    private final List<Feature> features;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private FeatureSchema(List<Feature> features) {
        this.features = Checks.copyOf(features, "features");
        this.names = features.stream().map(Feature::name).toList();
        for (int i = 0; i < names.size(); i++) {
            Checks.that(
                    places.put(names.get(i), i) == null,
                    "the names of features must differ, but \"%s\" appears twice",
                    names.get(i));
        }
    }

    /**
     * A schema of given features.
     *
     * @param features in the order of the columns. Not modified, copied.
     * @return the schema
     * @throws IllegalArgumentException if two features have one name, or if {@code features} is null
     */
    public static FeatureSchema of(List<Feature> features) {
        Checks.notNull(features, "features");
        return new FeatureSchema(features);
    }

    /**
     * A schema without features, for data that has none.
     *
     * @return the empty schema
     */
    public static FeatureSchema empty() {
        return EMPTY;
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
        return features.size();
    }

    /**
     * All features in order.
     *
     * @return an unmodifiable list
     */
    public List<Feature> features() {
        return features;
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
     * A column's feature.
     *
     * @param column in {@code 0..size()-1}
     * @return the feature
     * @throws IllegalArgumentException if the column is out of range
     */
    public Feature feature(int column) {
        return features.get(Checks.index(column, features.size(), "column"));
    }

    /**
     * A column's name.
     *
     * @param column in {@code 0..size()-1}
     * @return the name
     * @throws IllegalArgumentException if the column is out of range
     */
    public String name(int column) {
        return names.get(Checks.index(column, names.size(), "column"));
    }

    /**
     * A column's kind.
     *
     * @param column in {@code 0..size()-1}
     * @return the kind
     * @throws IllegalArgumentException if the column is out of range
     */
    public Feature.Kind kind(int column) {
        return feature(column).kind();
    }

    /**
     * Whether a column holds numbers.
     *
     * @param column in {@code 0..size()-1}
     * @return false if it holds categories
     * @throws IllegalArgumentException if the column is out of range
     */
    public boolean isNumeric(int column) {
        return kind(column) == Feature.Kind.NUMERIC;
    }

    /**
     * Whether a column is protected.
     *
     * @param column in {@code 0..size()-1}
     * @return true if its feature is
     * @throws IllegalArgumentException if the column is out of range
     */
    public boolean isProtected(int column) {
        return feature(column).isProtected();
    }

    /**
     * The names of the protected features.
     *
     * @return in the order of the columns, possibly empty
     */
    public List<String> protectedNames() {
        return features.stream().filter(Feature::isProtected).map(Feature::name).toList();
    }

    /**
     * Where a column stands.
     *
     * @param name any string
     * @return the column, or -1 if there is none of that name
     * @throws IllegalArgumentException if {@code name} is null
     */
    public int indexOf(String name) {
        Checks.notNull(name, "name");
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /**
     * Some of the columns.
     *
     * @param chosen names of columns, in the order wanted
     * @return the narrower schema
     * @throws IllegalArgumentException if there is no column of a name, or if {@code chosen} is null
     */
    public FeatureSchema select(List<String> chosen) {
        Checks.notNull(chosen, "chosen");
        return new FeatureSchema(chosen.stream()
                .map(name -> features.get(place(Checks.notNull(name, "each of the names chosen"))))
                .toList());
    }

    private int place(String name) {
        int column = indexOf(name);
        Checks.that(
                column >= 0, "each of the names chosen must be one of %s, but there is no feature \"%s\"", names, name);
        return column;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureSchema that && features.equals(that.features);
    }

    @Override
    public int hashCode() {
        return features.hashCode();
    }

    @Override
    public String toString() {
        return "FeatureSchema" + names;
    }

    /** Collects columns; not thread-safe. */
    public static final class Builder {
        private final List<Feature> features = new ArrayList<>();
        private final Map<String, String> labels = new HashMap<>();
        private final Set<String> guarded = new HashSet<>();

        private Builder() {}

        /**
         * Adds a column of numbers.
         *
         * @param name a name no other column has
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder numeric(String name) {
            return add(Feature.numeric(name));
        }

        /**
         * Adds a column of categories.
         *
         * @param name a name no other column has
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder categorical(String name) {
            return add(Feature.categorical(name));
        }

        /**
         * Adds a column.
         *
         * @param feature a feature whose name no other column has
         * @return this
         */
        public Builder add(Feature feature) {
            features.add(Checks.notNull(feature, "feature"));
            return this;
        }

        /**
         * Sets what people call a feature.
         *
         * @param name a column, added before {@link #build}
         * @param label not blank
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder label(String name, String label) {
            labels.put(Checks.notNull(name, "feature name"), Checks.notBlank(label, "label"));
            return this;
        }

        /**
         * Declares features protected.
         *
         * @param names columns, added before {@link #build}
         * @return this
         * @throws IllegalArgumentException if {@code names} is null
         */
        public Builder protect(String... names) {
            Checks.notNull(names, "names");
            return protect(Arrays.asList(names));
        }

        /**
         * Declares features protected.
         *
         * @param names columns, added before {@link #build}
         * @return this
         * @throws IllegalArgumentException if {@code names} is null
         */
        public Builder protect(Collection<String> names) {
            Checks.notNull(names, "names");
            guarded.addAll(names);
            return this;
        }

        /**
         * The schema.
         *
         * @return an immutable schema
         * @throws IllegalArgumentException if two columns have one name, or a label or a protection names no column
         */
        public FeatureSchema build() {
            List<String> known = features.stream().map(Feature::name).toList();
            guarded.forEach(name -> Checks.that(
                    known.contains(name), "there is no feature \"%s\" to protect; there are %s", name, known));
            labels.keySet()
                    .forEach(name -> Checks.that(
                            known.contains(name), "there is no feature \"%s\" to label; there are %s", name, known));
            return new FeatureSchema(features.stream()
                    .map(f -> labels.containsKey(f.name()) ? f.withLabel(labels.get(f.name())) : f)
                    .map(f -> guarded.contains(f.name()) ? f.asProtected() : f)
                    .toList());
        }
    }
}
