package dev.recsys.als.internal.solve;

/**
 * What the sweeps need to know of a configuration.
 *
 * @param rank the number of factors, at least 1
 * @param loss what they minimise
 * @param targets what fits are drawn to
 * @param solver how rows are solved
 * @param seed of the random start
 */
public record SweepSettings(int rank, AlsLoss loss, Targets targets, SolverKind solver, long seed) {
    /** The most items of a catalogue that is solved and served in item space: its sums take items³ numbers. */
    public static final int SMALL_CATALOGUE = 32;

    /**
     * Whether the sweeps work in the space of the items.
     *
     * @param itemCount the items of the catalogue
     * @return whether it is small and the solver's choice is free
     */
    public boolean inItemSpace(long itemCount) {
        return itemCount <= SMALL_CATALOGUE && (solver == SolverKind.TUNED || solver == SolverKind.EXACT);
    }
}
