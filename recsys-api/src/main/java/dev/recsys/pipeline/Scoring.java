package dev.recsys.pipeline;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * One customer's scores by one model, and what it takes to say why. Made for one request, used by one thread.
 */
public abstract class Scoring {
    /** For subclasses. */
    protected Scoring() {}

    /**
     * Scores that are there already.
     *
     * @param level what they are built on
     * @param scores one finite number an item, owned items included. Not modified, kept.
     * @param reason why an item is offered, by its index; asked only of items that are returned
     * @return the scoring
     * @throws IllegalArgumentException if {@code level}, {@code scores} or {@code reason} is null
     */
    public static Scoring of(FallbackLevel level, double[] scores, IntFunction<Reason> reason) {
        Checks.notNull(level, "level");
        Checks.notNull(scores, "scores");
        Checks.notNull(reason, "reason");
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return level;
            }

            @Override
            public double[] scores() {
                return scores;
            }

            @Override
            public Reason reason(int item) {
                return reason.apply(item);
            }
        };
    }

    /**
     * What the scores are built on.
     *
     * @return {@link FallbackLevel#POPULARITY} where the model knows nothing of the customer
     */
    public abstract FallbackLevel level();

    /**
     * What the scores of credit items are built on, where features are protected. Must not depend on protected features: a
     * model that takes credit items' scores from all customers where only protected features are known says so here.
     *
     * @return the level of all items, unless overridden
     */
    public FallbackLevel levelOfCredit() {
        return level();
    }

    /**
     * The scores of all items, owned ones included.
     *
     * @return one finite number an item. Not to be modified.
     */
    public abstract double[] scores();

    /**
     * Offers items with their scores to the rank step: all of them, or at least every one that can be among the best.
     *
     * @param top takes the items. Modified.
     * @throws IllegalArgumentException if {@code top} is null
     */
    public void rank(TopItems top) {
        Checks.notNull(top, "top");
        double[] scores = scores();
        for (int item = 0; item < scores.length; item++) {
            top.offer(item, scores[item]);
        }
    }

    /**
     * Why an item is offered; asked only of items that are returned.
     *
     * @param item an item index
     * @return the reason
     */
    public abstract Reason reason(int item);

    /**
     * Why items are offered, all that are returned at once.
     *
     * @param items item indexes. Not modified.
     * @return one reason an item, in their order; unless overridden, {@link #reason} of each
     * @throws IllegalArgumentException if {@code items} is null or holds an index out of range
     */
    public List<Reason> reasons(int[] items) {
        List<Reason> reasons = new ArrayList<>(Checks.notNull(items, "items").length);
        for (int item : items) {
            reasons.add(reason(item));
        }
        return reasons;
    }

    /**
     * What each component put into the score of a returned item.
     *
     * @param item an item index
     * @return by the component's name; none for a single model, which put all of it in
     */
    public Map<String, Double> contributions(int item) {
        return Map.of();
    }

    /**
     * The components that did not take part.
     *
     * @return none for a single model
     */
    public List<SkippedComponent> skipped() {
        return List.of();
    }
}
