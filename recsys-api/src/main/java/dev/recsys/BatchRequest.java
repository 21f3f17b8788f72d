package dev.recsys;

import dev.recsys.internal.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom {@link Recommender#recommendAll} answers, and by which rules.
 *
 * <pre>{@code
 * BatchRequest.forAllCustomers().rules(RecommendationRequest.anonymous().limit(10).deny(List.of("loan")).build())
 * BatchRequest.of(requests).withReasons()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class BatchRequest {
    private final @Nullable List<RecommendationRequest> requests;
    private final @Nullable List<String> userIds;
    private final RecommendationRequest rules;
    private final Reasons reasons;
    private final int threads;

    /** Whether answers say why. */
    private enum Reasons {
        NONE,
        ALL
    }

    private BatchRequest(
            @Nullable List<RecommendationRequest> requests,
            @Nullable List<String> userIds,
            RecommendationRequest rules,
            Reasons reasons,
            int threads) {
        this.requests = requests;
        this.userIds = userIds;
        this.rules = rules;
        this.reasons = reasons;
        this.threads = threads;
    }

    private static final RecommendationRequest DEFAULT_RULES =
            RecommendationRequest.anonymous().build();

    /**
     * A request for every customer the memory knows, in its order.
     *
     * @return the request, with the default rules, without reasons, on all processors
     */
    public static BatchRequest forAllCustomers() {
        return new BatchRequest(null, null, DEFAULT_RULES, Reasons.NONE, processors());
    }

    /**
     * A request for some customers, in the order given.
     *
     * @param userIds ids, remembered or not; one given twice is answered twice
     * @return the request, with the default rules, without reasons, on all processors
     * @throws IllegalArgumentException if an id is blank, or if {@code userIds} is null
     */
    public static BatchRequest forUsers(Collection<String> userIds) {
        Checks.notNull(userIds, "userIds");
        userIds.forEach(id -> Checks.notBlank(id, "each of userIds"));
        return new BatchRequest(null, List.copyOf(userIds), DEFAULT_RULES, Reasons.NONE, processors());
    }

    /**
     * Many requests, each with its own customer and rules.
     *
     * @param requests in the order of the answers
     * @return the request, without reasons, on all processors
     * @throws IllegalArgumentException if {@code requests} is or holds null
     */
    public static BatchRequest of(Collection<RecommendationRequest> requests) {
        return new BatchRequest(Checks.copyOf(requests, "requests"), null, DEFAULT_RULES, Reasons.NONE, processors());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The same batch with rules for all customers: limit, lists, date, owned items, strictness. The customer of the
     * request is ignored.
     *
     * @param request the rules
     * @return the changed batch
     * @throws IllegalStateException if the batch is one of requests that have their own rules
     */
    public BatchRequest rules(RecommendationRequest request) {
        if (requests != null) {
            throw new IllegalStateException("a batch of requests has the rules of each request");
        }
        return new BatchRequest(null, userIds, Checks.notNull(request, "request"), reasons, threads);
    }

    /**
     * The same batch with another limit for all customers.
     *
     * @param count at least 1
     * @return the changed batch
     * @throws IllegalArgumentException if the count is below 1
     * @throws IllegalStateException if the batch is one of requests that have their own rules
     */
    public BatchRequest limit(int count) {
        return rules(rules.toBuilder().limit(count).build());
    }

    /**
     * The same batch with a reason for each item; it takes longer.
     *
     * @return the changed batch
     */
    public BatchRequest withReasons() {
        return new BatchRequest(requests, userIds, rules, Reasons.ALL, threads);
    }

    /**
     * The same batch on another number of threads; answers do not depend on it.
     *
     * @param count at least 1
     * @return the changed batch
     * @throws IllegalArgumentException if the count is below 1
     */
    public BatchRequest threads(int count) {
        return new BatchRequest(requests, userIds, rules, reasons, Checks.atLeast(count, 1, "threads"));
    }

    /**
     * The requests, where each has its own rules.
     *
     * @return the requests, or empty for a batch of customers under one rule
     */
    public Optional<List<RecommendationRequest>> requests() {
        return Optional.ofNullable(requests);
    }

    /**
     * The customers asked for by id.
     *
     * @return ids, or empty for all that are remembered and for a batch of requests
     */
    public Optional<List<String>> userIds() {
        return Optional.ofNullable(userIds);
    }

    /**
     * The rules of all customers.
     *
     * @return a request whose customer means nothing
     */
    public RecommendationRequest rules() {
        return rules;
    }

    /**
     * Whether answers say why.
     *
     * @return false by default
     */
    public boolean hasReasons() {
        return reasons == Reasons.ALL;
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
     * The request for one customer under the batch's rules: it gets the same answer from {@link Recommender#recommend}.
     *
     * @param userId the customer
     * @return the request
     * @throws IllegalArgumentException if the id is blank
     */
    public RecommendationRequest single(String userId) {
        RecommendationRequest.Builder single =
                RecommendationRequest.forUser(userId).limit(rules.limit()).deny(rules.denied());
        rules.allowed().ifPresent(single::allow);
        rules.date().ifPresent(single::date);
        if (rules.ownedIncluded()) {
            single.includeOwned();
        }
        if (rules.isStrict()) {
            single.strict();
        }
        return single.build();
    }

    @Override
    public String toString() {
        List<RecommendationRequest> many = requests;
        List<String> ids = userIds;
        return "BatchRequest["
                + (many != null ? many.size() + " requests" : ids != null ? ids.size() + " users" : "all") + "]";
    }
}
