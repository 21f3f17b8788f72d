package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import java.util.List;
import java.util.Map;

/**
 * How the ranked answers of several components become one ranking. Immutable and thread-safe.
 *
 * <table>
 * <caption>The blends</caption>
 * <tr><th>blend</th><th>uses</th><th>good when</th></tr>
 * <tr><td>{@link #weightedSum}</td><td>scores</td><td>components score well but on different scales; the default</td></tr>
 * <tr><td>{@link #reciprocalRankFusion}</td><td>ranks</td><td>scores can't be compared</td></tr>
 * <tr><td>{@link #roundRobin}</td><td>ranks</td><td>every component shall be seen</td></tr>
 * <tr><td>{@link #cascade}</td><td>order of components</td><td>the first is trusted, the rest fill up</td></tr>
 * </table>
 */
public sealed interface Blend permits WeightedSum, ReciprocalRankFusion, RoundRobin, Cascade {
    /** How a component's scores are brought to one scale, over the candidates of one answer. */
    enum Normalization {
        /** (score − least) ÷ (greatest − least); all 1 where they are equal. Scores of any sign. */
        MIN_MAX,
        /** score ÷ sum of scores, scores below 0 taken as 0: fits rates and probabilities, whose ratios mean something. */
        SHARE
    }

    /**
     * The blend used where none is named: a weighted sum of shares, all weights 1.
     *
     * @return the blend
     */
    static Blend defaults() {
        return weightedSum(Map.of(), Normalization.SHARE);
    }

    /**
     * The sum of weight × normalised score over the components that have the item. {@link HybridTrainer.Builder#learnedBlend}
     * learns the weights.
     *
     * @param weights finite and at least 0, by component; 1 for one that is not named
     * @param normalization how scores are brought to one scale
     * @return the blend
     * @throws IllegalArgumentException if a weight is negative or not finite, or their sum is not finite
     */
    static Blend weightedSum(Map<String, Double> weights, Normalization normalization) {
        return new WeightedSum(weights, normalization);
    }

    /**
     * The sum of 1 ÷ (constant + rank) over the components that have the item, rank from 1 (Cormack, Clarke and Büttcher,
     * SIGIR 2009).
     *
     * @param constant at least 1; 60 is usual, less trusts the first ranks more
     * @return the blend
     * @throws IllegalArgumentException if the constant is below 1
     */
    static Blend reciprocalRankFusion(int constant) {
        return new ReciprocalRankFusion(constant);
    }

    /**
     * The first of each component, then the second of each, and so on, items already there left out.
     *
     * @return the blend
     */
    static Blend roundRobin() {
        return new RoundRobin();
    }

    /**
     * All of the first component, then what the second adds, and so on.
     *
     * @return the blend
     */
    static Blend cascade() {
        return new Cascade();
    }

    /**
     * Merges ranked answers.
     *
     * @param ranked each component's items, best first, in the order of the components; none empty
     * @param items the catalogue, whose order breaks ties
     * @return every item of any component, best first, with what each component contributed
     */
    List<RecommendedItem> merge(Map<String, List<RecommendedItem>> ranked, IdIndex items);
}
