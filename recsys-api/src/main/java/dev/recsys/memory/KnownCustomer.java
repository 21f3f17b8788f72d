package dev.recsys.memory;

import dev.recsys.FallbackLevel;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import dev.recsys.internal.check.Checks;

/**
 * The customer of one request, as far as memory and request together know, in the indexes of a vocabulary. Models read it;
 * it is not to be kept beyond the request.
 */
public final class KnownCustomer {
    private final int[] held;
    private final float[] weights;
    private final HoldingHistory history;
    private final FeatureRow features;
    private final FeatureRow featuresBefore;
    private final Known known;

    /**
     * What is known at all.
     *
     * @param remembered whether the memory knows the customer
     * @param holdings whether it is known what the customer holds, possibly nothing
     * @param history whether it is known what the customer held in earlier periods, or that there are none
     * @param features whether any feature has a value
     * @param openFeatures whether any feature that is not protected has a value
     */
    public record Known(
            boolean remembered, boolean holdings, boolean history, boolean features, boolean openFeatures) {}

    /**
     * A customer.
     *
     * @param held item indexes, ascending. Not modified, kept.
     * @param weights one an item, finite, at least 0. Not modified, kept.
     * @param history the holdings of earlier periods
     * @param features the features of now
     * @param featuresBefore the features of the period before
     * @param known what of all this is known
     * @throws IllegalArgumentException if an argument is null, there is not one weight an item, an item is below 0, or a
     *     weight is not finite or below 0
     */
    public KnownCustomer(
            int[] held,
            float[] weights,
            HoldingHistory history,
            FeatureRow features,
            FeatureRow featuresBefore,
            Known known) {
        Checks.notNull(held, "held");
        Checks.notNull(weights, "weights");
        Checks.notNull(history, "history");
        Checks.notNull(features, "features");
        Checks.notNull(featuresBefore, "featuresBefore");
        Checks.notNull(known, "known");
        Checks.that(
                held.length == weights.length,
                "held and weights must be as many, but were %d and %d",
                held.length,
                weights.length);
        for (int i = 0; i < held.length; i++) {
            Checks.atLeast(held[i], 0, "each of held");
            if (!(weights[i] >= 0 && weights[i] <= Float.MAX_VALUE)) {
                Checks.notNegative(weights[i], "each of weights");
            }
        }
        this.held = held;
        this.weights = weights;
        this.history = history;
        this.features = features;
        this.featuresBefore = featuresBefore;
        this.known = known;
    }

    /**
     * A stranger of whom holdings, history and features are known, for training and tests.
     *
     * @param held item indexes, ascending. Not modified, kept.
     * @param weights one an item, finite and above 0. Not modified, kept.
     * @param history the holdings of earlier periods
     * @param features the features of now
     * @param featuresBefore the features of the period before
     * @return the customer; features count as known
     * @throws IllegalArgumentException if there is not one weight an item, or if {@code held}, {@code weights},
     *     {@code history}, {@code features} or {@code featuresBefore} is null
     */
    public static KnownCustomer of(
            int[] held, float[] weights, HoldingHistory history, FeatureRow features, FeatureRow featuresBefore) {
        Checks.notNull(held, "held");
        Checks.notNull(weights, "weights");
        Checks.notNull(history, "history");
        Checks.notNull(features, "features");
        Checks.notNull(featuresBefore, "featuresBefore");
        return new KnownCustomer(
                held, weights, history, features, featuresBefore, new Known(false, true, true, true, true));
    }

    /**
     * What is known at all.
     *
     * @return whether holdings, history and features are known
     */
    public Known known() {
        return known;
    }

    /**
     * The items the customer holds, ascending.
     *
     * @return item indexes, none where holdings are unknown. Not to be modified.
     */
    public int[] held() {
        return held;
    }

    /**
     * How strongly each item is held, in the order of {@link #held}.
     *
     * @return weights above 0. Not to be modified.
     */
    public float[] weights() {
        return weights;
    }

    /**
     * What the customer held in earlier periods.
     *
     * @return the history; none where nothing is known
     */
    public HoldingHistory history() {
        return history;
    }

    /**
     * The customer's features in the order of the vocabulary's schema.
     *
     * @return the features; missing where they are unknown
     */
    public FeatureRow features() {
        return features;
    }

    /**
     * The customer's features one period before, in the order of the vocabulary's schema.
     *
     * @return the features; missing where they are unknown
     */
    public FeatureRow featuresBefore() {
        return featuresBefore;
    }

    /**
     * Whether the memory knows the customer.
     *
     * @return false for a stranger
     */
    public boolean isRemembered() {
        return known.remembered();
    }

    /**
     * Whether it is known what the customer holds.
     *
     * @return true too for a customer known to hold nothing
     */
    public boolean holdingsKnown() {
        return known.holdings();
    }

    /**
     * Whether it is known what the customer held in earlier periods.
     *
     * @return true too for a customer known to have just joined
     */
    public boolean historyKnown() {
        return known.history();
    }

    /**
     * Whether any feature has a value.
     *
     * @return false if all are missing
     */
    public boolean featuresKnown() {
        return known.features();
    }

    /**
     * Whether any feature that is not protected has a value.
     *
     * @return false if all of these are missing
     */
    public boolean openFeaturesKnown() {
        return known.openFeatures();
    }

    /**
     * The same customer, whose holdings a catalogue has; what a model asks before it looks items up.
     *
     * @param itemCount how many items the catalogue has
     * @return this
     * @throws IllegalArgumentException if an item is not in {@code 0..itemCount-1}
     */
    public KnownCustomer within(int itemCount) {
        for (int item : held) {
            Checks.that(
                    item < itemCount,
                    "the items of the customer must be below itemCount %d, but one was %d",
                    itemCount,
                    item);
        }
        return this;
    }

    /**
     * The level of an answer built on the holdings alone.
     *
     * @return {@link FallbackLevel#POPULARITY} where the customer holds nothing
     */
    public FallbackLevel levelByHoldings() {
        if (held.length == 0) {
            return FallbackLevel.POPULARITY;
        }
        return known.remembered() ? FallbackLevel.KNOWN_USER : FallbackLevel.HOLDINGS;
    }

    /**
     * The level of an answer built on the features alone.
     *
     * @return {@link FallbackLevel#POPULARITY} where none has a value
     */
    public FallbackLevel levelByFeatures() {
        if (!known.features()) {
            return FallbackLevel.POPULARITY;
        }
        return known.remembered() ? FallbackLevel.KNOWN_USER : FallbackLevel.FEATURES;
    }

    /**
     * The level of an answer built on holdings and features together.
     *
     * @return {@link FallbackLevel#POPULARITY} where neither is known
     */
    public FallbackLevel levelByAll() {
        if (known.remembered()) {
            return FallbackLevel.KNOWN_USER;
        }
        if (known.holdings()) {
            return FallbackLevel.HOLDINGS;
        }
        return known.features() ? FallbackLevel.FEATURES : FallbackLevel.POPULARITY;
    }
}
