package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.DualBasis;
import dev.recsys.als.internal.solve.Targets;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/** {@link FoldedUser} in item space: z = (I + D·Mₛₛ)⁻¹·(c·t), scores M[:,S]·z over t, or by a {@link Readout}. */
final class DualUser implements FoldedUser {
    private static final int ATTEMPTS = 32; // 16³² is more than the ratio of any two confidences

    private final DualBasis basis;
    private final double unobservedWeight;
    private final Targets targets;
    private final double[] itemFactors;
    private final int rank;
    private final int[] held;
    private final double[] c;
    private final double[] z;
    private final double[] pulls; // items × items: M, or that of the readout
    private final @Nullable Readout readout;
    private @Nullable DMatrixRMaj inverse; // of I + D·Mₛₛ, once somebody asks why

    private DualUser(
            DualBasis basis,
            double unobservedWeight,
            Targets targets,
            double[] itemFactors,
            int rank,
            int[] held,
            double[] c,
            double[] z,
            double[] pulls,
            @Nullable Readout readout) {
        this.basis = basis;
        this.unobservedWeight = unobservedWeight;
        this.targets = targets;
        this.itemFactors = itemFactors;
        this.rank = rank;
        this.held = held;
        this.c = c;
        this.z = z;
        this.pulls = pulls;
        this.readout = readout;
    }

    static DualUser of(
            DualBasis basis,
            AlsLoss loss,
            Targets targets,
            double[] itemFactors,
            int rank,
            int[] held,
            float[] weights,
            double[] pulls,
            @Nullable Readout readout) {
        int size = held.length;
        double[] c = new double[size];
        double[] pull = new double[size]; // c·t
        for (int i = 0; i < size; i++) {
            c[i] = loss.confidence(weights[i]);
            pull[i] = c[i] * targets.of(held[i]);
        }
        double[] z = new double[size];
        double[] system = new double[size * size];
        // Confidences so far apart that doubles can't tell the items apart come nearer to those of unobserved cells, by
        // which
        // the system comes nearer to the identity.
        for (int attempt = 1; !basis.solve(held, c, pull, size, system, z); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("the user's holdings give a system that can't be solved");
            }
            for (int i = 0; i < size; i++) {
                c[i] = loss.unobservedWeight() + (c[i] - loss.unobservedWeight()) / 16;
                pull[i] = c[i] * targets.of(held[i]);
            }
        }
        return new DualUser(basis, loss.unobservedWeight(), targets, itemFactors, rank, held, c, z, pulls, readout);
    }

    @Override
    public double[] factors() {
        int items = itemFactors.length / rank;
        double[] b = basis.b(held.length);
        double[] factors = new double[rank];
        for (int item = 0; item < items; item++) {
            double sum = 0;
            for (int s = 0; s < held.length; s++) {
                sum += b[item * items + held[s]] * z[s];
            }
            for (int f = 0; f < rank; f++) {
                factors[f] += sum * itemFactors[item * rank + f];
            }
        }
        return factors;
    }

    @Override
    public void score(double[] out) {
        DualBasis.scores(pulls, held, z, held.length, out);
        for (int item = 0; item < out.length; item++) {
            out[item] = out[item] / divisor(item) + base(item);
        }
    }

    @Override
    public double base(int item) {
        return readout == null ? 0 : readout.base(item);
    }

    /** A readout is learned of who has the item, not of its target. */
    private double divisor(int item) {
        return readout == null ? targets.of(item) : 1;
    }

    @Override
    public double[] shares(int item) {
        int size = held.length;
        int items = itemFactors.length / rank;
        double[] shares = new double[size];
        if (size == 1) {
            shares[0] = pulls[held[0] * items + item] * z[0] / divisor(item);
            return shares;
        }
        DMatrixRMaj inverted = inverse();
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int s = 0; s < size; s++) {
                sum += pulls[held[s] * items + item] * inverted.get(s, i);
            }
            shares[i] = sum * c[i] * targets.of(held[i]) / divisor(item);
        }
        return shares;
    }

    private DMatrixRMaj inverse() {
        DMatrixRMaj result = inverse;
        if (result == null) {
            int size = held.length;
            int items = itemFactors.length / rank;
            double[] m = basis.m(size);
            result = CommonOps_DDRM.identity(size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    result.data[i * size + j] += (c[i] - unobservedWeight) * m[held[i] * items + held[j]];
                }
            }
            CommonOps_DDRM.invert(result);
            inverse = result;
        }
        return result;
    }
}
