package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One user of a {@link TimeSplit}: what can be asked on the day of the split, and what turned out to be true. Immutable
 * and thread-safe.
 */
public final class TestCase {
    private final String userId;
    private final UserFacts facts;
    private final Set<String> truth;
    private final Set<String> reactivations;
    private final @Nullable Set<String> laterHoldings;

    TestCase(
            String userId,
            UserFacts facts,
            Set<String> truth,
            Set<String> reactivations,
            @Nullable Set<String> laterHoldings) {
        this.userId = userId;
        this.facts = facts;
        this.truth = Collections.unmodifiableSet(truth);
        this.reactivations = Collections.unmodifiableSet(reactivations);
        this.laterHoldings = laterHoldings == null ? null : Collections.unmodifiableSet(laterHoldings);
    }

    /**
     * Who asks.
     *
     * @return the user's id
     */
    public String userId() {
        return userId;
    }

    /**
     * A request with all that is known of the user on the day of the split, to be refined and built: id and holdings with
     * their weights, for a panel also features, earlier periods and the date. A recommender that does not remember the user
     * can answer it.
     *
     * @return a new builder
     */
    public RecommendationRequest.Builder request() {
        return facts.request();
    }

    /** The request for a recommender that has the memory of the split. */
    RecommendationRequest.Builder requestById() {
        return facts.requestById();
    }

    /**
     * What the user owns on the day of the split.
     *
     * @return item ids, in the order of the catalogue; empty for an unknown user
     */
    public Set<String> holdings() {
        return Collections.unmodifiableSet(facts.holdings());
    }

    /**
     * What the user added after the split; never an item owned before it.
     *
     * @return item ids, in the order of the catalogue; empty for a user who added nothing
     */
    public Set<String> truth() {
        return truth;
    }

    /**
     * Which of the additions are re-activations: held before, dropped, and taken again; the others are first acquisitions
     * as far as the data reaches back.
     *
     * @return a part of {@link #truth}; empty for an event log
     */
    public Set<String> reactivations() {
        return reactivations;
    }

    /**
     * All that the user holds in the snapshot after the split.
     *
     * @return item ids, in the order of the catalogue; absent for an event log
     */
    public Optional<Set<String>> laterHoldings() {
        return Optional.ofNullable(laterHoldings);
    }

    /** The same case, whose requests say something more. */
    TestCase saying(UnaryOperator<RecommendationRequest.Builder> more) {
        return new TestCase(userId, new ChangedFacts(facts, more), truth, reactivations, laterHoldings);
    }

    private record ChangedFacts(UserFacts facts, UnaryOperator<RecommendationRequest.Builder> more)
            implements UserFacts {
        @Override
        public RecommendationRequest.Builder request() {
            return more.apply(facts.request());
        }

        @Override
        public RecommendationRequest.Builder requestById() {
            return more.apply(facts.requestById());
        }

        @Override
        public Set<String> holdings() {
            return facts.holdings();
        }
    }

    @Override
    public String toString() {
        return "TestCase[user " + userId + ", " + truth.size() + " additions]";
    }
}
