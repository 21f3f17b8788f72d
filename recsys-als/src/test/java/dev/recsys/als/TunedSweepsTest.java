package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.spi.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The tuned sweeps against the plain ones. */
class TunedSweepsTest {
    private static InteractionMatrix random(
            int users, int items, double density, double least, SplittableRandom random) {
        InteractionMatrix.Builder matrix = InteractionMatrix.builder(users, items);
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < density) {
                    matrix.add(user, item, least + random.nextInt(3) * random.nextDouble());
                }
            }
        }
        return matrix.build();
    }

    private static AlsConfig config(SplittableRandom random, int mostFactors, long seed) {
        return AlsConfig.builder()
                .factors(1 + random.nextInt(mostFactors))
                .alpha(0.5 + 3 * random.nextDouble())
                .unobservedWeight(0.05 + random.nextDouble())
                .regularization(0.02 + random.nextDouble())
                .frequencyExponent(random.nextInt(3) / 2.0)
                .solver(AlsConfig.Solver.EXACT)
                .seed(seed)
                .build();
    }

    @Test
    void sweep_thousandProblems_agreesWithTheReference() {
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AlsConfig config = config(random, 40, seed);
            // Weights both above and below what an unobserved cell weighs, so that both ways are taken.
            double least = random.nextBoolean() ? 0.05 : 2.5;
            InteractionMatrix matrix =
                    random(1 + random.nextInt(40), 1 + random.nextInt(40), random.nextDouble() / 2, least, random);
            if (matrix.cellCount() == 0) {
                continue;
            }
            try (Workers workers = Workers.of("test", 1)) {
                TunedSweeps tuned = new TunedSweeps(matrix, config, workers, new PortableKernels());
                ReferenceSweeps reference = new ReferenceSweeps(matrix, config, workers);
                for (int sweep = 1; sweep <= 2; sweep++) {
                    tuned.sweep(sweep);
                    reference.sweep(sweep);
                }
                double expected = reference.objective();
                assertThat(tuned.objective())
                        .as("seed %d, %s", seed, tuned.regime())
                        .isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
                assertScores(matrix, tuned, reference, "seed " + seed + ", " + tuned.regime());
            }
        }
    }

    private static double[] userFactors(TunedSweeps tuned) {
        FactorMatrix users = tuned.userFactors();
        int rank = tuned.rank();
        double[] factors = new double[users.rowCount() * rank];
        for (int user = 0; user < users.rowCount(); user++) {
            for (int f = 0; f < rank; f++) {
                factors[user * rank + f] = users.get(user, f);
            }
        }
        return factors;
    }

    private static void assertScores(
            InteractionMatrix matrix, TunedSweeps tuned, ReferenceSweeps reference, String what) {
        int rank = reference.rank();
        double[] items = tuned.itemFactors();
        double[] users = userFactors(tuned);
        double error = 0;
        double norm = 0;
        for (int user = 0; user < matrix.rowCount(); user++) {
            for (int item = 0; item < matrix.columnCount(); item++) {
                double expected = ReferenceSweeps.dot(
                        reference.userFactors(), user * rank, reference.itemFactors(), item * rank, rank);
                double actual = ReferenceSweeps.dot(users, user * rank, items, item * rank, rank);
                error += (actual - expected) * (actual - expected);
                norm += expected * expected;
            }
        }
        assertThat(Math.sqrt(error)).as(what).isLessThanOrEqualTo(1e-4 * Math.sqrt(norm) + 1e-6);
    }

    @Test
    void sweep_largeRankAndShortRows_takesTheDualAndAgrees() {
        SplittableRandom random = new SplittableRandom(3);
        InteractionMatrix matrix = random(3000, 400, 0.012, 1.5, random);
        AlsConfig config = AlsConfig.builder()
                .factors(64)
                .regularization(0.05)
                .frequencyExponent(0.5)
                .solver(AlsConfig.Solver.EXACT)
                .build();
        try (Workers workers = Workers.of("test", 2)) {
            TunedSweeps tuned = new TunedSweeps(matrix, config, workers, KernelChoice.best());
            ReferenceSweeps reference = new ReferenceSweeps(matrix, config, workers);
            double before = Double.POSITIVE_INFINITY;
            for (int sweep = 1; sweep <= 4; sweep++) {
                tuned.sweep(sweep);
                reference.sweep(sweep);
                assertThat(tuned.objective()).isLessThan(before * (1 + 1e-6));
                before = tuned.objective();
            }
            assertThat(tuned.regime()).matches("(primal \\d+ %, )?dual \\d+ %");
            assertThat(tuned.objective()).isCloseTo(reference.objective(), within(1e-5 * reference.objective()));
            assertScores(matrix, tuned, reference, tuned.regime());
        }
    }

    @Test
    void sweep_iterative_staysWithinItsToleranceOfTheReference() {
        SplittableRandom random = new SplittableRandom(5);
        InteractionMatrix matrix = random(2000, 300, 0.05, 0.5, random);
        AlsConfig config = AlsConfig.builder()
                .factors(48)
                .alpha(4)
                .solver(AlsConfig.Solver.ITERATIVE)
                .build();
        try (Workers workers = Workers.of("test", 2)) {
            TunedSweeps tuned = new TunedSweeps(matrix, config, workers, KernelChoice.best());
            ReferenceSweeps reference = new ReferenceSweeps(matrix, config, workers);
            for (int sweep = 1; sweep <= 6; sweep++) {
                tuned.sweep(sweep);
                reference.sweep(sweep);
                assertThat(tuned.objective()).isCloseTo(reference.objective(), within(2e-3 * reference.objective()));
            }
            assertThat(tuned.regime()).isEqualTo("iterative 100 %");
            assertThat(tuned.objective())
                    .isCloseTo(
                            ReferenceSweepsTest.objective(
                                    matrix, config, userFactors(tuned), tuned.itemFactors(), tuned.rank()),
                            within(1e-4 * tuned.objective()));
        }
    }

    @Test
    void sweep_threadsAndKernels_giveTheSameBits() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        InteractionMatrix matrix = random(1500, 200, 0.04, 0.5, random);
        for (AlsConfig.Solver solver : new AlsConfig.Solver[] {AlsConfig.Solver.EXACT, AlsConfig.Solver.ITERATIVE}) {
            assertSameBits(
                    matrix, AlsConfig.builder().factors(40).solver(solver).build());
        }
    }

    private static void assertSameBits(InteractionMatrix matrix, AlsConfig config) throws Exception {
        double[] expected = null;
        for (int threads : new int[] {1, 2, 3, 7, 16}) {
            for (Kernels kernels : new Kernels[] {new PortableKernels(), KernelsTest.vector()}) {
                try (Workers workers = Workers.of("test", threads)) {
                    TunedSweeps sweeps = new TunedSweeps(matrix, config, workers, kernels);
                    sweeps.sweep(1);
                    sweeps.sweep(2);
                    double[] factors = sweeps.itemFactors();
                    expected = expected == null ? factors : expected;
                    assertThat(Arrays.equals(factors, expected))
                            .as("%d threads, %s", threads, kernels.name())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void sweep_extremeWeights_staysFiniteOrSaysWhichSweep() {
        for (double weight : new double[] {1e-30, 1e30, 3e38}) {
            InteractionMatrix matrix = InteractionMatrix.builder(2, 2)
                    .add(0, 0, weight)
                    .add(1, 0, 1)
                    .add(1, 1, weight)
                    .build();
            AlsConfig config =
                    AlsConfig.builder().factors(3).regularization(1e-12).build();
            try (Workers workers = Workers.of("test", 1)) {
                TunedSweeps sweeps = new TunedSweeps(matrix, config, workers, new PortableKernels());
                try {
                    sweeps.sweep(1);
                    assertThat(sweeps.itemFactors()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageStartingWith("sweep 1 met a system without finite factors");
                }
            }
        }
    }
}
