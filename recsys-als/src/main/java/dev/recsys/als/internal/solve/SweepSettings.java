package dev.recsys.als.internal.solve;

/**
 * What the sweeps need to know of a configuration.
 *
 * @param rank the number of factors, at least 1
 * @param loss what they minimise
 * @param solver how rows are solved
 * @param seed of the random start
 */
public record SweepSettings(int rank, AlsLoss loss, SolverKind solver, long seed) {
    /**
     * Whether the sweeps work in the space of the items.
     *
     * @param itemCount the items of the catalogue
     * @return whether it is small and the solver's choice is free
     */
    public boolean inItemSpace(long itemCount) {
        return itemCount <= SmallCatalogueSweeps.MOST_ITEMS
                && (solver == SolverKind.TUNED || solver == SolverKind.EXACT);
    }
}
