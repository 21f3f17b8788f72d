package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sweeps in item space against the plain ones, to the precision of doubles. */
@Tag("slow")
class SmallCatalogueSweepsTest {
    private static InteractionMatrix random(int users, int items, double density, SplittableRandom random) {
        InteractionMatrix.Builder matrix = InteractionMatrix.builder(users, items);
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < density) {
                    matrix.add(user, item, (1 + random.nextInt(4)) / 4.0); // few values, so that users are equal
                }
            }
        }
        return matrix.build();
    }

    @Test
    void sweep_thousandProblems_agreesWithTheReference() {
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int items = 1 + random.nextInt(24);
            InteractionMatrix matrix = random(1 + random.nextInt(60), items, random.nextDouble() / 2, random);
            if (matrix.cellCount() == 0) {
                continue;
            }
            SweepSettings settings = RandomSettings.next(random, items, SolverKind.TUNED, seed);
            try (Workers workers = Workers.of("test", 1 + random.nextInt(3))) {
                SmallCatalogueSweeps small = new SmallCatalogueSweeps(matrix, settings, workers);
                ReferenceSweeps reference = new ReferenceSweeps(matrix, settings, workers);
                for (int sweep = 1; sweep <= 3; sweep++) {
                    small.sweep(sweep);
                    reference.sweep(sweep);
                    assertThat(small.objective())
                            .as("seed %d, sweep %d", seed, sweep)
                            .isCloseTo(reference.objective(), within(1e-9 * Math.max(1, reference.objective())));
                }
                assertProducts(reference.itemFactors(), small.itemFactors(), items, reference.rank(), seed);
            }
        }
    }

    /** Factors are the same but for a turn, which leaves all products of two items as they are. */
    private static void assertProducts(double[] expected, double[] actual, int items, int rank, int seed) {
        double norm = RowVectors.dot(expected, 0, expected, 0, expected.length);
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                assertThat(RowVectors.dot(actual, i * rank, actual, j * rank, rank))
                        .as("seed %d", seed)
                        .isCloseTo(
                                RowVectors.dot(expected, i * rank, expected, j * rank, rank),
                                within(1e-9 * Math.max(norm, 1e-3)));
            }
        }
    }

    @Test
    void sweep_rankAboveTheCatalogue_isThatOfTheCatalogue() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionMatrix matrix = random(50, 6, 0.4, random);
        try (Workers workers = Workers.of("test", 1)) {
            SmallCatalogueSweeps sweeps = new SmallCatalogueSweeps(
                    matrix,
                    new SweepSettings(50, new AlsLoss(0, 1, 1, 0.03, 1), Targets.ONE, SolverKind.TUNED, 42),
                    workers);
            sweeps.sweep(1);
            assertThat(sweeps.rank()).isEqualTo(6);
            assertThat(sweeps.itemFactors()).hasSize(36);
        }
    }
}
