package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import dev.recsys.internal.check.Thrown;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one recommender is asked about each user. Thread-safe. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private final Subject subject;
    private final int offers; // how many items the metrics on additions look at, or 0
    private final int holdings; // how many those on holdings look at, or 0
    private final @Nullable ProductTally products;
    private final UserScores table;
    private final IdIndex items;
    private final AtomicBoolean failedBefore = new AtomicBoolean();

    Questions(Subject subject, List<Metric> metrics, @Nullable ProductTally products, UserScores table, IdIndex items) {
        this.subject = subject;
        this.table = table;
        this.items = items;
        int mostOffers = 0;
        int mostHoldings = 0;
        for (Metric metric : metrics) {
            if (metric instanceof HoldingsMetric) {
                mostHoldings = Math.max(mostHoldings, metric.k());
            } else {
                mostOffers = Math.max(mostOffers, metric.k());
            }
        }
        this.offers = products == null ? mostOffers : Math.max(mostOffers, products.limit());
        this.products = products;
        this.holdings = mostHoldings;
    }

    void ask(int index, TestCase user, Tally tally) {
        if (offers > 0) {
            RecommendationRequest request = subject.request(user).limit(offers).build();
            Recommendations answer = answer(request, tally, true);
            JudgedList ranked = JudgedList.of(items(answer), user.truth());
            tally.score(index, user, ranked, false);
            tally.scoreLengths(user, ranked);
            table.offer(index, ranked, items);
            if (products != null) {
                products.count(user, answer);
            }
        }
        Set<String> held = user.laterHoldings().orElse(Set.of());
        if (holdings > 0 && !held.isEmpty()) {
            RecommendationRequest request =
                    subject.request(user).limit(holdings).includeOwned().build();
            tally.score(index, user, JudgedList.of(items(answer(request, tally, offers == 0)), held), true);
        }
    }

    private static List<RecommendedItem> items(@Nullable Recommendations answer) {
        return answer == null ? List.of() : answer.items();
    }

    private @Nullable Recommendations answer(RecommendationRequest request, Tally tally, boolean first) {
        try {
            long start = System.nanoTime();
            Recommendations answer = subject.recommender().recommend(request);
            tally.answered(System.nanoTime() - start);
            if (first) {
                tally.builtOn(answer);
            }
            return answer;
        } catch (RuntimeException e) {
            tally.failed();
            if (failedBefore.compareAndSet(false, true)) {
                LOG.warn(
                        "{} failed to answer with {}, which counts as an empty answer; later failures are not logged",
                        subject.name(),
                        Thrown.classAndPlace(e));
            }
            return null;
        }
    }
}
