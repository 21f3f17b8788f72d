package dev.recsys.als.internal.solve;

import java.util.SplittableRandom;

/** Settings drawn at random, for tests over many problems. */
final class RandomSettings {
    private static final int MOST_ITEMS = 4096;

    private RandomSettings() {}

    /** A rank in 1..mostFactors, a loss of moderate weights, and targets, which are 1 half of the time. */
    static SweepSettings next(SplittableRandom random, int mostFactors, SolverKind solver, long seed) {
        int rank = 1 + random.nextInt(mostFactors);
        double alpha = 0.5 + 3 * random.nextDouble();
        double unobservedWeight = 0.05 + random.nextDouble();
        double regularization = 0.02 + random.nextDouble();
        double frequencyExponent = random.nextInt(3) / 2.0;
        AlsLoss loss = new AlsLoss(0, alpha, unobservedWeight, regularization, frequencyExponent);
        return new SweepSettings(rank, loss, random.nextBoolean() ? Targets.ONE : targets(random), solver, seed);
    }

    /** In 0.5..2, for up to {@value #MOST_ITEMS} items. */
    static Targets targets(SplittableRandom random) {
        return Targets.of(random.doubles(MOST_ITEMS)
                .map(value -> Math.pow(2, 2 * value - 1))
                .toArray());
    }
}
