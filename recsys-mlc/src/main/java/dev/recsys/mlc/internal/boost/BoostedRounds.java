package dev.recsys.mlc.internal.boost;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.List;

/**
 * What a {@link Booster} grew.
 *
 * @param intercepts the margins before the first round, one an output. Not to be modified.
 * @param rounds the trees of each round: one for all outputs, or one an output
 * @param heldLoss the summed loss of the rows held out, NaN without any
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
public record BoostedRounds(double[] intercepts, List<GrownTree[]> rounds, double heldLoss) {
    /**
     * A row's margins.
     *
     * @param matrix the bins
     * @param row the row
     * @param out one an output, from {@code start} on, are set. Modified.
     * @param start where to begin
     */
    public void margins(BinMatrix matrix, int row, double[] out, int start) {
        System.arraycopy(intercepts, 0, out, start, intercepts.length);
        for (GrownTree[] trees : rounds) {
            int output = start;
            for (GrownTree tree : trees) {
                tree.addValues(tree.leafOf(matrix, row), out, output);
                output += tree.outputs();
            }
        }
    }
}
