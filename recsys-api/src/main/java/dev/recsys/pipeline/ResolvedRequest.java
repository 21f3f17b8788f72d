package dev.recsys.pipeline;

import dev.recsys.Ignored;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import java.util.List;

/**
 * A request whose customer is resolved, not yet scored: where a layer above the ranking, such as decisions, enters the
 * pipeline. For one request and one thread.
 */
public final class ResolvedRequest {
    private final ScoringModel model;
    private final KnownCustomer customer;
    private final List<Ignored> ignored;
    private final Freshness freshness;

    ResolvedRequest(ScoringModel model, KnownCustomer customer, List<Ignored> ignored, Freshness freshness) {
        this.model = model;
        this.customer = customer;
        this.ignored = ignored;
        this.freshness = freshness;
    }

    /**
     * The customer, as far as memory and request together know.
     *
     * @return in the indexes of the model's vocabulary
     */
    public KnownCustomer customer() {
        return customer;
    }

    /**
     * What the request says of the customer that the model does not know.
     *
     * @return in the order of the request; unknown items on its lists are not among them
     */
    public List<Ignored> ignored() {
        return ignored;
    }

    /**
     * How old the model's data is for the date of the request.
     *
     * @return the freshness
     */
    public Freshness freshness() {
        return freshness;
    }

    /**
     * Scores the customer.
     *
     * @return the scores of all items, owned ones included
     */
    public Scoring score() {
        return Checks.notNull(model.score(customer), "scoring");
    }
}
