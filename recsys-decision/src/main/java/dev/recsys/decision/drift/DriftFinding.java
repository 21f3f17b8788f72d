package dev.recsys.decision.drift;

import dev.recsys.internal.check.Checks;

/**
 * One change that a report flags.
 *
 * @param kind what has changed
 * @param subject the feature or product, or an empty string where it is about all
 * @param verdict what it alone would advise
 * @param sentence the change in words, without a full stop
 */
public record DriftFinding(Kind kind, String subject, Verdict verdict, String sentence) {
    /** What has changed. */
    public enum Kind {
        /** How the values of a feature are distributed. */
        FEATURE,
        /** How the model's scores of a product are distributed. */
        SCORE,
        /** The additions of a product stopped. */
        ADDITIONS,
        /** How many rows there are. */
        ROWS,
        /** The share of missing values of a feature. */
        MISSING,
        /** Categories of a feature that the model never saw. */
        CATEGORY,
        /** Features or products that the panel has and the model does not know, or the other way round. */
        NAMES,
        /** Popularity would have answered better than the model. */
        RANKING,
        /** More or fewer additions than the model's probabilities said. */
        CALIBRATION
    }

    /**
     * Checks the values.
     *
     * @param kind not null
     * @param subject not null
     * @param verdict not null
     * @param sentence not blank
     * @throws IllegalArgumentException if a value is null or the sentence blank
     */
    public DriftFinding {
        Checks.notNull(kind, "kind");
        Checks.notNull(subject, "subject");
        Checks.notNull(verdict, "verdict");
        Checks.notBlank(sentence, "sentence");
    }
}
