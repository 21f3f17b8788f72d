package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.data.HoldingHistory;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one customer, now and in earlier periods. A row of a panel, of a database and of a request become the
 * same thing. A value: equal facts are equal objects; JSON by {@link #toJson} and {@link #fromJson}. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Customer customer = Customer.builder("15889")
 *         .holdings(List.of("account", "card")).number("age", 35)
 *         .earlier(1, Facts.builder().holdings(List.of("account")).build())
 *         .build();
 * }</pre>
 */
public final class Customer {
    private final @Nullable String id;
    private final Facts now;
    private final List<Facts> earlier; // one a period, the latest first; the last is not empty
    private final boolean justJoined; // then there is no earlier period

    private Customer(@Nullable String id, Facts now, List<Facts> earlier, boolean justJoined) {
        this.id = id;
        this.now = now;
        int known = earlier.size();
        while (known > 0 && earlier.get(known - 1).isEmpty()) {
            known--;
        }
        this.earlier = List.copyOf(earlier.subList(0, known));
        this.justJoined = justJoined;
        Checks.that(!justJoined || known == 0, "a customer who has just joined has no facts of earlier periods");
    }

    /**
     * A builder of a customer with an id.
     *
     * @param id the customer's id
     * @return a builder
     * @throws IllegalArgumentException if the id is blank
     */
    public static Builder builder(String id) {
        return new Builder(Checks.notBlank(id, "customer id"));
    }

    /**
     * A builder of a customer without an id.
     *
     * @return a builder
     */
    public static Builder anonymous() {
        return new Builder(null);
    }

    /**
     * A builder that starts from this customer.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.now = now.toBuilder();
        builder.justJoined = justJoined;
        builder.earlier.addAll(earlier);
        return builder;
    }

    /**
     * Reads a customer.
     *
     * @param json what {@link #toJson} gives; fields left out are unknown
     * @return the customer
     * @throws IllegalArgumentException if the text is not such an object, or has a field this class lacks
     */
    public static Customer fromJson(String json) {
        return fromTree(Json.parse(json, "a customer"));
    }

    /**
     * The customer as JSON: {@code {"id":"15889","holdings":{"account":1.0},"features":{"age":35.0,"segment":"private",
     * "income":null},"earlier":[{"holdings":{}}]}}; null says that a feature is missing, a field left out that it is
     * unknown, and an empty {@code "earlier"} that the customer has just joined.
     *
     * @return one line
     */
    public String toJson() {
        return JsonMappers.text(toTree());
    }

    ObjectNode toTree() {
        ObjectNode json = Json.object();
        id().ifPresent(id -> json.put("id", id));
        now.writeTo(json);
        if (!earlier.isEmpty()) {
            ArrayNode periods = json.putArray("earlier");
            earlier.forEach(facts -> facts.writeTo(periods.addObject()));
        } else if (justJoined) {
            json.putArray("earlier");
        }
        return json;
    }

    static Customer fromTree(JsonNode json) {
        Json.onlyFields(json, "a customer", Set.of("id", "holdings", "features", "earlier"));
        Builder customer = json.hasNonNull("id") ? builder(Json.text(json, "id")) : anonymous();
        customer.now(Facts.fromTree(json));
        if (json.path("earlier").isArray() && json.path("earlier").isEmpty()) {
            customer.justJoined();
        }
        int period = 0;
        for (JsonNode earlier : Json.array(json, "earlier")) {
            Json.onlyFields(earlier, "an earlier period", Set.of("holdings", "features"));
            customer.earlier(++period, Facts.fromTree(earlier));
        }
        return customer.build();
    }

    /**
     * The customer's id.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * What is known of the present.
     *
     * @return the facts
     */
    public Facts now() {
        return now;
    }

    /**
     * What is known of earlier periods, the latest first: place 0 is one period before now.
     *
     * @return the facts; those of an unknown period are empty, the last are not
     */
    public List<Facts> earlier() {
        return earlier;
    }

    /**
     * Whether the customer is said to have joined in this period, which is not the same as an unknown history.
     *
     * @return true if {@link Builder#justJoined} was said
     */
    public boolean hasJustJoined() {
        return justJoined;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Customer that
                && java.util.Objects.equals(id, that.id)
                && now.equals(that.now)
                && earlier.equals(that.earlier)
                && justJoined == that.justJoined;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * now.hashCode() + earlier.hashCode()) + (id == null ? 0 : id.hashCode());
    }

    /** The id and how much is known, without any of it: no personal data beyond the id. */
    @Override
    public String toString() {
        return "Customer[" + (id == null ? "anonymous" : id) + ", " + now + ", " + earlier.size() + " earlier periods]";
    }

    /** Collects facts; not thread-safe. */
    public static final class Builder {
        private final @Nullable String id;
        private final List<Facts> earlier = new ArrayList<>();
        private Facts.Builder now = Facts.builder();
        private boolean justJoined;

        private Builder(@Nullable String id) {
            this.id = id;
        }

        /**
         * Says what the customer holds now, each with weight 1.
         *
         * @param itemIds items, possibly none
         * @return this
         * @throws IllegalArgumentException if an id is null or empty, or if {@code itemIds} is null
         */
        public Builder holdings(Collection<String> itemIds) {
            Checks.notNull(itemIds, "itemIds");
            now.holdings(itemIds);
            return this;
        }

        /**
         * Says what the customer holds now, each with a weight.
         *
         * @param weights above 0 and at most 10¹², by item id
         * @return this
         * @throws IllegalArgumentException if {@code weights} is null, an id is null or empty, or a weight is out of range
         */
        public Builder holdings(Map<String, Double> weights) {
            Checks.notNull(weights, "weights");
            now.holdings(weights);
            return this;
        }

        /**
         * Says a number of now; NaN says that it is missing.
         *
         * @param name the feature
         * @param value finite or NaN
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value infinite
         */
        public Builder number(String name, double value) {
            now.number(name, value);
            return this;
        }

        /**
         * Says a category of now.
         *
         * @param name the feature
         * @param value not null
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value null
         */
        public Builder category(String name, String value) {
            now.category(name, value);
            return this;
        }

        /**
         * Says all that is known of now, in place of what was said before.
         *
         * @param facts the facts
         * @return this
         */
        public Builder now(Facts facts) {
            now = Checks.notNull(facts, "facts").toBuilder();
            return this;
        }

        /**
         * Says what is known of an earlier period, in place of what was said of it before.
         *
         * @param periods how many periods before now, in 1..{@link HoldingHistory#MAX_PERIODS}
         * @param facts the facts
         * @return this
         * @throws IllegalArgumentException if the number of periods is out of range
         */
        public Builder earlier(int periods, Facts facts) {
            Checks.inRange(periods, 1, HoldingHistory.MAX_PERIODS, "periods");
            Checks.notNull(facts, "facts");
            while (earlier.size() < periods) {
                earlier.add(Facts.unknown());
            }
            earlier.set(periods - 1, facts);
            return this;
        }

        /**
         * Says that the customer joined in this period, so that there are no earlier ones. Without this and without facts of
         * earlier periods the history is unknown, unless the memory knows the customer.
         *
         * @return this
         */
        public Builder justJoined() {
            justJoined = true;
            return this;
        }

        /**
         * The customer.
         *
         * @return an immutable value
         * @throws IllegalArgumentException if the customer is said to have just joined, yet to have facts of earlier
         *     periods
         */
        public Customer build() {
            return new Customer(id, now.build(), earlier, justJoined);
        }
    }
}
