package dev.recsys.als.internal.solve;

import java.util.SplittableRandom;

/** Settings drawn at random, for tests over many problems. */
final class RandomSettings {
    private RandomSettings() {}

    /** A rank in 1..mostFactors and a loss of moderate weights. */
    static SweepSettings next(SplittableRandom random, int mostFactors, SolverKind solver, long seed) {
        int rank = 1 + random.nextInt(mostFactors);
        double alpha = 0.5 + 3 * random.nextDouble();
        double unobservedWeight = 0.05 + random.nextDouble();
        double regularization = 0.02 + random.nextDouble();
        double frequencyExponent = random.nextInt(3) / 2.0;
        AlsLoss loss = new AlsLoss(0, alpha, unobservedWeight, regularization, frequencyExponent);
        return new SweepSettings(rank, loss, solver, seed);
    }
}
