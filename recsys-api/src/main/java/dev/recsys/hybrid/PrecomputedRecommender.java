package dev.recsys.hybrid;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.DataAge;
import dev.recsys.internal.resolve.Resolution;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.resolve.Rules;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers from rankings that were made before, one a customer, as a nightly batch leaves them; customers without one get the
 * answer of a fallback, usually what most customers take. Items the customer owns, or that the request's lists bar, are left out,
 * so an answer may be shorter than its limit. What a request says of a customer's features changes no ranking and is listed as
 * ignored. Immutable and thread-safe: newer rankings are another recommender.
 *
 * <pre>{@code
 * PrecomputedRecommender.Builder lists = PrecomputedRecommender.withFallback(popularity);
 * bundle.recommendAll(BatchRequest.forAllCustomers().limit(20).withReasons(), lists::add);
 * PrecomputedRecommender offline = lists.build();
 * }</pre>
 */
public final class PrecomputedRecommender implements Recommender {
    static final String ALGORITHM = "precomputed";
    private static final Reason OF_LIST = Reason.of(Reason.COMPONENT, "component", ALGORITHM);

    private final RankedLists lists;
    private final Fallback fallback;
    private final Catalogue catalogue;
    private final @Nullable CustomerMemory memory;
    private final Resolver resolver;
    private final ModelInfo info;

    private PrecomputedRecommender(Builder builder) {
        this.lists = builder.lists.build();
        this.fallback = builder.fallback;
        this.catalogue = builder.catalogue;
        this.memory = builder.memory;
        this.resolver = new Resolver(Vocabulary.of(catalogue), memory);
        Sections.Builder sections = Sections.builder();
        lists.writeTo(sections);
        if (fallback.popular != null) {
            Sections.Builder popular = Sections.builder();
            fallback.popular.writeTo(popular);
            sections.putAll("popular/", popular.build());
        }
        this.info = SourceInfo.of(
                ALGORITHM,
                fallback.recommender == null ? Map.of() : Map.of("fallback", fallback.recommender),
                sections,
                lists.customers().size(),
                catalogue.size());
    }

    /** Who answers where there is no ranking: a recommender, or else the list of an anonymous customer. */
    private record Fallback(
            @Nullable Recommender recommender, @Nullable RankedLists popular) {}

    /**
     * Begins with another recommender for customers without a ranking.
     *
     * @param fallback answers them; its items are the catalogue
     * @return a builder without rankings
     * @throws IllegalArgumentException if it is null
     */
    public static Builder withFallback(Recommender fallback) {
        Checks.notNull(fallback, "fallback");
        return new Builder(
                Checks.notNull(fallback.catalogue(), "the fallback's catalogue"), new Fallback(fallback, null));
    }

    /**
     * Begins with one ranking for all customers without one of their own.
     *
     * @param catalogue the items
     * @param itemIds the items most customers take, best first
     * @return a builder without rankings
     * @throws IllegalArgumentException if an argument is null, or an item unknown or there twice
     */
    public static Builder withPopular(Catalogue catalogue, List<String> itemIds) {
        Checks.notNull(catalogue, "catalogue");
        RankedLists.Builder popular = new RankedLists.Builder(catalogue);
        List<String> ids = Checks.copyOf(itemIds, "itemIds");
        popular.add(
                ALGORITHM,
                FallbackLevel.POPULARITY,
                ids,
                byRank(ids.size()),
                Collections.nCopies(ids.size(), Reason.of(Reason.POPULAR)));
        return new Builder(catalogue, new Fallback(null, popular.build()));
    }

    private static double[] byRank(int count) {
        double[] scores = new double[count];
        for (int rank = 1; rank <= count; rank++) {
            scores[rank - 1] = 1.0 / rank;
        }
        return scores;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        Checks.notNull(request, "request");
        Ranking ranking = ranking(request);
        Resolution resolved = resolver.resolve(request);
        int[] held = resolved.customer().held();
        Rules rules = Rules.of(request, catalogue);
        IntPredicate barred = rules.barred(held);
        if (ranking == null) {
            return fallback(request, barred, held.length);
        }
        List<Ignored> ignored = rules.allIgnored(request, resolved.ignored());
        List<RecommendedItem> items = new ArrayList<>();
        for (int place = ranking.start(); place < ranking.end() && items.size() < request.limit(); place++) {
            int item = ranking.of.item(place);
            if (!barred.test(item)) {
                double score = ranking.of.score(place);
                items.add(new RecommendedItem(
                        catalogue.id(item), score, ranking.of.reason(place), Map.of(ALGORITHM, score)));
            }
        }
        return new Recommendations(
                request.customer().id().orElse(null),
                items,
                ALGORITHM,
                info.modelHash(),
                ranking.of.level(ranking.customer),
                DataAge.of(info, request),
                List.of(),
                ignored);
    }

