package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.als.internal.solve.Sweeps;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/** Factors as served, made by sweeps or read from a model file: small catalogues in item space, others in floats. */
public final class FactorsChoice {
    private FactorsChoice() {}

    /**
     * The factors that sweeps found.
     *
     * @param sweeps the sweeps, over then
     * @param loss what users are folded in with
     * @param targets what fits are drawn to
     * @param itemCount the items of the catalogue
     * @param workers the threads to use
     * @return factors ready to serve
     * @throws IllegalStateException if a factor is too great or they have no eigenvalues
     */
    public static AlsFactors of(Sweeps sweeps, AlsLoss loss, Targets targets, int itemCount, Workers workers) {
        return itemCount <= SweepSettings.SMALL_CATALOGUE
                ? new SmallFactors(loss, targets, sweeps.itemFactors(), itemCount, sweeps.rank())
                : LargeFactors.of(loss, targets, sweeps.itemMatrix(), sweeps.denseKernels(), workers);
    }

    /**
     * Reads what {@link AlsFactors#writeTo} wrote.
     *
     * @param in the sections of a model
     * @param loss what users are folded in with
     * @param targets what fits are drawn to
     * @param itemCount the items of the catalogue
     * @param hasReadout whether a readout was written with them
     * @return factors ready to serve
     * @throws ModelFormatException if a section is missing, of a wrong length or not finite, or a large catalogue is to have a readout
     */
    public static AlsFactors readFrom(Sections in, AlsLoss loss, Targets targets, int itemCount, boolean hasReadout)
            throws ModelFormatException {
        int[] rank = in.ints("rank");
        if (rank.length != 1 || rank[0] < 1 || rank[0] > 4096) {
            throw new ModelFormatException("the rank is not a number in 1..4096");
        }
        boolean small = itemCount <= SweepSettings.SMALL_CATALOGUE;
        if (hasReadout && !small) {
            throw new ModelFormatException("a catalogue of " + itemCount + " items can't have a readout");
        }
        try {
            AlsFactors factors = small
                    ? SmallFactors.readFrom(in, loss, targets, itemCount, rank[0])
                    : LargeFactors.readFrom(in, loss, targets, itemCount, rank[0]);
            return hasReadout ? factors.with(Readout.readFrom(in, itemCount, rank[0])) : factors;
        } catch (IllegalStateException e) {
            throw new ModelFormatException("the item factors can't be served: " + e.getMessage(), e);
        }
    }
}
