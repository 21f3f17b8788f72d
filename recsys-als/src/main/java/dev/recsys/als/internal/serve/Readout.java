package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.solve.RowVectors;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;

/**
 * What the scores of a small catalogue are read by where they are not the fits themselves: x·w + b, with w and b of each item found
 * by {@link LeaveOneOut}. Immutable and thread-safe.
 */
public final class Readout {
    private static final String VECTORS = "readout";
    private static final String BASES = "readoutBases";
    /** The base of an item that nobody has beside another: below any share. */
    static final double NOBODY = -1;

    private static final double GREATEST_BASE = 1e6; // a share of customers and what x·w takes from it are far less

    private final double[] vectors; // row-major, items × rank
    private final double[] bases;

    /** Takes over what was found: items × rank vectors, row-major, and a base an item. */
    Readout(double[] vectors, double[] bases) {
        this.vectors = vectors;
        this.bases = bases;
    }

    double base(int item) {
        return bases[item];
    }

    /** B·Y·Wᵀ with B of the users with as many items, items × items: what a unit of the dual of the row's item puts into the score of each item. */
    double[] pulls(double[] b, double[] itemFactors, int rank) {
        int items = bases.length;
        double[] result = new double[items * items];
        double[] turned = new double[rank];
        for (int row = 0; row < items; row++) {
            Arrays.fill(turned, 0);
            for (int other = 0; other < items; other++) {
                for (int f = 0; f < rank; f++) {
                    turned[f] += b[row * items + other] * itemFactors[other * rank + f];
                }
            }
            for (int item = 0; item < items; item++) {
                result[row * items + item] = RowVectors.dot(turned, 0, vectors, item * rank, rank);
            }
        }
        return result;
    }

    void writeTo(Sections.Builder out) {
        out.put(VECTORS, vectors).put(BASES, bases);
    }

    static Readout readFrom(Sections in, int itemCount, int rank) throws ModelFormatException {
        double[] vectors = in.finiteDoubles(VECTORS, itemCount * rank);
        double[] bases = in.finiteDoubles(BASES, itemCount);
        for (double base : bases) {
            if (Math.abs(base) > GREATEST_BASE) {
                throw new ModelFormatException("section \"" + BASES + "\" holds the value " + base);
            }
        }
        for (double value : vectors) {
            FactorLimit.check(value);
        }
        return new Readout(vectors, bases);
    }
}
