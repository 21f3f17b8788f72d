package dev.recsys.als.internal.solve;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What a small catalogue needs to solve for a user without touching the factors, in doubles. With K = YYᵀ = VΛVᵀ (items ×
 * items), r the ridge of a user with n items, B = (α₀K + rI)⁻¹ and M = KB, the user's dual z = (I + D·Mₛₛ)⁻¹·(c·t) solves a
 * system of the n held items alone; the scores of all items are M[:,S]·z and the factors Yᵀ·B[:,S]·z. Immutable once made;
 * {@link #solve} works in the caller's arrays.
 */
public final class DualBasis {
    private final int items;
    private final double unobservedWeight;
    private final double[] eigenvalues;
    private final double[] vectors; // V, row-major, items × items
    private final double[][] m; // by n
    private final double[][] b; // by n

    /**
     * For users with 0..mostHeld items.
     *
     * @param itemFactors items × rank, row-major. Not modified.
     * @param items the items
     * @param rank the factors of an item
     * @param loss what a user's factors minimise
     * @param mostHeld the most items a user has
     */
    public DualBasis(double[] itemFactors, int items, int rank, AlsLoss loss, int mostHeld) {
        this.items = items;
        this.unobservedWeight = loss.unobservedWeight();
        double[] k = new double[items * items];
        for (int i = 0; i < items; i++) {
            for (int j = 0; j <= i; j++) {
                k[i * items + j] = RowVectors.dot(itemFactors, i * rank, itemFactors, j * rank, rank);
                k[j * items + i] = k[i * items + j];
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(items, true, true);
        if (!RowVectors.areFinite(k) || !eigen.decompose(DMatrixRMaj.wrap(items, items, k))) {
            throw new IllegalStateException("the item factors have no eigenvalues; a greater regularization helps");
        }
        this.eigenvalues = new double[items];
        this.vectors = new double[items * items];
        for (int e = 0; e < items; e++) {
            eigenvalues[e] = Math.max(0, eigen.getEigenvalue(e).getReal());
            DMatrixRMaj vector = eigen.getEigenVector(e);
            for (int i = 0; i < items; i++) {
                vectors[i * items + e] = vector.get(i);
            }
        }
        this.m = new double[mostHeld + 1][];
        this.b = new double[mostHeld + 1][];
        for (int n = 0; n <= mostHeld; n++) {
            double ridge = loss.ridge(n, items);
            double[] inverse = new double[items];
            double[] shrunk = new double[items];
            for (int e = 0; e < items; e++) {
                inverse[e] = 1 / (unobservedWeight * eigenvalues[e] + ridge);
                shrunk[e] = eigenvalues[e] * inverse[e];
            }
            b[n] = spectral(inverse);
            m[n] = spectral(shrunk);
        }
    }

    /** V·diag(values)·Vᵀ. */
    private double[] spectral(double[] values) {
        double[] result = new double[items * items];
        for (int i = 0; i < items; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int e = 0; e < items; e++) {
                    sum += vectors[i * items + e] * values[e] * vectors[j * items + e];
                }
                result[i * items + j] = sum;
                result[j * items + i] = sum;
            }
        }
        return result;
    }

    /**
     * M for users with n items.
     *
     * @param n how many
     * @return items × items. Not to be modified.
     */
    public double[] m(int n) {
        return m[n];
    }

    /**
     * B for users with n items.
     *
     * @param n how many
     * @return items × items. Not to be modified.
     */
    public double[] b(int n) {
        return b[n];
    }

    /**
     * Solves (I + D·Mₛₛ)·z = c·t by elimination with row exchanges: always solvable for c ≥ 0 and a positive ridge, but not
     * symmetric.
     *
     * @param held the items, ascending. Not modified.
     * @param c their confidences. Not modified.
     * @param pull their confidences times their targets. Not modified.
     * @param size how many
     * @param system scratch of at least size × size. Modified.
     * @param z gets the dual. Modified.
     * @return false if a pivot is 0 or the result is not finite
     */
    public boolean solve(int[] held, double[] c, double[] pull, int size, double[] system, double[] z) {
        double[] mn = m[size];
        if (size == 1) {
            z[0] = pull[0] / (1 + (c[0] - unobservedWeight) * mn[held[0] * items + held[0]]);
            return Double.isFinite(z[0]);
        }
        for (int i = 0; i < size; i++) {
            double d = c[i] - unobservedWeight;
            for (int j = 0; j < size; j++) {
                system[i * size + j] = d * mn[held[i] * items + held[j]];
            }
            system[i * size + i] += 1;
            z[i] = pull[i];
        }
        for (int p = 0; p < size; p++) {
            int pivot = p;
            for (int i = p + 1; i < size; i++) {
                if (Math.abs(system[i * size + p]) > Math.abs(system[pivot * size + p])) {
                    pivot = i;
                }
            }
            if (system[pivot * size + p] == 0) {
                return false;
            }
            if (pivot != p) {
                for (int j = p; j < size; j++) {
                    double kept = system[p * size + j];
                    system[p * size + j] = system[pivot * size + j];
                    system[pivot * size + j] = kept;
                }
                double kept = z[p];
                z[p] = z[pivot];
                z[pivot] = kept;
            }
            for (int i = p + 1; i < size; i++) {
                double factor = system[i * size + p] / system[p * size + p];
                for (int j = p + 1; j < size; j++) {
                    system[i * size + j] -= factor * system[p * size + j];
                }
                z[i] -= factor * z[p];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                z[i] -= system[i * size + j] * z[j];
            }
            z[i] /= system[i * size + i];
            if (!Double.isFinite(z[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a solved user's dual puts into the scores of all items, z·P[S,:].
     *
     * @param pulls P, items × items, row-major: M for the fits themselves. Not modified.
     * @param held the items, ascending. Not modified.
     * @param z the dual. Not modified.
     * @param size how many
     * @param out gets a score an item. Modified.
     */
    public static void scores(double[] pulls, int[] held, double[] z, int size, double[] out) {
        Arrays.fill(out, 0);
        for (int s = 0; s < size; s++) {
            int row = held[s] * out.length;
            for (int item = 0; item < out.length; item++) {
                out[item] += z[s] * pulls[row + item];
            }
        }
    }
}
