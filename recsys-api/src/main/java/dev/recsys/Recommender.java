package dev.recsys;

import dev.recsys.data.Catalogue;
import java.util.function.Consumer;

/**
 * Answers which items to offer a customer next. Every model of this library is one, and so is a hybrid of several and a
 * bundle of a model and what is remembered of customers.
 *
 * <p><b>The contract</b>, the same for every implementation:
 *
 * <ul>
 *   <li>at most {@code limit} items, best first; equal scores stand in the order of the catalogue; every score finite;
 *   <li>never an item the customer owns, unless the request includes owned items; never one outside the allow-list or on
 *       the deny-list;
 *   <li>what the request says of the customer is used before what is remembered;
 *   <li>a customer of whom nothing is known gets what most customers take, not an exception; what the request says that
 *       the model does not know is listed in the answer as ignored, and refused by a strict request;
 *   <li>equal requests get equal answers, whether asked one by one or in a batch.
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
     * @throws IllegalArgumentException if the request is strict and says something the model does not know
     */
    Recommendations recommend(RecommendationRequest request);

    /**
     * Answers many requests on several threads, each like {@link #recommend}, bit for bit.
     *
     * @param requests whom to answer and under which rules
     * @param answers gets each answer, in the order of the requests, on the calling thread
     * @throws IllegalArgumentException if a request is strict and says something the model does not know, or if all
     *     customers are asked for and none is remembered here
     */
    void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers);

    /**
     * Why a customer's score of an item is what it is.
     *
     * @param request the customer; limits and lists are ignored
     * @param itemId the item to explain, owned or not
     * @return the contributions of what is known; far more work than an answer
     * @throws IllegalArgumentException if there is no such item
     */
    Explanation explain(RecommendationRequest request, String itemId);

    /**
     * What the scores say beyond the order of one answer.
     *
     * @return {@link ScoreMeaning#RANKING} unless the implementation promises more
     */
    default ScoreMeaning scoreMeaning() {
        return ScoreMeaning.RANKING;
    }

    /**
     * The items this recommender can offer.
     *
     * @return the catalogue
     */
    Catalogue catalogue();

    /**
     * What the model is and where it came from.
     *
     * @return its provenance
     */
    ModelInfo info();
}
