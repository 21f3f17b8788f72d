package dev.recsys.pipeline;

import dev.recsys.FallbackLevel;
import dev.recsys.memory.KnownCustomer;

/**
 * Scores and ranks for a block of customers at once, to the bits that {@link Scoring#rank} gives for each. For one thread.
 */
public interface BlockRanker {
    /**
     * How many customers a block may have.
     *
     * @return at least 1
     */
    int blockSize();

    /**
     * Scores and ranks.
     *
     * @param customers the block. Not modified.
     * @param count how many of them there are
     * @param tops one a customer, restarted with the customer's rules. Modified.
     * @param levels gets what each answer is built on. Modified.
     * @throws IllegalArgumentException if an array is null or shorter than {@code count} or holds null before it, the block
     *     is larger than {@link #blockSize}, or a customer holds an item the model does not know
     */
    void rank(KnownCustomer[] customers, int count, TopItems[] tops, FallbackLevel[] levels);
}
