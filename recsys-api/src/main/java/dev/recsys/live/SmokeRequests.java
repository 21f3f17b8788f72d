package dev.recsys.live;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests that a model must answer soundly before it goes live: every score finite, best first, no item twice or unknown, at most
 * as many as asked for, and the same when asked again. Immutable and thread-safe.
 */
public final class SmokeRequests implements Live.Smoke<Recommender> {
    private static final int REMEMBERED = 3;

    private final List<RecommendationRequest> more;

    private SmokeRequests(List<RecommendationRequest> more) {
        this.more = more;
    }

    /**
     * The least that is asked: a customer of whom nothing is known, and of those remembered the first, the last and one between.
     *
     * @return the requests
     */
    public static SmokeRequests defaults() {
        return new SmokeRequests(List.of());
    }

    /**
     * The same requests and more.
     *
     * @param requests what else is asked, such as those of a few typical customers
     * @return the changed requests
     * @throws IllegalArgumentException if {@code requests} is null or holds null
     */
    public SmokeRequests with(List<RecommendationRequest> requests) {
        List<RecommendationRequest> all = new ArrayList<>(more);
        all.addAll(Checks.copyOf(requests, "requests"));
        return new SmokeRequests(List.copyOf(all));
    }

    /**
     * Asks.
     *
     * @param candidate the model
     * @throws IllegalStateException if an answer is not sound
     * @throws IllegalArgumentException if {@code candidate} is null, or it refuses a request
     */
    @Override
    public void check(Recommender candidate) {
        Checks.notNull(candidate, "candidate");
        RecommendationRequest nobody = RecommendationRequest.anonymous().build();
        boolean answers = !check(candidate, nobody).items().isEmpty();
        require(answers || candidate.catalogue().size() == 0, "has no item for a customer of whom nothing is known");
        if (candidate instanceof Bundle bundle) {
            bundle.memory().ifPresent(memory -> remembered(memory).forEach(request -> check(candidate, request)));
        }
        more.forEach(request -> check(candidate, request));
    }

    private static List<RecommendationRequest> remembered(CustomerMemory memory) {
        List<RecommendationRequest> requests = new ArrayList<>();
        // Whom a pseudonym stands for is not known here.
        int count = memory.isPseudonymised() ? 0 : memory.size();
        for (int i = 0; i < Math.min(REMEMBERED, count); i++) {
            int place = count <= REMEMBERED ? i : (int) ((long) i * (count - 1) / (REMEMBERED - 1));
            requests.add(
                    RecommendationRequest.forUser(memory.customers().id(place)).build());
        }
        return requests;
    }

    private static Recommendations check(Recommender candidate, RecommendationRequest request) {
        Recommendations answer = candidate.recommend(request);
        require(answer != null && candidate.catalogue() != null, "answers nothing");
        require(answer.items().size() <= request.limit(), "answers more items than asked for");
        Catalogue catalogue = candidate.catalogue();
        Set<String> seen = new HashSet<>();
        double before = Double.POSITIVE_INFINITY;
        for (RecommendedItem item : answer.items()) {
            require(Double.isFinite(item.score()), "has a score that is not finite, of item \"%s\"", item.itemId());
            require(item.score() <= before, "has a better score after a worse one, of item \"%s\"", item.itemId());
            require(seen.add(item.itemId()), "answers an item twice, \"%s\"", item.itemId());
            require(catalogue.indexOf(item.itemId()) >= 0, "answers an unknown item, \"%s\"", item.itemId());
            before = item.score();
        }
        require(answer.equals(candidate.recommend(request)), "answers the same request in two ways");
        return answer;
    }

    private static void require(boolean condition, String fault, Object... values) {
        if (!condition) {
            throw new IllegalStateException("the model " + String.format(java.util.Locale.ROOT, fault, values));
        }
    }

    @Override
    public String toString() {
        return "SmokeRequests[defaults and " + more.size() + " more]";
    }
}
