package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for recommendations, what is known of the customer, and which rules the answer keeps. A value: equal requests
 * are equal objects; JSON by {@link #toJson} and {@link #fromJson}.
 *
 * <pre>{@code
 * RecommendationRequest.forUser("15889").limit(7).build()
 * RecommendationRequest.anonymous().holdings(List.of("account", "card")).feature("age", 35).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe; the builder is not.
 */
public final class RecommendationRequest {
    /** How many items an answer has where the request does not say: {@value}. */
    public static final int DEFAULT_LIMIT = 7;

    private final Customer customer;
    private final AnswerRules rules;

    private RecommendationRequest(Builder builder) {
        this.customer = builder.customer.build();
        this.rules = builder.rules;
    }

    /**
     * A request for a customer, remembered or not.
     *
     * @param userId the customer's id
     * @return a builder
     * @throws IllegalArgumentException if the id is blank
     */
    public static Builder forUser(String userId) {
        return new Builder(Customer.builder(Checks.notBlank(userId, "userId")));
    }

    /**
     * A request for a customer without an id.
     *
     * @return a builder
     */
    public static Builder anonymous() {
        return new Builder(Customer.anonymous());
    }

    /**
     * A request for a customer with all that is known.
     *
     * @param customer the customer
     * @return a builder
     */
    public static Builder forCustomer(Customer customer) {
        return new Builder(Checks.notNull(customer, "customer").toBuilder());
    }

    /**
     * Reads a request.
     *
     * @param json what {@link #toJson} gives; fields left out have their default
     * @return the request
     * @throws IllegalArgumentException if the text is not such an object, or has a field this class lacks
     */
    public static RecommendationRequest fromJson(String json) {
        return fromTree(Json.parse(json, "a request"));
    }

    /**
     * The request as JSON: {@code {"customer":{…},"allow":[…],"deny":[…],"date":"2016-05-01","limit":7,
     * "includeOwned":false,"strict":false}}.
     *
     * @return one line
     */
    public String toJson() {
        return JsonMappers.text(toTree());
    }

    private ObjectNode toTree() {
        ObjectNode json = Json.object();
        json.set("customer", customer.toTree());
        return rules.writeTo(json);
    }

    private static RecommendationRequest fromTree(JsonNode json) {
        Json.onlyFields(
                json, "a request", Set.of("customer", "allow", "deny", "date", "limit", "includeOwned", "strict"));
        Builder request =
                json.hasNonNull("customer") ? forCustomer(Customer.fromTree(json.get("customer"))) : anonymous();
        request.rules = request.rules.readFrom(json);
        return request.build();
    }

    /**
     * A builder that starts from this request.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(customer.toBuilder());
        builder.rules = rules;
        return builder;
    }

    /**
     * The customer, with what the request says is known.
     *
     * @return the customer
     */
    public Customer customer() {
        return customer;
    }

    /**
     * The only items that may be offered.
     *
     * @return item ids in alphabetical order, or empty if there is no allow-list; an empty list leaves nothing
     */
    public Optional<Set<String>> allowed() {
        return Optional.ofNullable(rules.allowed());
    }

    /**
     * The items that must not be offered.
     *
     * @return item ids in alphabetical order, possibly none
     */
    public Set<String> denied() {
        return rules.denied();
    }

    /**
     * The date for which the offer is made.
     *
     * @return the date, or empty for the time just after the data
     */
    public Optional<LocalDate> date() {
        return Optional.ofNullable(rules.date());
    }

    /**
     * The greatest number of items in the answer.
     *
     * @return at least 1
     */
    public int limit() {
        return rules.limit();
    }

    /**
     * Whether owned items may be in the answer.
     *
     * @return false by default
     */
    public boolean ownedIncluded() {
        return rules.ownedIncluded();
    }

    /**
     * Whether what the model does not know is refused instead of ignored.
     *
     * @return false by default
     */
    public boolean isStrict() {
        return rules.strict();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecommendationRequest that
                && customer.equals(that.customer)
                && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return 31 * customer.hashCode() + rules.hashCode();
    }

    /** The rules of a request without what is known of the customer: no personal data beyond the id. */
    @Override
    public String toString() {
        return "RecommendationRequest[user " + customer.id().orElse("anonymous") + ", limit " + rules.limit() + "]";
    }

    /** Collects a request's options; not thread-safe. */
    public static final class Builder {
        private final Customer.Builder customer;
        private AnswerRules rules = AnswerRules.of(DEFAULT_LIMIT);

        private Builder(Customer.Builder customer) {
            this.customer = customer;
        }

        /**
         * Says what the customer holds now, each with weight 1, in place of what is remembered.
         *
         * @param itemIds items, possibly none
         * @return this
         * @throws IllegalArgumentException if an id is null or empty, or if {@code itemIds} is null
         */
        public Builder holdings(Collection<String> itemIds) {
            Checks.notNull(itemIds, "itemIds");
            customer.holdings(itemIds);
            return this;
        }

        /**
         * Says what the customer holds now and how strongly, in place of what is remembered; see
         * {@link dev.recsys.data.Dataset#interactions} for what the weights mean.
         *
         * @param weights above 0 and at most 10¹², by item id
         * @return this
         * @throws IllegalArgumentException if {@code weights} is null, an id is null or empty, or a weight is out of range
         */
        public Builder holdings(Map<String, Double> weights) {
            Checks.notNull(weights, "weights");
            customer.holdings(weights);
            return this;
        }

        /**
         * Says a number of the customer, in place of what is remembered.
         *
         * @param name the feature
         * @param value a finite number, or NaN to say that it is missing
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value infinite
         */
        public Builder feature(String name, double value) {
            customer.number(name, value);
            return this;
        }

        /**
         * Says a category of the customer, in place of what is remembered.
         *
         * @param name the feature
         * @param value the value; one the model never saw counts as missing
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value null
         */
        public Builder feature(String name, String value) {
            customer.category(name, value);
            return this;
        }

        /**
         * Says what is known of an earlier period. What a request says of any earlier period replaces all that is
         * remembered of the holdings of earlier periods.
         *
         * @param periods how many periods before now, in 1..{@link dev.recsys.data.HoldingHistory#MAX_PERIODS}
         * @param facts the facts
         * @return this
         * @throws IllegalArgumentException if the number of periods is out of range
         */
        public Builder earlier(int periods, Facts facts) {
            customer.earlier(periods, facts);
            return this;
        }

        /**
         * Says that the customer joined in this period, so that there are no earlier ones.
         *
         * @return this
         */
        public Builder justJoined() {
            customer.justJoined();
            return this;
        }

        /**
         * Offers only these items.
         *
         * @param itemIds the allow-list; empty leaves nothing
         * @return this
         * @throws IllegalArgumentException if an id is null, or if {@code itemIds} is null
         */
        public Builder allow(Collection<String> itemIds) {
            Checks.notNull(itemIds, "itemIds");
            rules = rules.withAllowed(itemIds);
            return this;
        }

        /**
         * Never offers these items, even if the allow-list has them.
         *
         * @param itemIds the deny-list
         * @return this
         * @throws IllegalArgumentException if an id is null, or if {@code itemIds} is null
         */
        public Builder deny(Collection<String> itemIds) {
            Checks.notNull(itemIds, "itemIds");
            rules = rules.withDenied(itemIds);
            return this;
        }

        /**
         * Says for which date the offer is made.
         *
         * @param offerDate the date
         * @return this
         * @throws IllegalArgumentException if the date is null
         */
        public Builder date(LocalDate offerDate) {
            rules = rules.withDate(offerDate);
            return this;
        }

        /**
         * Sets the greatest number of items; {@link #DEFAULT_LIMIT} by default.
         *
         * @param count at least 1; more than the catalogue has is allowed
         * @return this
         * @throws IllegalArgumentException if the count is below 1
         */
        public Builder limit(int count) {
            rules = rules.withLimit(count);
            return this;
        }

        /**
         * Lets owned items be in the answer.
         *
         * @return this
         */
        public Builder includeOwned() {
            rules = rules.withOwned();
            return this;
        }

        /**
         * Refuses the request if it names an item or a feature that the model does not know, instead of ignoring it.
         *
         * @return this
         */
        public Builder strict() {
            rules = rules.asStrict();
            return this;
        }

        /**
         * The request.
         *
         * @return an immutable request
         */
        public RecommendationRequest build() {
            return new RecommendationRequest(this);
        }
    }
}
