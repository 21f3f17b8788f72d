package dev.recsys.als.internal.serve;

import dev.recsys.pipeline.TopItems;

/** Ranks items for many users at once, with the scores that {@link FoldedUser#rank} gives. One thread at a time. */
public interface FactorRanker {
    /** The greatest number of users a call takes. */
    int USERS = 64;

    /**
     * Ranks for some users.
     *
     * @param held each one's items, ascending, not empty. Not modified.
     * @param weights their weights. Not modified.
     * @param count how many users, at most {@value #USERS}
     * @param tops gets each one's best items; restarted by the caller. Modified.
     * @throws IllegalStateException if a user's system can't be solved
     */
    void rank(int[][] held, float[][] weights, int count, TopItems[] tops);
}
