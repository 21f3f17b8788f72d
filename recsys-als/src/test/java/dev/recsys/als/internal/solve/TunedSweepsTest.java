package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.KernelSets;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
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

    @Test
    void sweep_thousandProblems_agreesWithTheReference() {
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SweepSettings settings = RandomSettings.next(random, 40, SolverKind.EXACT, seed);
            // Weights both above and below what an unobserved cell weighs, so that both ways are taken.
            double least = random.nextBoolean() ? 0.05 : 2.5;
            InteractionMatrix matrix =
                    random(1 + random.nextInt(40), 1 + random.nextInt(40), random.nextDouble() / 2, least, random);
            if (matrix.cellCount() == 0) {
                continue;
            }
            try (Workers workers = Workers.of("test", 1)) {
                TunedSweeps tuned = new TunedSweeps(matrix, settings, workers, KernelSets.portable());
                ReferenceSweeps reference = new ReferenceSweeps(matrix, settings, workers);
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
                double expected = RowVectors.dot(
                        reference.userFactors(), user * rank, reference.itemFactors(), item * rank, rank);
                double actual = RowVectors.dot(users, user * rank, items, item * rank, rank);
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
        SweepSettings settings =
                new SweepSettings(64, new AlsLoss(0, 1, 1, 0.05, 0.5), Targets.ONE, SolverKind.EXACT, 42);
        try (Workers workers = Workers.of("test", 2)) {
            TunedSweeps tuned = new TunedSweeps(matrix, settings, workers, KernelChoice.best());
            ReferenceSweeps reference = new ReferenceSweeps(matrix, settings, workers);
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
        SweepSettings settings =
                new SweepSettings(48, new AlsLoss(0, 4, 1, 0.03, 1), Targets.ONE, SolverKind.ITERATIVE, 42);
        try (Workers workers = Workers.of("test", 2)) {
            TunedSweeps tuned = new TunedSweeps(matrix, settings, workers, KernelChoice.best());
            ReferenceSweeps reference = new ReferenceSweeps(matrix, settings, workers);
            double before = Double.POSITIVE_INFINITY;
            for (int sweep = 1; sweep <= 6; sweep++) {
                tuned.sweep(sweep);
                reference.sweep(sweep);
                assertThat(tuned.objective()).isLessThan(before * (1 + 1e-6));
                before = tuned.objective();
                assertThat(tuned.objective()).isCloseTo(reference.objective(), within(2e-3 * reference.objective()));
            }
            assertThat(tuned.regime()).isEqualTo("iterative 100 %");
            assertThat(tuned.objective())
                    .isCloseTo(
                            ReferenceSweepsTest.objective(
                                    matrix, settings, userFactors(tuned), tuned.itemFactors(), tuned.rank()),
                            within(1e-4 * tuned.objective()));
        }
    }

    @Test
    void sweep_threadsAndKernels_giveTheSameBits() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        InteractionMatrix matrix = random(1500, 200, 0.04, 0.5, random);
        for (SolverKind solver : new SolverKind[] {SolverKind.EXACT, SolverKind.ITERATIVE}) {
            assertSameBits(matrix, new SweepSettings(40, new AlsLoss(0, 1, 1, 0.03, 1), Targets.ONE, solver, 42));
        }
    }

    private static void assertSameBits(InteractionMatrix matrix, SweepSettings settings) throws Exception {
        double[] expected = null;
        for (int threads : new int[] {1, 2, 3, 7, 16}) {
            for (Kernels kernels : new Kernels[] {KernelSets.portable(), KernelSets.vector()}) {
                try (Workers workers = Workers.of("test", threads)) {
                    TunedSweeps sweeps = new TunedSweeps(matrix, settings, workers, kernels);
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
            SweepSettings settings =
                    new SweepSettings(3, new AlsLoss(0, 1, 1, 1e-12, 1), Targets.ONE, SolverKind.TUNED, 42);
            try (Workers workers = Workers.of("test", 1)) {
                TunedSweeps sweeps = new TunedSweeps(matrix, settings, workers, KernelSets.portable());
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
