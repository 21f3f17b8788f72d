package dev.recsys.als;

import dev.recsys.RecommendationRequest;
import dev.recsys.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom {@link AlsModel#recommendAll} ranks, and by which rules.
 *
 * <pre>{@code
 * BatchRequest.forAllUsers().limit(10).deny(List.of("aval")).threads(8).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe; the builder is not.
 */
public final class BatchRequest {
    private final @Nullable List<String> userIds;
    private final @Nullable Set<String> allowed;
    private final Set<String> denied;
    private final int limit;
    private final boolean ownedIncluded;
    private final int threads;

    private BatchRequest(Builder builder) {
        this.userIds = builder.userIds;
        this.allowed = builder.allowed;
        this.denied = builder.denied;
        this.limit = builder.limit;
        this.ownedIncluded = builder.ownedIncluded;
        this.threads = builder.threads;
    }

    /**
     * A request for every user the model remembers, in the order of its index.
     *
     * @return a builder
     */
    public static Builder forAllUsers() {
        return new Builder(null);
    }

    /**
     * A request for some users, in the order given.
     *
     * @param userIds ids, known to the model or not; one given twice is answered twice
     * @return a builder
     * @throws IllegalArgumentException if an id is blank
     */
    public static Builder forUsers(Collection<String> userIds) {
        userIds.forEach(id -> Checks.notBlank(id, "userId"));
        return new Builder(List.copyOf(userIds));
    }

    /**
     * The users asked for.
     *
     * @return ids, or empty for all the model remembers
     */
    public Optional<List<String>> userIds() {
        return Optional.ofNullable(userIds);
    }

    /**
     * The greatest number of items for a user.
     *
     * @return at least 1
     */
    public int limit() {
        return limit;
    }

    /**
     * Whether owned items may be offered.
     *
     * @return false by default
     */
    public boolean ownedIncluded() {
        return ownedIncluded;
    }

    /**
     * How many threads work.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * The request for one of the users that gets the same answer from {@link AlsModel#recommend}.
     *
     * @param userId the user
     * @return the request
     */
    public RecommendationRequest single(String userId) {
        RecommendationRequest.Builder builder =
                RecommendationRequest.forUser(userId).limit(limit).deny(denied);
        if (allowed != null) {
            builder.allow(allowed);
        }
        if (ownedIncluded) {
            builder.includeOwned();
        }
        return builder.build();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private final @Nullable List<String> userIds;
        private @Nullable Set<String> allowed;
        private Set<String> denied = Set.of();
        private int limit = RecommendationRequest.DEFAULT_LIMIT;
        private boolean ownedIncluded;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(@Nullable List<String> userIds) {
            this.userIds = userIds;
        }

        /**
         * Sets the greatest number of items for a user; {@link RecommendationRequest#DEFAULT_LIMIT} by default.
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
         * Lets owned items be offered.
         *
         * @return this
         */
        public Builder includeOwned() {
            ownedIncluded = true;
            return this;
        }

        /**
         * Sets the number of threads; all processors by default. The answers do not depend on it.
         *
         * @param count at least 1
         * @return this
         * @throws IllegalArgumentException if the count is below 1
         */
        public Builder threads(int count) {
            threads = Checks.atLeast(count, 1, "threads");
            return this;
        }

        /**
         * The request.
         *
         * @return an immutable request
         */
        public BatchRequest build() {
            return new BatchRequest(this);
        }
    }
}
