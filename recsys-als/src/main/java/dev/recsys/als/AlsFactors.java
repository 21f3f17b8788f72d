package dev.recsys.als;

import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.Workers;
import java.util.BitSet;

/** Item factors and what it takes to fold a user in exactly. Immutable and thread-safe. */
interface AlsFactors {
    /** The number of factors. */
    int rank();

    /** A user who has these items, ready to be scored and explained; the arrays are kept and must not change. */
    FoldedUser fold(int[] held, float[] weights);

    /** Ranks for many users; for one thread. */
    BlockRanker blockRanker(ScoreRule rule);

    /** The cosine of an item's factors with those of every item; NaN where there are none. */
    double[] cosines(int item);

    /** A copy of the item factors in floats, with rows of zeros up to {@code itemCount}. */
    FactorMatrix itemFactors(int itemCount);

    /**
     * Factors with some rows changed, for a catalogue that may have grown.
     *
     * @param changed the factors of the whole catalogue, in the basis of {@link #itemFactors}; may be modified, and kept
     * @param which the rows that changed; the others stay as they are here. Not modified.
     */
    AlsFactors replaced(FactorMatrix changed, BitSet which, Workers workers);

    /** Writes the factors into a model's sections. */
    void writeTo(Sections.Builder out);

    /** Reads what {@link #writeTo} wrote. */
    static AlsFactors readFrom(Sections in, AlsLoss loss, int itemCount) throws ModelFormatException {
        int[] rank = in.ints("rank");
        if (rank.length != 1 || rank[0] < 1 || rank[0] > 4096) {
            throw new ModelFormatException("the rank is not a number in 1..4096");
        }
        return itemCount <= SmallCatalogueSweeps.MOST_ITEMS
                ? SmallFactors.readFrom(in, loss, itemCount, rank[0])
                : LargeFactors.readFrom(in, loss, itemCount, rank[0]);
    }
}
