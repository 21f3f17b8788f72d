package dev.recsys.hybrid;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.Explanation.Contribution;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.internal.resolve.DataAge;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.resolve.Rules;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.TopItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several recommenders of any kind, taken in turns: the first item of each, then the second of each, and so on, items already
 * placed left out, items the customer owns last. An item keeps the reason of the recommender that placed it, and the contribution
 * names that recommender. Immutable and thread-safe.
 *
 * <pre>{@code
 * Recommender service = InterleavedRecommender.builder()
 *         .add("mlc", bundleOfMlc).add("cluster", bundleOfSegments).add("offline", precomputed)
 *         .build();
 * }</pre>
 *
 * <p>The item at place p scores 1 ÷ p. Where the catalogue has credit items, these take turns among themselves, so that what a
 * recommender says of other items does not reach their scores; both scores are scaled by the share of such items in all.
 *
 * <p>A recommender that throws, or whose answer is not of its catalogue, is left out and named; so is one that knows nothing of
 * the customer, where another does. What a request says is ignored if all recommenders that answer ignore it. Each is asked for as
 * many items as can matter: with credit items or an allow-list, for all.
 *
 * <p>For models of this library, {@link HybridRecommender} has {@link Blend#roundRobin} and scores each once.
 */
public final class InterleavedRecommender implements Recommender {
    static final String ALGORITHM = "interleaved";

    private final Map<String, Recommender> parts;
    private final Catalogue catalogue;
    private final @Nullable CustomerMemory memory;
    private final Resolver resolver;
    private final ModelInfo info;
    private final boolean hasCredit;

    private InterleavedRecommender(Builder builder) {
        this.parts = new LinkedHashMap<>(builder.parts);
        this.catalogue = union(parts);
        this.memory = builder.memory;
        this.resolver = new Resolver(Vocabulary.of(catalogue), memory);
        this.hasCredit = catalogue.creditCount() > 0;
        this.info = SourceInfo.of(
                ALGORITHM, parts, Sections.builder(), memory == null ? 0 : memory.size(), catalogue.size());
    }

    /**
     * A builder.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    private static Catalogue union(Map<String, Recommender> parts) {
        Map<String, Item> items = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            for (Item item : Checks.notNull(part.catalogue(), "the catalogue of \"" + name + "\"")
                    .items()) {
                Item known = items.putIfAbsent(item.id(), item);
                Checks.that(
                        known == null || known.role() == item.role(),
                        "the recommenders disagree on whether item \"%s\" is credit; declare it alike for all",
                        item.id());
            }
        });
        return Catalogue.ofItems(items.values());
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        Checks.notNull(request, "request");
        int[] held = resolver.resolve(request).customer().held();
        Rules rules = Rules.of(request, catalogue);
        InterleavedAnswers answers = ask(request, held);
        TopItems top = new TopItems(Math.max(1, Math.min(request.limit(), catalogue.size())));
        top.restart(rules.barred(held));
        answers.rank(top);
        List<RecommendedItem> items = new ArrayList<>(top.size());
        for (int place = 0; place < top.size(); place++) {
            int item = top.item(place);
            items.add(new RecommendedItem(
                    catalogue.id(item),
                    top.score(place),
                    answers.reason(item),
                    Map.of(answers.nameOf(item), top.score(place))));
        }
        return new Recommendations(
                request.customer().id().orElse(null),
                items,
                ALGORITHM,
                info.modelHash(),
                answers.level(),
                DataAge.of(info, request),
                answers.skipped(),
                rules.allIgnored(request, answers.ignored()));
    }

    private InterleavedAnswers ask(RecommendationRequest request, int[] held) {
        long enough = (long) request.limit() + held.length + request.denied().size();
        int limit = hasCredit || request.allowed().isPresent()
                ? catalogue.size()
                : (int) Math.min(enough, catalogue.size());
        RecommendationRequest.Builder asked = RecommendationRequest.forCustomer(request.customer())
                .includeOwned()
                .limit(Math.max(1, limit));
        request.date().ifPresent(asked::date);
        return new InterleavedAnswers(parts, asked.build(), catalogue, held);
    }

    /**
     * {@inheritDoc}
     *
     * <p>All customers are those of the memory.
     */
    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        Checks.notNull(requests, "requests");
        Checks.notNull(answers, "answers");
        RecommenderBatch.answer(
                this, requests, memory == null ? null : memory.customers().ids(), answers);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The only contribution is that of the recommender that placed the item, and the only part its explanation, left out where
     * it fails to give one. An item that no recommender returns scores 0.
     */
    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        Checks.notNull(request, "request");
        int item = catalogue.indexOf(itemId);
        Checks.that(item >= 0, "itemId must be an item of the catalogue, but was \"%s\"", itemId);
        InterleavedAnswers answers = ask(
                request.toBuilder().limit(Integer.MAX_VALUE).build(),
                resolver.resolve(request).customer().held());
        if (!answers.has(item)) {
            return new Explanation(itemId, 0, Explanation.Unit.SCORE, 0, List.of(), Map.of());
        }
        String name = answers.nameOf(item);
        double score = answers.score(item);
        Explanation part = explanation(name, request, itemId);
        return new Explanation(
                itemId,
                score,
                Explanation.Unit.SCORE,
                0,
                List.of(new Contribution(
                        Reason.of(Reason.COMPONENT, "component", name), score, Explanation.Audience.CUSTOMER)),
                part == null ? Map.of() : Map.of(name, part));
    }

    private @Nullable Explanation explanation(String name, RecommendationRequest request, String itemId) {
        try {
            return Checks.notNull(parts.get(name), "recommender").explain(request, itemId);
        } catch (Throwable e) { // not ours: whatever it throws must not end the request
            Thrown.passFatal(e);
            return null;
        }
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public String toString() {
        return "InterleavedRecommender" + parts.keySet();
    }

    /** Collects recommenders; not thread-safe. */
    public static final class Builder {
        private final Map<String, Recommender> parts = new LinkedHashMap<>();
        private @Nullable CustomerMemory memory;

        private Builder() {}

        /**
         * Adds a recommender, whose turn is after those added before.
         *
         * @param name what answers call it
         * @param recommender any recommender
         * @return this
         * @throws IllegalArgumentException if the name is blank or taken, or {@code recommender} is null
         */
        public Builder add(String name, Recommender recommender) {
            Checks.notBlank(name, "name");
            Checks.notNull(recommender, "recommender");
            Checks.that(parts.putIfAbsent(name, recommender) == null, "name must differ, but \"%s\" is taken", name);
            return this;
        }

        /**
         * Sets what is known of customers' holdings where a request does not say, so that items which one recommender does not
         * know to be owned are left out too; nothing by default.
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
         * The recommender.
         *
         * @return a recommender that takes the others in turns
         * @throws IllegalArgumentException if there is none, one has no catalogue, or two disagree on whether an item is credit
         */
        public InterleavedRecommender build() {
            Checks.that(!parts.isEmpty(), "recommenders must not be empty");
            return new InterleavedRecommender(this);
        }
    }
}
