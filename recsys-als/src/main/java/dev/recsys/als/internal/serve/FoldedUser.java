package dev.recsys.als.internal.serve;

import dev.recsys.pipeline.TopItems;

/** One user's exact solution for given holdings; of one request. */
public interface FoldedUser {
    /**
     * The user's factors.
     *
     * @return a new array of rank numbers
     */
    double[] factors();

    /**
     * The fits of all items: x·y, or x·w + b with a {@link Readout}.
     *
     * @param out gets one an item. Modified.
     */
    void score(double[] out);

    /**
     * What of an item's fit no user's holdings change.
     *
     * @param item the item
     * @return b of a {@link Readout}, else 0
     */
    default double base(int item) {
        return 0;
    }

    /**
     * Offers all items that can matter, with their scores.
     *
     * @param rule from fit to score
     * @param itemCount the items of the catalogue
     * @param top gets the best. Modified.
     */
    default void rank(ScoreRule rule, int itemCount, TopItems top) {
        double[] scores = new double[itemCount];
        score(scores);
        for (int item = 0; item < itemCount; item++) {
            top.offer(item, rule.score(scores[item], item));
        }
    }

    /**
     * What each held item puts into an item's fit: the shares and the {@linkplain #base base} sum to it, since the solution is linear
     * in the confidences of the right side.
     *
     * @param item the item
     * @return one a held item, in their order
     */
    double[] shares(int item);

    /**
     * The held item that draws most towards another.
     *
     * @param item the other
     * @return its place among those held, or -1 if none does
     */
    default int mainSource(int item) {
        double[] shares = shares(item);
        int source = -1;
        for (int h = 0; h < shares.length; h++) {
            if (shares[h] > 0 && (source < 0 || shares[h] > shares[source])) {
                source = h;
            }
        }
        return source;
    }
}
