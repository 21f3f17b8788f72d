package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.CategorySplits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitFinderTest {
    private static final int PROBLEMS = 10_000;

    /** A node of random rows, its gradients on a grid of 1/64 so that sums are exact in doubles too. */
    private static final class Problem {
        final int outputs;
        final int binCount;
        final int[][] rows;
        final double[] gradients;
        final double[] hessians;
        final MlcConfig config;

        Problem(long seed, boolean categorical, int outputs, boolean limited) {
            SplittableRandom random = new SplittableRandom(seed);
            this.outputs = outputs;
            binCount = 1 + BoostingFixture.below(random, categorical ? 8 : 12);
            rows = BoostingFixture.rows(1 + BoostingFixture.below(random, 40), new int[] {binCount}, random);
            gradients = new double[rows.length * outputs];
            hessians = new double[rows.length * outputs];
            for (int cell = 0; cell < gradients.length; cell++) {
                gradients[cell] = (BoostingFixture.below(random, 129) - 64) / 64.0;
                hessians[cell] = (BoostingFixture.below(random, 17) + (limited ? 0 : 1)) / 64.0;
            }
            config = BoostingFixture.loose()
                    .minRowsPerLeaf(limited ? 1 + BoostingFixture.below(random, 4) : 1)
                    .minHessianPerLeaf(limited ? BoostingFixture.below(random, 2) * 0.5 : 0)
                    // Without smoothing and limits the best cut of the order is the best of all divisions.
                    .categories(
                            new CategorySplits(limited ? 1 : 0, 0, limited ? 1 + BoostingFixture.below(random, 5) : 1))
                    .l2(1)
                    .build();
        }

        int rowsOf(int bin) {
            int count = 0;
            for (int[] row : rows) {
                count += row[0] == bin ? 1 : 0;
            }
            return count;
        }

        Split find(boolean categorical) {
            BinMatrix matrix = BinMatrix.of(rows, new boolean[] {categorical});
            int[] order = BoostingFixture.range(rows.length);
            try (Workers alone = Workers.of("test", 1)) {
                GradientWords words = new GradientWords(rows.length, outputs);
                long[] totals = BoostingFixture.pack(words, gradients, hessians);
                Histogram histogram = new Histogram(matrix, outputs, new RareRows(matrix, alone), alone);
                long[] cells = new long[histogram.length()];
                histogram.sum(words, 0, Histogram.Rows.root(order, rows.length), totals, new int[] {0}, cells);
                SplitFinder finder = new SplitFinder(config.trees(), GrowthRules.Absent.WITH_MOST_ROWS, 0, outputs);
                finder.begin(totals, words, null);
                return finder.find(0, categorical, 0, cells, 0, matrix.binCount(0));
            }
        }

        /** What the loss falls by, twice over, when the bins of a set go left; nothing if a limit forbids it. */
        double gain(int[] set) {
            double gain = 0;
            double leftHessian = 0;
            double rightHessian = 0;
            int left = 0;
            for (int k = 0; k < outputs; k++) {
                double[] g = new double[2];
                double[] h = new double[2];
                left = 0;
                for (int row = 0; row < rows.length; row++) {
                    int side = Split.contains(set, 0, rows[row][0]) ? 0 : 1;
                    left += 1 - side;
                    g[side] += gradients[row * outputs + k];
                    h[side] += hessians[row * outputs + k];
                }
                leftHessian += h[0];
                rightHessian += h[1];
                gain += g[0] * g[0] / (h[0] + config.trees().l2())
                        + g[1] * g[1] / (h[1] + config.trees().l2())
                        - (g[0] + g[1])
                                * (g[0] + g[1])
                                / (h[0] + h[1] + config.trees().l2());
            }
            boolean allowed = left >= config.trees().minRowsPerLeaf()
                    && rows.length - left >= config.trees().minRowsPerLeaf()
                    && leftHessian >= config.trees().minHessianPerLeaf()
                    && rightHessian >= config.trees().minHessianPerLeaf();
            return allowed ? gain : 0;
        }

        /** The most any threshold gains, with the missing on either side. */
        double bestOrdered() {
            double best = 0;
            for (int threshold = 0; threshold < binCount; threshold++) {
                for (int missing = 0; missing < 2; missing++) {
                    int[] set = new int[Split.WORDS];
                    for (int bin = 1; bin <= threshold; bin++) {
                        set[0] |= 1 << bin;
                    }
                    set[0] |= missing;
                    best = Math.max(best, gain(set));
                }
            }
            return best;
        }

        /** The most any division of the bins in two gains. */
        double bestDivision() {
            double best = 0;
            for (int bits = 1; bits < 1 << binCount; bits++) {
                int[] set = new int[Split.WORDS];
                set[0] = bits;
                best = Math.max(best, gain(set));
            }
            return best;
        }
    }

    @Test
    void find_numbersWithMissing_isTheBestOfAllThresholds() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            for (int outputs = 1; outputs <= 3; outputs += 2) {
                Problem problem = new Problem(seed, false, outputs, true);
                check(problem, problem.find(false), problem.bestOrdered(), "seed " + seed);
            }
        }
    }

    @Test
    void find_categoriesOfOneOutput_isTheBestOfAllDivisions() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            Problem problem = new Problem(seed, true, 1, false);
            check(problem, problem.find(true), problem.bestDivision(), "seed " + seed);
        }
    }

    @Test
    void find_categoriesWithinLimits_gainsWhatItTells() {
        int found = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            Problem problem = new Problem(seed, true, 1 + seed % 3, true);
            Split split = problem.find(true);
            if (split != null) {
                found++;
                assertThat(split.gain()).as("seed " + seed).isCloseTo(problem.gain(split.left()), within(1e-9));
                assertThat(split.gain()).as("seed " + seed).isLessThanOrEqualTo(problem.bestDivision() + 1e-9);
                for (int bin = 0; bin < problem.binCount; bin++) {
                    int rows = problem.rowsOf(bin);
                    boolean few = rows > 0
                            && rows < problem.config.trees().categories().minRows();
                    assertThat(few && Split.contains(split.left(), 0, bin))
                            .as("seed " + seed)
                            .isFalse();
                }
            }
        }
        assertThat(found).isGreaterThan(PROBLEMS / 2);
    }

    private static void check(Problem problem, Split split, double best, String seed) {
        if (split == null) {
            assertThat(best).as(seed).isLessThan(1e-9);
        } else {
            assertThat(split.gain()).as(seed).isCloseTo(best, within(1e-9));
            assertThat(problem.gain(split.left())).as(seed).isCloseTo(best, within(1e-9));
        }
    }
}
