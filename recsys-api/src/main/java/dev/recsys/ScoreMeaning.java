package dev.recsys;

/** What the scores of a recommender say beyond the order of one answer. */
public enum ScoreMeaning {
    /** The probability, in 0..1, that the user takes the item: scores compare across users and items. */
    PROBABILITY,
    /** An order within one answer; scores of different users need not compare. */
    RANKING
}
