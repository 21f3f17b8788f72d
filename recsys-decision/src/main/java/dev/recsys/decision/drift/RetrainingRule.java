package dev.recsys.decision.drift;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * When a change counts. With many customers any change is significant, with few any size comes by chance: a column must be
 * both significant and large.
 *
 * @param alpha the chance of any false significance among the tests of one kind in one period: features, scores, additions
 *     that stop, outcomes
 * @param watchPsi the population stability index, beyond the usual ageing, from which on a feature or a score is watched
 * @param retrainPsi the same for training again, if the model looks at the feature
 * @param missingChange by how much the share of missing values must change to be watched
 * @param unknownShare the share of categories the model never saw from which on they are watched
 * @param rowChange by what share the rows must fall from one period to the next to be watched; a rise counts where the way
 *     back would
 * @param stopRatio additions have stopped at this share of what was usual, or less
 * @param mapLoss how much MAP@7 over adders popularity must be better than the model for training again
 * @param calibrationFactor by what factor additions must differ from those predicted to be watched
 */
public record RetrainingRule(
        @Option(
                value = "0.01",
                min = 1e-9,
                max = 0.5,
                what = "Chance of a false significance among the tests of one kind in one period.")
        double alpha,

        @Option(value = "0.1", min = 0, max = 100, what = "PSI beyond the usual from which on a column is watched.")
        double watchPsi,

        @Option(value = "0.25", min = 0, max = 100, what = "PSI beyond the usual for training again.")
        double retrainPsi,

        @Option(value = "0.05", min = 0, max = 1, what = "Change of the share of missing values to be watched.")
        double missingChange,

        @Option(value = "0.01", min = 0, max = 1, what = "Share of categories never seen to be watched.")
        double unknownShare,

        @Option(value = "0.2", min = 0, max = 1, what = "Share of rows lost from period to period to be watched.")
        double rowChange,

        @Option(value = "0.1", min = 0, max = 1, what = "Share of the usual additions at which they have stopped.")
        double stopRatio,

        @Option(value = "0.02", min = 0, max = 1, what = "MAP@7 that popularity must be ahead for training again.")
        double mapLoss,

        @Option(value = "2", min = 1, max = 1000, what = "Factor between additions and prediction to be watched.")
        double calibrationFactor) {
    /**
     * Checks the values.
     *
     * @param alpha in 1e-9..0.5
     * @param watchPsi in 0..100
     * @param retrainPsi in 0..100
     * @param missingChange in 0..1
     * @param unknownShare in 0..1
     * @param rowChange in 0..1
     * @param stopRatio in 0..1
     * @param mapLoss in 0..1
     * @param calibrationFactor in 1..1000
     * @throws IllegalArgumentException if a value is out of range
     */
    public RetrainingRule {
        Options.check(
                RetrainingRule.class,
                alpha,
                watchPsi,
                retrainPsi,
                missingChange,
                unknownShare,
                rowChange,
                stopRatio,
                mapLoss,
                calibrationFactor);
    }

    /**
     * The defaults.
     *
     * @return the rule
     */
    public static RetrainingRule defaults() {
        return Options.defaults(RetrainingRule.class);
    }
}
