package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * Solves a row by a system of its own size, where A₀ is diagonal and D ≥ 0: with M = Yₛ·A₀⁻¹·Yₛᵀ and E = D^½, (I +
 * E·M·E)·p = E·M·c, and x = A₀⁻¹·Yₛᵀ·(c − E·p) (the Woodbury identity). Holds workspace: one thread at a time.
 */
final class DualSolver {
    private final Kernels kernels;
    private final Cholesky cholesky;
    private final float[] scratch;
    private float[][] panel = new float[0][];
    private float[] system = new float[0];
    private float[][] turned = new float[0][]; // E·Yₛ, a row a factor
    private float[][] turnedScaled = new float[0][]; // the same by A₀⁻¹
    private float[] vector = new float[0];
    private float[] solution = new float[0];
    private float[] roots = new float[0]; // E

    DualSolver(Kernels kernels, int stride) {
        this.kernels = kernels;
        this.cholesky = new Cholesky(kernels);
        this.scratch = new float[stride];
    }

    /** Multiply-adds for a row; the turned panel is filled float by float, which counts much. */
    static double cost(int size, int rank) {
        double s = size;
        double padded = Kernels.stride(size);
        return padded * padded * rank / 2 + s * s * s / 6 + 24 * s * rank;
    }

    /** Solves; false if floats can't. {@code x} is modified. */
    boolean solve(RowSystem row, float[] x) {
        int size = row.size();
        int stride = row.stride();
        int padded = Kernels.stride(size);
        grow(padded, row.rank());
        row.gather(0, size, panel);
        float[] right = row.right();
        float[] inverses = row.inverses();
        kernels.addRows(row.pull(), 0, panel, 0, size, right, stride);
        // scratch = A₀⁻¹·b, the answer if D were 0
        for (int f = 0; f < stride; f++) {
            scratch[f] = inverses[f] * right[f];
        }
        prepare(row, padded);
        if (!cholesky.factorize(system, size, padded)) {
            return false;
        }
        cholesky.solve(system, vector, solution, size, padded);
        for (int s = 0; s < size; s++) {
            solution[s] *= -roots[s];
        }
        System.arraycopy(right, 0, scratch, 0, stride);
        kernels.addRows(solution, 0, panel, 0, size, scratch, stride);
        for (int f = 0; f < stride; f++) {
            x[f] = scratch[f] * inverses[f];
        }
        return true;
    }

    private void grow(int padded, int rank) {
        if (vector.length < padded) {
            system = new float[padded * padded];
            vector = new float[padded];
            solution = new float[padded];
            roots = new float[padded];
            panel = new float[padded][];
            turned = new float[rank][padded];
            turnedScaled = new float[rank][padded];
        }
    }

    /** I + E·M·E into the system and E·M·c into the vector. */
    private void prepare(RowSystem row, int padded) {
        int size = row.size();
        int rank = row.rank();
        float[] inverses = row.inverses();
        for (int s = 0; s < size; s++) {
            roots[s] = (float) Math.sqrt(row.extra()[s]);
        }
        for (int f = 0; f < rank; f++) {
            float[] plain = turned[f];
            float[] scaled = turnedScaled[f];
            float inverse = inverses[f];
            for (int s = 0; s < size; s++) {
                float value = roots[s] * panel[s][f];
                plain[s] = value;
                scaled[s] = inverse * value;
            }
            Arrays.fill(plain, size, padded, 0);
            Arrays.fill(scaled, size, padded, 0);
        }
        Arrays.fill(vector, 0, padded, 0);
        kernels.addRows(scratch, 0, turned, 0, rank, vector, padded);
        Arrays.fill(system, 0, padded * padded, 0);
        kernels.rankUpdate(turnedScaled, turned, rank, system, 0, padded);
        for (int s = 0; s < size; s++) {
            system[s * padded + s] += 1;
        }
    }
}
