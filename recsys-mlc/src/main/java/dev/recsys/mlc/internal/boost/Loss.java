package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;

/** What a training lowers: a sum over rows, each with one margin an output. Cells are row-major, rows × outputs. */
public interface Loss {
    /**
     * Margins a row.
     *
     * @return at least 1
     */
    int outputs();

    /**
     * The constant margins that fit some rows best, or near.
     *
     * @param rows the rows. Not modified.
     * @return one an output
     */
    double[] intercepts(int[] rows);

    /**
     * Told of the margins before a round's derivatives are asked for; where those of a row depend on other rows, they are made
     * here.
     *
     * @param margins cells. Not modified.
     * @param workers shares work
     */
    default void prepare(double[] margins, Workers workers) {}

    /**
     * First and second derivatives of the loss by each margin of some rows.
     *
     * @param rows the rows. Not modified.
     * @param from the first place in {@code rows}
     * @param to the place after the last
     * @param margins cells. Not modified.
     * @param gradients gets those of the rows, one row after the other from the start. Modified.
     * @param hessians gets theirs in the same places, at least 0. Modified.
     */
    void derive(int[] rows, int from, int to, double[] margins, double[] gradients, double[] hessians);

    /**
     * The loss of some rows, summed in their order.
     *
     * @param rows the rows. Not modified.
     * @param from the first place in {@code rows}
     * @param to the place after the last
     * @param margins cells. Not modified.
     * @return the sum
     */
    double sum(int[] rows, int from, int to, double[] margins);
}
