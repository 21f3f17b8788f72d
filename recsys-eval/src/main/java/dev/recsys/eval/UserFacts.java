package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import java.util.Set;

/** What is known of a test user on the day of the split, made on demand. Immutable and thread-safe. */
interface UserFacts {
    /** A request that brings all facts. */
    RecommendationRequest.Builder request();

    /** A request with the user's id and date alone, for a recommender that has {@link Cases#memory}. */
    RecommendationRequest.Builder requestById();

    /** Ids of the items that the user owns. */
    Set<String> holdings();
}
