package dev.recsys;

/** What the scores of a recommender say beyond the order of one answer. */
public enum ScoreMeaning {
    /** The probability, in 0..1, that the customer takes the item in the next period: comparable across customers. */
    PROBABILITY,
    /** An order within one answer; scores of different customers need not compare. */
    RANKING
}