    /** The fallback's answer, without items that only the memory here knows the customer to own. */
    private Recommendations fallback(RecommendationRequest request, IntPredicate barred, int held) {
        int limit = (int) Math.min((long) request.limit() + held, Integer.MAX_VALUE);
        Recommendations answer = recommender()
                .recommend(
                        limit == request.limit()
                                ? request
                                : request.toBuilder().limit(limit).build());
        return new Recommendations(
                answer.customerId(),
                answer.items().stream()
                        .filter(item -> !barred.test(catalogue.indexOf(item.itemId())))
                        .limit(request.limit())
                        .toList(),
                ALGORITHM,
                info.modelHash(),
                answer.level(),
                answer.freshness(),
                answer.skipped(),
                answer.ignored());
    }

    private Recommender recommender() {
        return Checks.notNull(fallback.recommender, "fallback");
    }

    /** Where a customer's ranking is. */
    private record Ranking(RankedLists of, int customer) {
        int start() {
            return of.start(customer);
        }

        int end() {
            return of.end(customer);
        }
    }

    /** The ranking of a request's customer, or the popular one; null where the fallback answers. */
    private @Nullable Ranking ranking(RecommendationRequest request) {
        int customer = request.customer().id().map(lists.customers()::indexOf).orElse(-1);
        if (customer >= 0) {
            return new Ranking(lists, customer);
        }
        RankedLists popular = fallback.popular;
        return popular == null ? null : new Ranking(popular, 0);
    }

    /**
     * {@inheritDoc}
     *
     * <p>All customers are those with a ranking, in the order in which they were added.
     */
    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        Checks.notNull(requests, "requests");
        Checks.notNull(answers, "answers");
        RecommenderBatch.answer(this, requests, lists.customers().ids(), answers);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A ranking says nothing of how it came about: the score itself is the base, 0 for an item that is not in it.
     */
    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        Checks.notNull(request, "request");
        int item = catalogue.indexOf(itemId);
        Checks.that(item >= 0, "itemId must be an item of the catalogue, but was \"%s\"", itemId);
        Ranking ranking = ranking(request);
        if (ranking == null) {
            return recommender().explain(request, itemId);
        }
        double score = 0;
        for (int place = ranking.start(); place < ranking.end(); place++) {
            score = ranking.of.item(place) == item ? ranking.of.score(place) : score;
        }
        return new Explanation(itemId, score, Explanation.Unit.SCORE, score, List.of(), Map.of());
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * The customers with a ranking of their own.
     *
     * @return their ids, in the order in which they were added
     */
    public IdIndex customers() {
        return lists.customers();
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public String toString() {
        return "PrecomputedRecommender[" + lists.customers().size() + " customers]";
    }

    /** Collects rankings; not thread-safe. */
    public static final class Builder {
        private final Catalogue catalogue;
        private final Fallback fallback;
        private final RankedLists.Builder lists;
        private @Nullable CustomerMemory memory;

        private Builder(Catalogue catalogue, Fallback fallback) {
            this.catalogue = catalogue;
            this.fallback = fallback;
            this.lists = new RankedLists.Builder(catalogue);
        }

        /**
         * Adds the ranking of a customer by an answer of another recommender, with its scores and, if it has any, its reasons.
         *
         * @param answer the ranking; its items are looked up by id
         * @return this
         * @throws IllegalArgumentException if it is null or of no customer, the customer has a ranking already, an item is
         *     unknown or there twice, or a score is not finite or above that before it
         */
        public Builder add(BatchAnswer answer) {
            Checks.notNull(answer, "answer");
            String customer = answer.userId().orElse(null);
            Checks.that(customer != null, "answer must be of a customer with an id");
            double[] scores = new double[answer.size()];
            List<Reason> reasons = new ArrayList<>(scores.length);
            for (int place = 0; place < scores.length; place++) {
                scores[place] = answer.score(place);
                reasons.add(answer.reason(place).orElse(OF_LIST));
            }
            lists.add(Checks.notNull(customer, "id"), answer.level(), answer.itemIds(), scores, reasons);
            return this;
        }

        /**
         * Adds the ranking of a customer; an item's score is 1 ÷ its rank.
         *
         * @param userId the customer
         * @param itemIds the items, best first
         * @return this
         * @throws IllegalArgumentException if the id is blank, the customer has a ranking already, or an item is null, unknown
         *     or there twice
         */
        public Builder add(String userId, List<String> itemIds) {
            Checks.notBlank(userId, "userId");
            List<String> ids = Checks.copyOf(itemIds, "itemIds");
            lists.add(
                    userId,
                    FallbackLevel.KNOWN_USER,
                    ids,
                    byRank(ids.size()),
                    Collections.nCopies(ids.size(), OF_LIST));
            return this;
        }

        /**
         * Sets what is known of customers' holdings where a request does not say; nothing by default, so that a ranking must
         * have no items its customer owns.
         *
         * @param remembered the memory
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder memory(CustomerMemory remembered) {
            memory = Checks.notNull(remembered, "remembered");
            return this;
        }

        /**
         * The items rankings may have.
         *
         * @return the catalogue
         */
        public Catalogue catalogue() {
            return catalogue;
        }

        /**
         * The recommender.
         *
         * @return a recommender of the rankings added so far
         */
        public PrecomputedRecommender build() {
            return new PrecomputedRecommender(this);
        }
    }
}
