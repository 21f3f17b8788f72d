package dev.recsys.service;

import dev.recsys.RecommendationRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of the reference operations.
 *
 * @param user_id the customer
 * @param k how many items at most; 7 by default
 * @param holdings the items owned, where they are not those remembered
 * @param features attributes by name, where they are not those remembered: a number, a text, or null for missing
 */
record Asked(
        @Nullable String user_id,
        @Nullable Integer k,
        @Nullable List<String> holdings,
        @Nullable Map<String, @Nullable Object> features) {
    private static final Asked NOTHING = new Asked(null, null, null, null);

    /** What the query says, and beside it the body; the query goes first. */
    static Asked of(@Nullable String user, @Nullable Integer k, @Nullable Asked body) {
        Asked said = body == null ? NOTHING : body;
        return new Asked(
                user == null ? said.user_id() : user, k == null ? said.k() : k, said.holdings(), said.features());
    }

    /** The request in the library's terms; for the test customer where it says nothing of any. */
    RecommendationRequest request(@Nullable String testCustomer) {
        boolean saysNothing = user_id == null && holdings == null && features == null;
        String customer = saysNothing ? testCustomer : user_id;
        return InvalidRequestException.refusing(() -> {
            RecommendationRequest.Builder request =
                    customer == null ? RecommendationRequest.anonymous() : RecommendationRequest.forUser(customer);
            if (holdings != null) {
                request.holdings(holdings);
            }
            if (features != null) {
                features.forEach((name, value) -> feature(request, name, value));
            }
            return (k == null ? request : request.limit(k)).build();
        });
    }

    private static void feature(RecommendationRequest.Builder request, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            request.feature(name, number.doubleValue());
        } else if (value instanceof String text) {
            request.feature(name, text);
        } else if (value != null) {
            throw new IllegalArgumentException("the value of \"" + name + "\" must be a number, a text or null");
        }
    }
}
