package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ints inside stand for: the catalogue, the features, and the values of each categorical feature. A data set
 * has one, a model keeps that of its training data. Immutable and thread-safe.
 */
public final class Vocabulary {
    private static final int MOST_MAPPED = 1 << 16; // values of a feature that get a map of strings

    private final Catalogue catalogue;
    private final FeatureSchema schema;
    private final List<IdIndex> dictionaries; // one a column; empty for a number
    private final List<Map<String, Integer>> codes; // the same as maps, where there are not too many values

    /**
     * A vocabulary.
     *
     * @param catalogue the items
     * @param schema the features
     * @param dictionaries one a feature: the values of a category, and none for a number. Not modified, copied.
     * @throws IllegalArgumentException if there is not one dictionary a feature, or a number has values, or if
     *     {@code dictionaries} is null
     */
    public Vocabulary(Catalogue catalogue, FeatureSchema schema, List<IdIndex> dictionaries) {
        Checks.noNulls(dictionaries, "dictionaries");
        this.catalogue = Checks.notNull(catalogue, "catalogue");
        this.schema = Checks.notNull(schema, "schema");
        this.dictionaries = List.copyOf(dictionaries);
        Checks.that(
                dictionaries.size() == schema.size(),
                "dictionaries must be one a feature of the schema, but there were %d for %d",
                dictionaries.size(),
                schema.size());
        List<Map<String, Integer>> maps = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            IdIndex values = dictionaries.get(column);
            Checks.that(
                    !schema.isNumeric(column) || values.size() == 0,
                    "feature \"%s\" is numeric and has no values",
                    schema.name(column));
            Map<String, Integer> map = new HashMap<>();
            if (values.size() <= MOST_MAPPED) {
                for (int code = 0; code < values.size(); code++) {
                    map.put(values.id(code), code);
                }
            }
            maps.add(map);
        }
        this.codes = maps;
    }

    /**
     * A vocabulary of items alone, for data without features.
     *
     * @param catalogue the items
     * @return the vocabulary
     */
    public static Vocabulary of(Catalogue catalogue) {
        return new Vocabulary(catalogue, FeatureSchema.empty(), List.of());
    }

    /**
     * The items.
     *
     * @return the catalogue
     */
    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * The features.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * The values of a categorical feature.
     *
     * @param column a column of the schema
     * @return the values in the order of their codes; none for a number
     * @throws IllegalArgumentException if the column is out of range
     */
    public IdIndex dictionary(int column) {
        return dictionaries.get(Checks.index(column, dictionaries.size(), "column"));
    }

    /**
     * The code of a category's value.
     *
     * @param column a column of the schema
     * @param value any string
     * @return the code, or -1 if the value is unknown or the feature numeric
     * @throws IllegalArgumentException if the column is out of range
     */
    public int code(int column, @Nullable String value) {
        Integer code = codes.get(Checks.index(column, codes.size(), "column")).get(value);
        if (code != null) {
            return code;
        }
        IdIndex values = dictionaries.get(column);
        return values.size() <= MOST_MAPPED ? -1 : values.indexOf(value);
    }

    /**
     * Whether protection has something to do: there are protected features and credit items.
     *
     * @return true if there are both
     */
    public boolean protects() {
        return catalogue.creditCount() > 0 && !schema.protectedNames().isEmpty();
    }

    /** {@inheritDoc} Two vocabularies are equal if catalogue, schema and dictionaries are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Vocabulary that
                        && catalogue.equals(that.catalogue)
                        && schema.equals(that.schema)
                        && dictionaries.equals(that.dictionaries));
    }

    @Override
    public int hashCode() {
        return 31 * catalogue.hashCode() + schema.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary[" + catalogue + ", " + schema + "]";
    }
}
