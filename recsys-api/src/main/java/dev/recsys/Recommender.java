package dev.recsys;

import dev.recsys.data.IdIndex;
import java.util.function.Consumer;

/**
 * Answers which items to offer a user next. Every model of this library is one, and so is a
 * {@link dev.recsys.hybrid.HybridRecommender} of several.
 *
 * <p><b>The contract</b>, the same for every implementation:
 *
 * <ul>
 *   <li>at most {@code limit} items, best first; equal scores stand in the order of the catalogue; every score finite;
 *   <li>never an item the user owns, unless the request includes owned items; never one outside the allow-list or on
 *       the deny-list;
 *   <li>holdings and features of the request, where given, go before what the model remembers of the user;
 *   <li>a user never seen, without holdings and features, gets the model's fallback (what most users take), not an
 *       exception; ids of items and names of features that the model does not know are passed over;
 *   <li>equal requests get equal answers.
 * </ul>
 *
 * <p>Immutable and safe for any number of threads.
 */
public interface Recommender {
    /**
     * The items to offer.
     *
     * @param request who asks and under which rules
     * @return the ranked items and where they came from; empty if the rules leave nothing
     */
    Recommendations recommend(RecommendationRequest request);

    /**
     * Answers many requests, in their order.
     *
     * @param requests who asks; read lazily
     * @param answers gets each answer as it is ready, on the calling thread
     */
    default void recommendAll(Iterable<RecommendationRequest> requests, Consumer<Recommendations> answers) {
        for (RecommendationRequest request : requests) {
            answers.accept(recommend(request));
        }
    }

    /**
     * What the scores say beyond the order of one answer.
     *
     * @return {@link ScoreMeaning#RANKING} unless the implementation promises more
     */
    default ScoreMeaning scoreMeaning() {
        return ScoreMeaning.RANKING;
    }

    /**
     * The items this model can recommend.
     *
     * @return the catalogue
     */
    IdIndex items();

    /**
     * What the model is and where it came from.
     *
     * @return its provenance
     */
    ModelInfo info();
}
