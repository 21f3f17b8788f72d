package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer in one period: holdings and features, each known or unknown. Holdings that are known and
 * empty say that the customer holds nothing; a feature that is known and missing says that there is no value. A value:
 * equal facts are equal objects. Immutable and thread-safe.
 *
 * <pre>{@code
 * Facts facts = Facts.builder().holdings(List.of("account")).number("age", 35).category("segment", "private").build();
 * }</pre>
 */
public final class Facts {
    private static final Facts UNKNOWN = new Facts(new Builder());
    private static final Object MISSING = new Missing();

    private final @Nullable Map<String, Double> holdings;
    private final Map<String, Object> features; // Double, String or MISSING

    /** Stands for a feature known to be missing; all are equal. */
    private record Missing() {}

    private Facts(Builder builder) {
        Map<String, Double> held = builder.holdings;
        this.holdings = held == null ? null : Collections.unmodifiableMap(held); // which no builder changes
        this.features = builder.features.isEmpty() ? Map.of() : new TreeMap<>(builder.features);
    }

    /**
     * Facts of a period nothing is known of.
     *
     * @return the empty facts
     */
    public static Facts unknown() {
        return UNKNOWN;
    }

    /**
     * A builder.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that starts from these facts.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.holdings = holdings;
        builder.features.putAll(features);
        return builder;
    }

    /**
     * What the customer holds, with how strongly; see {@link dev.recsys.data.Dataset#interactions} for what the weights
     * mean.
     *
     * @return weights above 0 by item id, or empty if it is not known; an empty map says that the customer holds nothing
     */
    public Optional<Map<String, Double>> holdings() {
        return Optional.ofNullable(holdings);
    }

    /**
     * The names of all known features, those known to be missing included.
     *
     * @return names in alphabetical order
     */
    public Set<String> featureNames() {
        return Collections.unmodifiableSet(features.keySet());
    }

    /**
     * Whether a feature is known; a feature can be known to be missing.
     *
     * @param name any string
     * @return false if nothing is said of it
     * @throws IllegalArgumentException if {@code name} is null
     */
    public boolean isKnown(String name) {
        Checks.notNull(name, "name");
        return features.containsKey(name);
    }

    /**
     * Whether a feature is known to be missing.
     *
     * @param name any string
     * @return false if it has a value or nothing is said of it
     * @throws IllegalArgumentException if {@code name} is null
     */
    public boolean isMissing(String name) {
        Checks.notNull(name, "name");
        return features.get(name) instanceof Missing;
    }

    /**
     * A number.
     *
     * @param name any string
     * @return a finite value, or NaN if the feature is unknown, missing or a category
     * @throws IllegalArgumentException if {@code name} is null
     */
    public double number(String name) {
        Checks.notNull(name, "name");
        return features.get(name) instanceof Double value ? value : Double.NaN;
    }

    /**
     * A category.
     *
     * @param name any string
     * @return the value, or null if the feature is unknown, missing or a number
     * @throws IllegalArgumentException if {@code name} is null
     */
    public @Nullable String category(String name) {
        Checks.notNull(name, "name");
        return features.get(name) instanceof String value ? value : null;
    }

    /**
     * Whether nothing is known at all.
     *
     * @return true if neither holdings nor a feature is known
     */
    public boolean isEmpty() {
        return holdings == null && features.isEmpty();
    }

    void writeTo(ObjectNode json) {
        holdings().ifPresent(held -> {
            ObjectNode weights = json.putObject("holdings");
            held.forEach(weights::put);
        });
        if (!features.isEmpty()) {
            ObjectNode values = json.putObject("features");
            features.forEach((name, value) -> {
                if (value instanceof String category) {
                    values.put(name, category);
                } else if (value instanceof Double number) {
                    values.put(name, number);
                } else {
                    values.putNull(name);
                }
            });
        }
    }

