package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.ExpLog;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels by the Vector API, for a Java started with {@code --add-modules jdk.incubator.vector}. */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = SPECIES.withLanes(double.class);
    private static final int LANES = SPECIES.length();
    // Added to a small number it leaves its nearest whole number in the lowest bits; taken off again, as a double.
    private static final double WHOLE = 0x1.8p52;
    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;

    /** For {@link KernelChoice}, by name. */
    VectorKernels() {}

    @Override
    public String name() {
        return "vector" + LANES * Long.SIZE;
    }

    @Override
    public void addRows(
            byte[] bins,
            int skipped,
            int[] order,
            int from,
            int to,
            long[] words,
            int stride,
            long[] cells,
            int start) {
        int whole = stride - stride % LANES;
        for (int i = from; i < to; i++) {
            int bin = bins[order[i]] & 0xff;
            if (bin != skipped) {
                int word = order[i] * stride;
                int cell = start + bin * stride;
                for (int k = 0; k < whole; k += LANES) {
                    LongVector.fromArray(SPECIES, cells, cell + k)
                            .add(LongVector.fromArray(SPECIES, words, word + k))
                            .intoArray(cells, cell + k);
                }
                for (int k = whole; k < stride; k++) {
                    cells[cell + k] += words[word + k];
                }
            }
        }
    }

    @Override
    public void sigmoids(double[] values, int count) {
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            sigmoid(DoubleVector.fromArray(DOUBLES, values, i)).intoArray(values, i);
        }
        for (int i = whole; i < count; i++) {
            values[i] = ExpLog.sigmoid(values[i]);
        }
    }

    /** The steps of {@link ExpLog#sigmoid}. */
    private static DoubleVector sigmoid(DoubleVector value) {
        DoubleVector x = value.neg();
        DoubleVector bits = x.mul(ExpLog.LOG2_E).add(WHOLE);
        DoubleVector n = bits.sub(WHOLE);
        DoubleVector r = x.sub(n.mul(ExpLog.LN2_HIGH)).sub(n.mul(ExpLog.LN2_LOW));
        DoubleVector p = r.mul(1.0 / 6227020800.0).add(1.0 / 479001600.0);
        p = p.mul(r).add(1.0 / 39916800.0);
        p = p.mul(r).add(1.0 / 3628800.0);
        p = p.mul(r).add(1.0 / 362880.0);
        p = p.mul(r).add(1.0 / 40320.0);
        p = p.mul(r).add(1.0 / 5040.0);
        p = p.mul(r).add(1.0 / 720.0);
        p = p.mul(r).add(1.0 / 120.0);
        p = p.mul(r).add(1.0 / 24.0);
        p = p.mul(r).add(1.0 / 6.0);
        p = p.mul(r).add(0.5);
        p = p.mul(r).add(1);
        p = p.mul(r).add(1);
        DoubleVector scale = bits.reinterpretAsLongs()
                .add(EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                .reinterpretAsDoubles();
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        return one.div(one.add(p.mul(scale)));
    }
}
