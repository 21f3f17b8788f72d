package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.VocabularyMap;
import dev.recsys.pipeline.Scoring;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One component's scores of one customer, in the hybrid's item indexes. All that can fail is asked of the component when this
 * is made, but for reasons. For one request.
 */
final class ComponentScores {
    private final FallbackLevel level;
    private final FallbackLevel levelOfCredit;
    private final double[] scores; // in the component's indexes
    private final int itemCount; // of the component
    private final IntFunction<Reason> reasons; // by the component's indexes
    private final @Nullable VocabularyMap
            map; // from the hybrid's indexes to the component's; null if they are the same

    /**
     * Scores as a component gave them.
     *
     * @param scoring the component's
     * @param itemCount how many items the component has
     * @param reasons why an item is offered, by the component's indexes
     * @param map from the hybrid's indexes to the component's; null if they are the same
     */
    ComponentScores(Scoring scoring, int itemCount, IntFunction<Reason> reasons, @Nullable VocabularyMap map) {
        this.itemCount = itemCount;
        this.reasons = reasons;
        this.level = Checks.notNull(scoring.level(), "level");
        this.levelOfCredit = Checks.notNull(scoring.levelOfCredit(), "level of credit");
        this.scores = Checks.notNull(scoring.scores(), "scores");
        this.map = map;
    }

    private ComponentScores(ComponentScores of, double[] scores) {
        this.level = of.level;
        this.levelOfCredit = of.levelOfCredit;
        this.scores = scores;
        this.itemCount = of.itemCount;
        this.reasons = of.reasons;
        this.map = of.map;
    }

    /** A score made of an item, in the hybrid's index, and its score. */
    @FunctionalInterface
    interface Change {
        double apply(int item, double score);
    }

    /** The same answer with other scores of some items, in the hybrid's indexes. */
    ComponentScores changed(int[] items, Change change) {
        double[] others = scores.clone();
        for (int item : items) {
            int place = place(item);
            if (place >= 0) {
                others[place] = change.apply(item, scores[place]);
            }
        }
        return new ComponentScores(this, others);
    }

    FallbackLevel level() {
        return level;
    }

    FallbackLevel levelOfCredit() {
        return levelOfCredit;
    }

    /** Why an item the component knows is offered. */
    Reason reason(int item) {
        return reasons.apply(place(item));
    }

    /** The component's index of an item, or -1 if it does not know it. */
    private int place(int item) {
        return map == null ? item : map.item(item);
    }

    boolean knows(int item) {
        return place(item) >= 0;
    }

    /** The score of an item the component knows, else 0. */
    double score(int item) {
        int place = place(item);
        return place < 0 ? 0 : scores[place];
    }

    /** What is wrong with the scores, or null if there is one an item and each is finite. */
    @Nullable
    Fault fault() {
        if (scores.length != itemCount) {
            return new Fault(Fault.Kind.WRONG_LENGTH, "gave " + scores.length + " scores for " + itemCount + " items");
        }
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                return new Fault(Fault.Kind.NOT_FINITE, "gave a score that is not finite");
            }
        }
        return null;
    }
}