    static Facts fromTree(JsonNode json) {
        Builder facts = builder();
        JsonNode holdings = json.get("holdings");
        if (holdings != null && holdings.isArray()) {
            facts.holdings(Json.texts(holdings, "holdings"));
        } else if (holdings != null) {
            Checks.that(holdings.isObject(), "\"holdings\" must be an array of items or an object of weights");
            Map<String, Double> weights = new LinkedHashMap<>();
            holdings.properties()
                    .forEach(held -> weights.put(held.getKey(), Json.number(held.getValue(), held.getKey())));
            facts.holdings(weights);
        }
        JsonNode features = json.get("features");
        if (features != null) {
            Checks.that(features.isObject(), "\"features\" must be an object");
            features.properties().forEach(feature -> {
                JsonNode value = feature.getValue();
                if (value.isNull()) {
                    facts.missing(feature.getKey());
                } else if (value.isTextual()) {
                    facts.category(feature.getKey(), value.asText());
                } else {
                    facts.number(feature.getKey(), Json.number(value, feature.getKey()));
                }
            });
        }
        return facts.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Facts that) || !features.equals(that.features)) {
            return false;
        }
        return holdings == null ? that.holdings == null : holdings.equals(that.holdings);
    }

    @Override
    public int hashCode() {
        return 31 * features.hashCode() + (holdings == null ? 0 : holdings.hashCode());
    }

    /** How much is known, without any of it: no personal data. */
    @Override
    public String toString() {
        return "Facts[" + (holdings == null ? "holdings unknown" : holdings.size() + " holdings") + ", "
                + features.size() + " features]";
    }

    /** Collects facts; not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> features = new TreeMap<>();
        private @Nullable Map<String, Double> holdings; // replaced as a whole, never changed

        private Builder() {}

        /**
         * Says what the customer holds, each with weight 1.
         *
         * @param itemIds items, possibly none
         * @return this
         * @throws IllegalArgumentException if an id is null or empty, or if {@code itemIds} is null
         */
        public Builder holdings(Collection<String> itemIds) {
            Checks.notNull(itemIds, "itemIds");
            Map<String, Double> weights = new LinkedHashMap<>();
            itemIds.forEach(id -> weights.put(itemId(id, "each of itemIds"), 1.0));
            holdings = weights;
            return this;
        }

        /**
         * Says what the customer holds, each with a weight.
         *
         * @param weights above 0 and at most 10¹², by item id; possibly none. Not modified, copied.
         * @return this
         * @throws IllegalArgumentException if {@code weights} is null, an id is null or empty, or a weight is out of range
         */
        public Builder holdings(Map<String, Double> weights) {
            Checks.notNull(weights, "weights");
            Map<String, Double> copy = new LinkedHashMap<>(2 * weights.size()); // never to grow
            weights.forEach((id, weight) -> copy.put(itemId(id, "each item id of weights"), weight(id, weight)));
            holdings = copy;
            return this;
        }

        private static Double weight(String id, @Nullable Double weight) {
            Double given = Checks.notNull(weight, "each of weights");
            if (given > 0 && given <= EventLog.MOST_WEIGHT) {
                return given; // no words for a refusal that is not needed
            }
            Checks.positive(given, "weights: that of item " + id);
            Checks.that(
                    given <= EventLog.MOST_WEIGHT,
                    "weights: that of item %s must be at most 1e12, but was %s",
                    id,
                    given);
            return given;
        }

        private static String itemId(@Nullable String id, String name) {
            String given = Checks.notNull(id, name);
            Checks.that(!given.isEmpty(), "%s must not be empty", name);
            return given;
        }

        /**
         * Says a number; NaN says that it is missing.
         *
         * @param name the feature
         * @param value finite or NaN
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value infinite
         */
        public Builder number(String name, double value) {
            Checks.that(!Double.isInfinite(value), "the value of %s must be finite or NaN, but was %s", name, value);
            // 0.0 turns a negative zero into a positive one: equal numbers make equal facts.
            return feature(name, Double.isNaN(value) ? MISSING : (Object) (value + 0.0));
        }

        /**
         * Says a category.
         *
         * @param name the feature
         * @param value not null
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value null
         */
        public Builder category(String name, String value) {
            return feature(name, Checks.notNull(value, "the value of " + name));
        }

        /**
         * Says that a feature has no value.
         *
         * @param name the feature
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder missing(String name) {
            return feature(name, MISSING);
        }

        private Builder feature(String name, Object value) {
            features.put(Checks.notBlank(name, "feature name"), value);
            return this;
        }

        /**
         * The facts.
         *
         * @return an immutable value
         */
        public Facts build() {
            return holdings == null && features.isEmpty() ? UNKNOWN : new Facts(this);
        }
    }
}
