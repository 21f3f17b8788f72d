package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.ConjugateGradient.Accuracy;
import dev.recsys.internal.run.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The three ways to solve a row against each other and against doubles. */
class RowSolverTest {
    private static final int COLUMNS = 60;

    private static FactorMatrix factors(int rank, SplittableRandom random) {
        FactorMatrix factors = new FactorMatrix(COLUMNS, rank);
        for (int row = 0; row < COLUMNS; row++) {
            for (int f = 0; f < rank; f++) {
                factors.set(row, f, (float) (random.nextDouble() - 0.3));
            }
        }
        return factors;
    }

    private static double distance(float[] x, float[] y) {
        double error = 0;
        double norm = 0;
        for (int f = 0; f < x.length; f++) {
            error += (x[f] - y[f]) * (double) (x[f] - y[f]);
            norm += y[f] * (double) y[f];
        }
        return Math.sqrt(error / norm);
    }

    /** A ridge of 0 or infinity made the loop over greater ridges endless. */
    @Test
    void solveInDoubles_anyRidgeAndWeight_ends() {
        float[] weights = {1e-38f, 1, 1e12f, 3e38f};
        for (double regularization : new double[] {0, Double.MIN_VALUE, 1e-6, 1e6, 1e306, 1e308, Double.NaN}) {
            for (double unobserved : new double[] {0, 1e-6, 1e6}) {
                AlsLoss loss = new AlsLoss(0, 1, unobserved, regularization, 1);
                FactorMatrix fixed = factors(5, new SplittableRandom(3));
                double[] diagonal;
                try (Workers workers = Workers.of("test", 1)) {
                    Kernels kernels = KernelChoice.best();
                    diagonal = Basis.turn(fixed, Gram.of(fixed, kernels, workers), null, kernels, workers);
                }
                RowSystem row = new RowSystem(
                        fixed, Basis.diagonalMatrix(diagonal, 5), diagonal, loss, Targets.ONE, Targets.ONE);
                row.read(new int[] {0, 1, 2, 3}, weights, weights.length);
                float[] solved = new float[fixed.stride()];
                boolean isSolved = row.solveInDoubles(solved);
                assertThat(isSolved)
                        .as("%s, %s", regularization, unobserved)
                        .isEqualTo(regularization <= 1e6 || isSolved);
                for (float value : solved) {
                    assertThat(isSolved && !Float.isFinite(value)).isFalse();
                }
            }
        }
    }

    @Test
    void ways_thousandRows_agreeOnceConverged() {
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int rank = 1 + random.nextInt(70);
            Kernels kernels = KernelChoice.best();
            AlsLoss loss = new AlsLoss(0, 1, 0.1 + random.nextDouble(), 0.1, random.nextInt(3) / 2.0);
            FactorMatrix fixed = factors(rank, random);
            double[] diagonal;
            try (Workers workers = Workers.of("test", 1)) {
                diagonal = Basis.turn(fixed, Gram.of(fixed, kernels, workers), null, kernels, workers);
            }
            assertThat(diagonal).isNotNull();
            RowSystem row = new RowSystem(
                    fixed, Basis.diagonalMatrix(diagonal, rank), diagonal, loss, Targets.ONE, Targets.ONE);
            int size = 1 + random.nextInt(COLUMNS);
            int[] columns = new int[size];
            float[] weights = new float[size];
            for (int s = 0; s < size; s++) {
                columns[s] = s;
                weights[s] = (float) (2 + 5 * random.nextDouble());
            }
            float[] expected = new float[fixed.stride()];
            row.read(columns, weights, size);
            assertThat(row.solveInDoubles(expected)).isTrue();

            float[] primal = new float[fixed.stride()];
            assertThat(new PrimalSolver(row, kernels).solve(row, primal)).isTrue();
            row.read(columns, weights, size);
            float[] dual = new float[fixed.stride()];
            assertThat(new DualSolver(kernels, fixed.stride()).solve(row, dual)).isTrue();
            row.read(columns, weights, size);
            float[] iterative = new float[fixed.stride()];
            assertThat(new ConjugateGradient(kernels, fixed.stride(), Accuracy.FLOAT).solve(row, iterative))
                    .isTrue();

            row.read(columns, weights, size);
            float[] improved = new float[fixed.stride()];
            for (int f = 0; f < rank; f++) {
                improved[f] = (float) (random.nextDouble() - 0.5);
            }
            ConjugateGradient warm = new ConjugateGradient(kernels, fixed.stride(), Accuracy.FLOAT);
            assertThat(warm.improve(row, improved)).isTrue();

            assertThat(distance(improved, expected))
                    .as("improved, seed %d", seed)
                    .isLessThan(1e-4);
            assertThat(warm.fitted())
                    .as("fitted, seed %d", seed)
                    .isCloseTo(fitted(row, expected), withPercentage(0.01));
            assertThat(distance(primal, expected)).as("primal, seed %d", seed).isLessThan(1e-4);
            assertThat(distance(dual, expected)).as("dual, seed %d", seed).isLessThan(1e-4);
            assertThat(distance(iterative, expected))
                    .as("iterative, seed %d", seed)
                    .isLessThan(1e-4);
        }
    }

    /** bᵀx at the minimum, b = Yₛᵀ(c·t). */
    private static double fitted(RowSystem row, float[] x) {
        float[][] panel = new float[row.size()][];
        row.gather(0, row.size(), panel);
        double fitted = 0;
        for (int s = 0; s < row.size(); s++) {
            for (int f = 0; f < x.length; f++) {
                fitted += (double) row.pull()[s] * panel[s][f] * x[f];
            }
        }
        return fitted;
    }

    @Test
    void best_sizesAndRanks_goesFromPrimalToIterative() {
        assertThat(RowSolver.best(1000, 8, SolverKind.TUNED, Accuracy.SWEEP)).isEqualTo(Way.PRIMAL);
        assertThat(RowSolver.best(1000, 128, SolverKind.TUNED, Accuracy.SWEEP)).isEqualTo(Way.ITERATIVE);
        assertThat(RowSolver.best(10, 128, SolverKind.EXACT, Accuracy.SWEEP)).isEqualTo(Way.DUAL);
        assertThat(RowSolver.best(10, 8, SolverKind.ITERATIVE, Accuracy.SWEEP)).isEqualTo(Way.ITERATIVE);
    }
}
