package dev.recsys.pipeline;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.DataAge;
import dev.recsys.internal.resolve.Resolution;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.resolve.Rules;
import dev.recsys.memory.CustomerMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way from a request to its answer: resolve → score → rules → rank → explain → answer. Immutable and thread-safe.
 */
public final class Pipeline {
    private final ScoringModel model;
    private final Resolver resolver;

    /**
     * The way of a model's answers.
     *
     * @param model what scores
     * @param memory what is remembered of customers, or null where requests bring all facts
     * @throws IllegalArgumentException if {@code model} is null
     */
    public Pipeline(ScoringModel model, @Nullable CustomerMemory memory) {
        this(model, new Resolver(Checks.notNull(model, "model").vocabulary(), memory));
    }

    Pipeline(ScoringModel model, Resolver resolver) {
        this.model = model;
        this.resolver = resolver;
    }

    /**
     * Answers one request.
     *
     * @param request the request
     * @return the answer
     * @throws IllegalArgumentException if the request is strict and names what the model does not know, or if
     *     {@code request} is null
     */
    public Recommendations answer(RecommendationRequest request) {
        Checks.notNull(request, "request");
        Resolution resolved = resolver.resolve(request);
        Rules rules = Rules.of(request, model.catalogue());
        List<Ignored> ignored = rules.allIgnored(request, resolved.ignored());
        Scoring scoring = model.score(resolved.customer());
        TopItems top = new TopItems(
                Math.max(1, Math.min(request.limit(), model.catalogue().size())));
        top.restart(rules.barred(resolved.customer().held()));
        scoring.rank(top);
        return new Recommendations(
                request.customer().id().orElse(null),
                explained(scoring, top),
                model.info().algorithm(),
                model.info().modelHash(),
                scoring.level(),
                DataAge.of(model.info(), request),
                scoring.skipped(),
                ignored);
    }

    /**
     * Takes the first step of a request alone, for a layer that has rules of its own between it and the next.
     *
     * @param request the request; its lists and limit are ignored
     * @return the customer, to be scored
     * @throws IllegalArgumentException if {@code request} is null
     */
    public ResolvedRequest resolve(RecommendationRequest request) {
        Checks.notNull(request, "request");
        Resolution resolved = resolver.resolve(request);
        return new ResolvedRequest(model, resolved.customer(), resolved.ignored(), DataAge.of(model.info(), request));
    }

    private List<RecommendedItem> explained(Scoring scoring, TopItems top) {
        Catalogue catalogue = model.catalogue();
        String algorithm = model.info().algorithm();
        List<RecommendedItem> items = new ArrayList<>(top.size());
        List<Reason> reasons = scoring.reasons(top.items());
        for (int place = 0; place < top.size(); place++) {
            int item = top.item(place);
            double score = top.score(place);
            Map<String, Double> contributions = scoring.contributions(item);
            items.add(new RecommendedItem(
                    catalogue.id(item),
                    score,
                    reasons.get(place),
                    contributions.isEmpty() ? Map.of(algorithm, score) : contributions));
        }
        return items;
    }

    /**
     * Answers many requests.
     *
     * @param batch the requests
     * @param answers gets each answer in order, on the calling thread
     * @throws IllegalArgumentException if a request is strict and names what the model does not know, or all customers
     *     are asked for and none is remembered
     */
    public void answerAll(BatchRequest batch, Consumer<BatchAnswer> answers) {
        Checks.notNull(answers, "answers");
        new Batch(model, resolver, Checks.notNull(batch, "batch")).run(answers);
    }

    /**
     * Explains a score.
     *
     * @param request the customer
     * @param itemId the item
     * @return the contributions
     * @throws IllegalArgumentException if there is no such item, or if {@code request} is null
     */
    public Explanation explain(RecommendationRequest request, String itemId) {
        Checks.notNull(request, "request");
        int item = model.catalogue().indexOf(itemId);
        Checks.that(item >= 0, "itemId must be an item the model knows, but was \"%s\"", itemId);
        return model.explain(resolver.resolve(request).customer(), item);
    }
}
