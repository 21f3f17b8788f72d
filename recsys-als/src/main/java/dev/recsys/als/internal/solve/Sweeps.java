package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.Kernels;

/** Factors of both sides in the making. One training at a time. */
public interface Sweeps {
    /**
     * Solves for all users, then for all items.
     *
     * @param number the sweep, from 1 on
     * @throws IllegalStateException if a system can't be solved or a factor is not finite; the message names the sweep
     */
    void sweep(int number);

    /**
     * The objective after a sweep.
     *
     * @return what the loss sums to over all cells, with the penalty
     */
    double objective();

    /**
     * The rank in use.
     *
     * @return at least 1
     */
    int rank();

    /**
     * The item factors.
     *
     * @return items × rank, row-major; may be the sweeps' own, so the sweeps are over then
     */
    double[] itemFactors();

    /**
     * The item factors in floats, for catalogues of any size.
     *
     * @return may be the sweeps' own, so the sweeps are over then
     */
    FactorMatrix itemMatrix();

    /**
     * What the model's notes say of how it was solved.
     *
     * @return a short sentence
     */
    String regime();

    /**
     * The kernels for dense work on the item factors: those the sweeps have used for such, which are compiled by now.
     *
     * @return the kernels
     */
    default Kernels denseKernels() {
        FactorMatrix items = itemMatrix();
        return KernelChoice.forWork((double) items.rowCount() * items.stride() * items.stride());
    }
}
