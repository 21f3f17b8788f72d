package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.RecommendationRequest;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is to get an offer, where and when. Immutable and thread-safe; the builder is not.
 *
 * <pre>{@code
 * DecisionRequest.of(RecommendationRequest.forUser("15889").limit(3).build()).channel("app").build()
 * }</pre>
 */
public final class DecisionRequest {
    private final RecommendationRequest recommendation;
    private final @Nullable String id;
    private final String channel;
    private final @Nullable Instant time;
    private final Map<String, Double> weights;
    private final @Nullable List<Contact> contacts;
    private final boolean preview;

    private DecisionRequest(Builder builder) {
        this.recommendation = builder.recommendation;
        this.id = builder.id;
        this.channel = builder.channel;
        this.time = builder.time;
        this.weights = Collections.unmodifiableMap(new TreeMap<>(builder.weights));
        this.contacts = builder.contacts;
        this.preview = builder.preview;
    }

    /**
     * Reads a request: the fields of {@link RecommendationRequest#fromJson}, and beside them {@code id}, {@code channel},
     * {@code time} like {@code 2016-05-31T12:00:00Z}, {@code weights} by item, {@code contacts} with {@code id}, {@code item},
     * {@code group}, {@code channel}, {@code kind} and {@code time}, and {@code preview}.
     *
     * @param json a JSON object
     * @return the request
     * @throws IllegalArgumentException if {@code json} is null, is no JSON object, has a field that a request does not have, or a
     *     value is out of its range; the message quotes no values
     */
    public static DecisionRequest fromJson(String json) {
        ObjectNode fields = RequestJson.fields(json);
        String id = RequestJson.takeText(fields, "id");
        String channel = RequestJson.takeText(fields, "channel");
        Instant time = RequestJson.takeTime(fields, "time");
        Map<String, Double> weights = RequestJson.takeWeights(fields);
        boolean isPreview = RequestJson.takeFlag(fields, "preview");
        JsonNode contacts = fields.remove("contacts");
        Builder request = of(RecommendationRequest.fromJson(JsonMappers.text(fields)));
        if (id != null) {
            request.id(id);
        }
        if (channel != null) {
            request.channel(channel);
        }
        if (time != null) {
            request.time(time);
        }
        weights.forEach(request::weight);
        String customer = request.recommendation.customer().id().orElse("");
        List<Contact> given = RequestJson.takeContacts(contacts, customer);
        if (given != null) {
            request.contacts(given);
        }
        return (isPreview ? request.preview() : request).build();
    }

    /**
     * Begins a request.
     *
     * @param recommendation the customer, the lists and the greatest number of offers
     * @return a builder
     * @throws IllegalArgumentException if it is null
     */
    public static Builder of(RecommendationRequest recommendation) {
        return new Builder(Checks.notNull(recommendation, "recommendation"));
    }

    /**
     * The customer, the lists and the greatest number of offers.
     *
     * @return the request for a ranking
     */
    public RecommendationRequest recommendation() {
        return recommendation;
    }

    /**
     * The decision's id: asked again with the same id, the same offers count once as contacts.
     *
     * @return the id, or empty to have one made
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * Where the offer is made.
     *
     * @return the channel, or an empty string
     */
    public String channel() {
        return channel;
    }

    /**
     * When the offer is made.
     *
     * @return the time, or empty for now
     */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /**
     * How much items matter in this context: what the customer looks at, where the offer stands.
     *
     * @return weights of at least 0 by item id; 1 for all others
     */
    public Map<String, Double> weights() {
        return weights;
    }

    /**
     * The contacts with the customer, where the request brings them in place of a memory.
     *
     * @return the contacts, or empty to ask the memory
     */
    public Optional<List<Contact>> contacts() {
        return Optional.ofNullable(contacts);
    }

    /**
     * Whether the offers are only looked at: they don't count as contacts.
     *
     * @return false by default
     */
    public boolean isPreview() {
        return preview;
    }

    /** The customer's id and the channel: no personal data beyond the id. */
    @Override
    public String toString() {
        return "DecisionRequest[" + recommendation + ", channel " + (channel.isEmpty() ? "none" : channel) + "]";
    }

    /** Collects a request's parts; not thread-safe. */
    public static final class Builder {
        private final RecommendationRequest recommendation;
        private final Map<String, Double> weights = new TreeMap<>();
        private @Nullable String id;
        private String channel = "";
        private @Nullable Instant time;
        private @Nullable List<Contact> contacts;
        private boolean preview;

        private Builder(RecommendationRequest recommendation) {
            this.recommendation = recommendation;
        }

        /**
         * Sets the decision's id; made at random by default.
         *
         * @param id at most 100 characters, unique for each decision
         * @return this
         * @throws IllegalArgumentException if it is blank or longer
         */
        public Builder id(String id) {
            Checks.that(
                    Checks.notBlank(id, "id").length() <= 100,
                    "id must have at most 100 characters, but had %d",
                    id.length());
            this.id = id;
            return this;
        }

        /**
         * Sets the channel; none by default.
         *
         * @param channel such as {@code "app"}
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder channel(String channel) {
            this.channel = Checks.notBlank(channel, "channel");
            return this;
        }

        /**
         * Sets the time; that of the engine's clock by default.
         *
         * @param time the time
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder time(Instant time) {
            this.time = Checks.notNull(time, "time");
            return this;
        }

        /**
         * Sets how much an item matters in this context; 1 by default.
         *
         * @param itemId the item; the engine refuses one it does not know
         * @param weight finite, at least 0
         * @return this
         * @throws IllegalArgumentException if the id is blank or the weight is out of range
         */
        public Builder weight(String itemId, double weight) {
            weights.put(Checks.notBlank(itemId, "itemId"), Checks.notNegative(weight, "weight"));
            return this;
        }

        /**
         * Brings the contacts with the customer, in place of the memory of contacts. Offers made are not recorded then.
         *
         * @param contacts all contacts with the customer that matter to the policy, in any order
         * @return this
         * @throws IllegalArgumentException if it is null or holds null
         */
        public Builder contacts(List<Contact> contacts) {
            this.contacts = Checks.copyOf(contacts, "contacts");
            return this;
        }

        /**
         * Only looks at what would be offered: the offers don't count as contacts.
         *
         * @return this
         */
        public Builder preview() {
            preview = true;
            return this;
        }

        /**
         * The request.
         *
         * @return an immutable value
         */
        public DecisionRequest build() {
            return new DecisionRequest(this);
        }
    }
}
