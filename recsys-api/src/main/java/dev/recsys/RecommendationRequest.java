package dev.recsys;

import dev.recsys.check.Checks;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for recommendations, what is known of the user now, and which rules the answer keeps.
 *
 * <pre>{@code
 * RecommendationRequest.forUser("15889").limit(7).build()
 * RecommendationRequest.anonymous().holdings(List.of("cco", "recibo")).feature("age", 35).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe; the builder is not.
 */
public final class RecommendationRequest {
    /** How many items an answer has where the request does not say: {@value}. */
    public static final int DEFAULT_LIMIT = 7;

    private final @Nullable String userId;
    private final @Nullable Map<String, Double> holdings;
    private final @Nullable HoldingHistory history;
    private final UserFeatures features;
    private final @Nullable UserFeatures featuresBefore;
    private final @Nullable Set<String> allowed;
    private final Set<String> denied;
    private final @Nullable LocalDate date;
    private final int limit;
    private final boolean ownedIncluded;

    private RecommendationRequest(Builder builder) {
        this.userId = builder.userId;
        this.holdings =
                builder.holdings == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.holdings));
        this.history = builder.history;
        this.features = builder.features();
        this.featuresBefore = builder.featuresBefore;
        this.allowed = builder.allowed;
        this.denied = builder.denied;
        this.date = builder.date;
        this.limit = builder.limit;
        this.ownedIncluded = builder.ownedIncluded;
    }

    /**
     * A request for a user, known to the model or not.
     *
     * @param userId the user's id
     * @return a builder
     * @throws IllegalArgumentException if the id is blank
     */
    public static Builder forUser(String userId) {
        return new Builder(Checks.notBlank(userId, "userId"));
    }

    /**
     * A request for a user without an id.
     *
     * @return a builder
     */
    public static Builder anonymous() {
        return new Builder(null);
    }

    /**
     * The user's id.
     *
     * @return the id, or empty for an anonymous user
     */
    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    /**
     * What the user holds now, with how strongly.
     *
     * @return weights by item id, or empty where the request does not say; an empty map says that the user holds nothing
     */
    public Optional<Map<String, Double>> holdings() {
        return Optional.ofNullable(holdings);
    }

    /**
     * What the user held in the months before. A model that learns from one moment alone passes it over.
     *
     * @return the history, or empty where the request does not say
     */
    public Optional<HoldingHistory> history() {
        return Optional.ofNullable(history);
    }

    /**
     * What is known of the user now.
     *
     * @return the features; {@link UserFeatures#has} is false for all where the request says nothing
     */
    public UserFeatures features() {
        return features;
    }

    /**
     * What was known of the user the month before. A model that learns from one moment alone passes it over.
     *
     * @return the features, or empty where the request does not say
     */
    public Optional<UserFeatures> featuresBefore() {
        return Optional.ofNullable(featuresBefore);
    }

    /**
     * Whether the request's lists let an item pass.
     *
     * @param itemId an item
     * @return true unless an allow-list lacks it or the deny-list has it
     */
    public boolean permits(String itemId) {
        return (allowed == null || allowed.contains(itemId)) && !denied.contains(itemId);
    }

    /**
     * Whether there is an allow-list or a deny-list.
     *
     * @return false if {@link #permits} is true for every item
     */
    public boolean isRestricted() {
        return allowed != null || !denied.isEmpty();
    }

    /**
     * The date for which the offer is made.
     *
     * @return the date, or empty for the time just after the training data
     */
    public Optional<LocalDate> date() {
        return Optional.ofNullable(date);
    }

    /**
     * The greatest number of items in the answer.
     *
     * @return at least 1
     */
    public int limit() {
        return limit;
    }

    /**
     * Whether owned items may be in the answer.
     *
     * @return false by default
     */
    public boolean ownedIncluded() {
        return ownedIncluded;
    }

    /**
     * The same request with another limit.
     *
     * @param newLimit at least 1
     * @return the changed request
     * @throws IllegalArgumentException if the limit is below 1
     */
    public RecommendationRequest withLimit(int newLimit) {
        if (newLimit == limit) {
            return this;
        }
        Builder copy = new Builder(userId);
        copy.holdings = holdings;
        copy.history = history;
        copy.base = features;
        copy.featuresBefore = featuresBefore;
        copy.allowed = allowed;
        copy.denied = denied;
        copy.date = date;
        copy.ownedIncluded = ownedIncluded;
        return copy.limit(newLimit).build();
    }

    /** The rules of a request without what is known of the user: it prints no personal data beyond the id. */
    @Override
    public String toString() {
        return "RecommendationRequest[user " + (userId == null ? "anonymous" : userId) + ", limit " + limit + "]";
    }

    /** Collects a request's options; not thread-safe. */
    public static final class Builder {
        private final @Nullable String userId;
        private final Map<String, Double> numbers = new HashMap<>();
        private final Map<String, String> categories = new HashMap<>();
        private @Nullable UserFeatures base;
        private @Nullable UserFeatures featuresBefore;
        private @Nullable Map<String, Double> holdings;
        private @Nullable HoldingHistory history;
        private @Nullable Set<String> allowed;
        private Set<String> denied = Set.of();
        private @Nullable LocalDate date;
        private int limit = DEFAULT_LIMIT;
        private boolean ownedIncluded;

        private Builder(@Nullable String userId) {
            this.userId = userId;
        }

        /**
         * Says what the user holds now, each with weight 1, in place of what a model remembers.
         *
         * @param itemIds items, possibly none; ids a model does not know are passed over by it
         * @return this
         * @throws IllegalArgumentException if an id is null
         */
        public Builder holdings(Collection<String> itemIds) {
            Map<String, Double> weights = new LinkedHashMap<>();
            itemIds.forEach(id -> weights.put(Checks.notNull(id, "item id"), 1.0));
            this.holdings = weights;
            return this;
        }

        /**
         * Says what the user holds now and how strongly, in place of what a model remembers; see
         * {@link dev.recsys.data.Dataset#interactions} for what the weights mean.
         *
         * @param weights finite weights above 0 by item id
         * @return this
         * @throws IllegalArgumentException if a weight is not finite and above 0
         */
        public Builder holdings(Map<String, Double> weights) {
            weights.forEach((id, weight) -> Checks.positive(weight, "the weight of item " + id));
            this.holdings = new LinkedHashMap<>(weights);
            return this;
        }

        /**
         * Says what the user held in the months before, in place of what a model remembers. Where holdings are said and no
         * history is, a remembered user's history is moved back by the months from the model's last month to the date of
         * the request, and what was held in that last month becomes part of it.
         *
         * @param months what was held month by month
         * @return this
         * @throws IllegalArgumentException if the history is null
         */
        public Builder history(HoldingHistory months) {
            history = Checks.notNull(months, "history");
            return this;
        }

        /**
         * Says a number of the user.
         *
         * @param name the feature
         * @param value a finite number, or NaN to say that it is missing
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value infinite
         */
        public Builder feature(String name, double value) {
            Checks.that(!Double.isInfinite(value), "%s must be finite or NaN, but was %s", name, value);
            numbers.put(Checks.notBlank(name, "feature name"), value);
            return this;
        }

        /**
         * Says a category of the user.
         *
         * @param name the feature
         * @param value the value; one a model never saw counts as missing
         * @return this
         * @throws IllegalArgumentException if the name is blank or the value null
         */
        public Builder feature(String name, String value) {
            categories.put(Checks.notBlank(name, "feature name"), Checks.notNull(value, name));
            return this;
        }

        /**
         * Says all features at once, in place of any said before.
         *
         * @param all what is known of the user
         * @return this
         */
        public Builder features(UserFeatures all) {
            base = Checks.notNull(all, "features");
            numbers.clear();
            categories.clear();
            return this;
        }

        /**
         * Says what was known of the user the month before, in place of what a model remembers; what is not said of it is
         * missing. Where it is not called, a model that learns from changes compares a feature said for a date one month
         * after its last with what it remembers of that last month, and one it remembers with the month before it.
         *
         * @param all what was known of the user a month ago
         * @return this
         * @throws IllegalArgumentException if the features are null
         */
        public Builder featuresBefore(UserFeatures all) {
            featuresBefore = Checks.notNull(all, "featuresBefore");
            return this;
        }

        /**
         * Offers only these items.
         *
         * @param itemIds the allow-list; empty leaves nothing
         * @return this
         */
        public Builder allow(Collection<String> itemIds) {
            allowed = Set.copyOf(itemIds);
            return this;
        }

        /**
         * Never offers these items; goes before the allow-list.
         *
         * @param itemIds the deny-list
         * @return this
         */
        public Builder deny(Collection<String> itemIds) {
            denied = Set.copyOf(itemIds);
            return this;
        }

        /**
         * Says for which date the offer is made.
         *
         * @param offerDate the date
         * @return this
         */
        public Builder date(LocalDate offerDate) {
            date = Checks.notNull(offerDate, "date");
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
            limit = Checks.atLeast(count, 1, "limit");
            return this;
        }

        /**
         * Lets owned items be in the answer.
         *
         * @return this
         */
        public Builder includeOwned() {
            ownedIncluded = true;
            return this;
        }

        private UserFeatures features() {
            UserFeatures named = UserFeatures.of(numbers, categories);
            UserFeatures under = base;
            if (under == null) {
                return named;
            }
            Checks.that(
                    numbers.isEmpty() && categories.isEmpty(), "features(all) must be the last call about features");
            return under;
        }

        /**
         * The request.
         *
         * @return an immutable request
         * @throws IllegalArgumentException if a feature is given as a number and as a category, or
         *     {@link #feature(String, double)} was called after {@link #features}
         */
        public RecommendationRequest build() {
            return new RecommendationRequest(this);
        }
    }
}
