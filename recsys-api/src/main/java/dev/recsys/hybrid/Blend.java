package dev.recsys.hybrid;

import dev.recsys.internal.check.Checks;
import java.util.Map;

/**
 * How the scores of several components become one score an item. Immutable and thread-safe.
 *
 * <table>
 * <caption>The blends</caption>
 * <tr><th>blend</th><th>uses</th><th>good when</th></tr>
 * <tr><td>{@link #weightedSum}</td><td>scores</td><td>weights are known</td></tr>
 * <tr><td>{@link #reciprocalRankFusion}</td><td>ranks</td><td>scores can't be compared</td></tr>
 * <tr><td>{@link #roundRobin}</td><td>ranks</td><td>every component shall be seen</td></tr>
 * <tr><td>{@link #cascade}</td><td>order of components</td><td>the first is trusted, the rest fill up</td></tr>
 * </table>
 *
 * <p>A {@link HybridTrainer} of panels learns its blend: calibrated probabilities, whose log-odds are weighted and added up.
 * Where another is set in it, that one also works over calibrated probabilities: a weighted sum with
 * {@link Normalization#NONE} is then the weighted mean of those that take part, a cascade the probability by the first, and
 * the hybrid's scores are probabilities.
 *
 * <p>Where protected features exist, credit items are normalised and ranked among themselves, so that what a component says
 * of other items does not reach their scores; shares and ranks are scaled by the group's share of all items.
 */
public sealed interface Blend
        permits WeightedSum, ReciprocalRankFusion, RoundRobin, Cascade, Mixture, CalibratedStack, CalibratedBlend {
    /** How a component's scores are brought to one scale, over the items the customer does not hold. */
    enum Normalization {
        /** The scores as they are: probabilities. */
        NONE,
        /** (score − least) ÷ (greatest − least); all 1 where they are equal. Scores of any sign. */
        MIN_MAX,
        /** score ÷ sum of scores, scores below 0 taken as 0: fits rates and probabilities, whose ratios mean something. */
        SHARE
    }

    /**
     * The blend used where none is learned: a weighted sum of shares, all weights 1.
     *
     * @return the blend
     */
    static Blend equalShares() {
        return weightedSum(Map.of(), Normalization.SHARE);
    }

    /**
     * The sum of weight × normalised score over the components that take part.
     *
     * @param weights finite and at least 0, by component; 1 for one that is not named
     * @param normalization how scores are brought to one scale
     * @return the blend
     * @throws IllegalArgumentException if a weight is negative or not finite, or their sum is not finite, or if
     *     {@code weights} is null
     */
    static Blend weightedSum(Map<String, Double> weights, Normalization normalization) {
        Checks.notNull(weights, "weights");
        return new WeightedSum(weights, normalization);
    }

    /**
     * The sum of 1 ÷ (constant + rank) over the components that take part, rank from 1 (Cormack, Clarke and Büttcher,
     * SIGIR 2009). Items the customer holds come last.
     *
     * @param constant at least 1; 60 is usual, less trusts the first ranks more
     * @return the blend
     * @throws IllegalArgumentException if the constant is below 1
     */
    static Blend reciprocalRankFusion(int constant) {
        return new ReciprocalRankFusion(constant);
    }

    /**
     * The first of each component, then the second of each, and so on, items already there left out. Items the customer
     * holds come last.
     *
     * @return the blend
     */
    static Blend roundRobin() {
        return new RoundRobin();
    }

    /**
     * All items of the first component that takes part, in its order; the others only where it fails. Items the customer
     * holds come last.
     *
     * @return the blend
     */
    static Blend cascade() {
        return new Cascade();
    }
}
