package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import java.util.SplittableRandom;

/** The factors before the first sweep: uniform in ±1/√rank, the same on every Java version. Thread-safe: no state. */
final class RandomStart {
    private RandomStart() {}

    /** Row-major doubles. */
    static double[] doubles(int count, long seed, int rank) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] factors = new double[count];
        double scale = scale(rank);
        for (int i = 0; i < count; i++) {
            factors[i] = random.nextLong() * scale;
        }
        return factors;
    }

    /** The same, rounded to floats. */
    static FactorMatrix floats(int rowCount, int rank, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FactorMatrix factors = new FactorMatrix(rowCount, rank);
        double scale = scale(rank);
        for (int row = 0; row < rowCount; row++) {
            for (int factor = 0; factor < rank; factor++) {
                factors.set(row, factor, (float) (random.nextLong() * scale));
            }
        }
        return factors;
    }

    private static double scale(int rank) {
        return 0x1p-63 / Math.sqrt(rank);
    }
}
