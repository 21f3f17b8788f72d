package dev.recsys.pipeline;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trained model: it scores a customer and can say why; the pipeline does the rest. It holds no customers: alone it
 * answers by what requests bring, in a {@link dev.recsys.bundle.Bundle} by what is remembered too. Subclasses are immutable
 * and thread-safe.
 */
public abstract class ScoringModel implements Recommender {
    private final ModelInfo info;
    private final Vocabulary vocabulary;
    private final Resolver resolver;

    /**
     * A model.
     *
     * @param info its provenance
     * @param vocabulary what its indexes of items, features and categories stand for
     */
    protected ScoringModel(ModelInfo info, Vocabulary vocabulary) {
        this.info = Checks.notNull(info, "info");
        this.vocabulary = Checks.notNull(vocabulary, "vocabulary");
        this.resolver = new Resolver(vocabulary, null);
    }

    /**
     * Scores a customer.
     *
     * @param customer what is known, in the indexes of {@link #vocabulary}
     * @return the scores of all items, finite
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know
     */
    public abstract Scoring score(KnownCustomer customer);

    /**
     * Explains a score.
     *
     * @param customer what is known, in the indexes of {@link #vocabulary}
     * @param item an item index
     * @return the exact contributions; unless overridden, none: the score itself is the base
     * @throws IllegalArgumentException if {@code customer} is null, or if {@code item} is out of range
     */
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer");
        Checks.index(item, catalogue().size(), "item");
        double score = score(customer).scores()[item];
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, score, List.of(), Map.of());
    }

    /**
     * What the model wants remembered of customers.
     *
     * @return holdings alone, unless overridden
     */
    public MemoryNeeds needs() {
        return MemoryNeeds.holdings();
    }

    /**
     * Whether a call may wait: for a network, a disk, a lock or code of others. A {@linkplain
     * dev.recsys.hybrid.HybridRecommender#guarded guarded} hybrid asks such a component on a thread of its own, which costs some
     * microseconds, and gives it up when its time is over. A component that only computes it asks on the calling thread.
     *
     * @return true, unless overridden; the same at each call
     */
    public boolean mayBlock() {
        return true;
    }

    /**
     * What scores and ranks blocks of customers faster than one by one, to the same bits.
     *
     * @return a new ranker for one thread, or null if there is nothing faster
     */
    public @Nullable BlockRanker blockRanker() {
        return null;
    }

    @Override
    public final Recommendations recommend(RecommendationRequest request) {
        Checks.notNull(request, "request");
        return new Pipeline(this, resolver).answer(request);
    }

    @Override
    public final void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        new Pipeline(this, resolver).answerAll(Checks.notNull(requests, "requests"), answers);
    }

    @Override
    public final Explanation explain(RecommendationRequest request, String itemId) {
        Checks.notNull(request, "request");
        return new Pipeline(this, resolver).explain(request, itemId);
    }

    @Override
    public final Catalogue catalogue() {
        return vocabulary.catalogue();
    }

    /**
     * What the model's indexes stand for.
     *
     * @return items, features and categories of the training data
     */
    public final Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public final ModelInfo info() {
        return info;
    }
}
