package dev.recsys.spi;

import dev.recsys.FallbackLevel;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingMonths;
import java.util.Arrays;

/**
 * The user of one request, as far as a model and the request together know. Not to be kept beyond the request.
 */
public final class KnownUser {
    private final int user;
    private final int[] held;
    private final float[] weights;
    private final HoldingMonths history;
    private final FeatureRow features;
    private final FeatureRow featuresBefore;
    private final boolean holdingsGiven;
    private final boolean featuresGiven;

    KnownUser(
            int user,
            int[] held,
            float[] weights,
            HoldingMonths history,
            FeatureRow features,
            FeatureRow featuresBefore,
            boolean holdingsGiven,
            boolean featuresGiven) {
        this.user = user;
        this.held = held;
        this.weights = weights;
        this.history = history;
        this.features = features;
        this.featuresBefore = featuresBefore;
        this.holdingsGiven = holdingsGiven;
        this.featuresGiven = featuresGiven;
    }

    /** The same with the first {@code count} holdings brought into ascending order. */
    static KnownUser sorted(
            int user,
            int[] held,
            float[] weights,
            int count,
            HoldingMonths history,
            FeatureRow features,
            FeatureRow featuresBefore,
            boolean holdingsGiven,
            boolean featuresGiven) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = ((long) held[i] << 32) | Float.floatToRawIntBits(weights[i]);
        }
        Arrays.sort(keys);
        int[] columns = new int[count];
        float[] sortedWeights = new float[count];
        for (int i = 0; i < count; i++) {
            columns[i] = (int) (keys[i] >>> 32);
            sortedWeights[i] = Float.intBitsToFloat((int) keys[i]);
        }
        return new KnownUser(
                user, columns, sortedWeights, history, features, featuresBefore, holdingsGiven, featuresGiven);
    }

    /**
     * The items the user holds, ascending.
     *
     * @return item indexes. Not to be modified.
     */
    public int[] held() {
        return held;
    }

    /**
     * How strongly each is held, in the order of {@link #held}.
     *
     * @return weights above 0. Not to be modified.
     */
    public float[] weights() {
        return weights;
    }

    /**
     * What the user held in the months before, no deeper than the profiles remember.
     *
     * @return the history; none where nothing is known
     */
    public HoldingMonths history() {
        return history;
    }

    /**
     * The user's features in the order of the profiles' schema; all missing where nothing is known.
     *
     * @return the features
     */
    public FeatureRow features() {
        return features;
    }

    /**
     * The user's features the month before, in the order of the profiles' schema; missing where it is not known and where
     * the profiles do not remember it.
     *
     * @return the features of a month ago
     */
    public FeatureRow featuresBefore() {
        return featuresBefore;
    }

    /**
     * The level of an answer built on the holdings alone.
     *
     * @return {@link FallbackLevel#POPULARITY} where the user holds nothing
     */
    public FallbackLevel levelByHoldings() {
        if (held.length == 0) {
            return FallbackLevel.POPULARITY;
        }
        return user >= 0 ? FallbackLevel.KNOWN_USER : FallbackLevel.HOLDINGS;
    }

    /**
     * The level of an answer built on the features alone.
     *
     * @return {@link FallbackLevel#POPULARITY} where nothing is known of them
     */
    public FallbackLevel levelByFeatures() {
        if (user >= 0) {
            return FallbackLevel.KNOWN_USER;
        }
        return featuresGiven ? FallbackLevel.FEATURES : FallbackLevel.POPULARITY;
    }

    /**
     * The level of an answer built on holdings and features together.
     *
     * @return {@link FallbackLevel#POPULARITY} where neither is known
     */
    public FallbackLevel levelByAll() {
        if (user >= 0) {
            return FallbackLevel.KNOWN_USER;
        }
        if (holdingsGiven) {
            return FallbackLevel.HOLDINGS;
        }
        return featuresGiven ? FallbackLevel.FEATURES : FallbackLevel.POPULARITY;
    }
}
