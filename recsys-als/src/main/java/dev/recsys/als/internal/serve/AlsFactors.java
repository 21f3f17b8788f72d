package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Sections;
import java.util.BitSet;

/** Item factors and what it takes to fold a user in exactly. Immutable and thread-safe. */
public interface AlsFactors {
    /**
     * The number of factors.
     *
     * @return at least 1
     */
    int rank();

    /**
     * A user who has these items, ready to be scored and explained.
     *
     * @param held the items, ascending. Not modified, kept.
     * @param weights their weights. Not modified, kept.
     * @return the folded user
     */
    FoldedUser fold(int[] held, float[] weights);

    /**
     * The same factors, of which scores are read otherwise.
     *
     * @param readout what they are read by, of at most {@value dev.recsys.als.internal.solve.SweepSettings#SMALL_CATALOGUE} items
     * @return new factors
     */
    AlsFactors with(Readout readout);

    /**
     * Ranks for many users; for one thread.
     *
     * @param rule from fit to score
     * @return a new ranker
     */
    FactorRanker blockRanker(ScoreRule rule);

    /**
     * The cosine of an item's factors with those of every item.
     *
     * @param item the item
     * @return one an item; NaN where there are no factors
     */
    double[] cosines(int item);

    /**
     * A copy of the item factors in floats.
     *
     * @param itemCount at least the items there are; rows past them are zeros
     * @return a new matrix
     */
    FactorMatrix itemFactors(int itemCount);

    /**
     * Factors with some rows changed, for a catalogue that may have grown.
     *
     * @param changed the factors of the whole catalogue, in the basis of {@link #itemFactors}; may be modified, and kept
     * @param which the rows that changed; the others stay as they are here. Not modified.
     * @param ofAll what the fits of the whole catalogue are drawn to
     * @param workers the threads to use
     * @return new factors
     */
    AlsFactors replaced(FactorMatrix changed, BitSet which, Targets ofAll, Workers workers);

    /**
     * Writes the factors.
     *
     * @param out the sections of a model. Modified.
     */
    void writeTo(Sections.Builder out);
}
