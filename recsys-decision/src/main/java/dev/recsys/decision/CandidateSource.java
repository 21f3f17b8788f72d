package dev.recsys.decision;

import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommender;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decisions ask of a recommender. Immutable and thread-safe. */
interface CandidateSource {
    /** What recommends. */
    Recommender recommender();

    /** The items, and the features known beside those of requests. */
    Vocabulary vocabulary();

    /** Name, hash and dates of what recommends. */
    ModelInfo info();

    /** What decides the answers of the memory of customers: a hash of its content; "none" without one. */
    String memoryGeneration();

    /**
     * Asks about a customer.
     *
     * @param request the customer; its lists and limit are ignored
     * @param remade what a record says, where a decision is replayed; else null
     */
    Asked ask(RecommendationRequest request, @Nullable Remade remade);

    /** What a recommender says of one customer. For one request and thread. */
    interface Asked {
        /** What request and memory together know. */
        KnownCustomer customer();

        /** What the request says that the recommender does not know. */
        List<Ignored> ignored();

        /** How old the data is for the date of the request. */
        Freshness freshness();

        /** The hash of what answers. */
        String generation();

        /**
         * The scores of all items, not finite for one without. Throws whatever the recommender throws.
         *
         * @throws IllegalArgumentException if the answer is not about the items of the catalogue
         */
        Scoring score();

        /** Why an item without a score is out. */
        String codeOfUnscored();
    }
}
