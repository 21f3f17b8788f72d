package dev.recsys.pipeline;

import dev.recsys.memory.KnownCustomer;

/**
 * A model's scores of the customers it learned from, as honest as those of strangers: each is computed without what that
 * customer's own part of the data said. Thread-safe.
 */
public interface HeldOutScores {
    /**
     * Scores a customer of the training data.
     *
     * @param user the customer's index in the training data
     * @param customer what was known at the time to score, in the indexes of the model's vocabulary
     * @return level and scores; asked neither for reasons nor for contributions
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know
     */
    Scoring score(int user, KnownCustomer customer);

    /**
     * Whether the scores are probabilities already, corrected by what customers left out of training did.
     *
     * @return false if they may be off by more than chance
     */
    boolean areCalibrated();
}
