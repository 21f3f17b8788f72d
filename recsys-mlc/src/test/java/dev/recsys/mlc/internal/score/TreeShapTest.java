package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeShapTest {
    private static final int[] BINS = {2, 12, 200, 33, 7, 2, 5}; // bin 0 stands for missing
    private static final boolean[] CATEGORICAL = {false, false, false, true, true, false, true};
    private static final int OUTPUTS = 3;

    private static Forest forest(Trees.Structure structure, int trees, int leaves) {
        int[][] rows = BoostingFixture.rows(800, BINS, new SplittableRandom(3));
        int[] cells = new int[rows.length * OUTPUTS];
        Arrays.setAll(cells, i -> {
            int[] row = rows[i / OUTPUTS];
            int k = i % OUTPUTS;
            return (row[k + 1] % (k + 2) == 0) ^ (row[0] == 1 && row[6] > 2) ? 1 : 0;
        });
        MlcConfig config = BoostingFixture.loose()
                .structure(structure)
                .rounds(trees)
                .maxLeaves(leaves)
                .subsample(0.8)
                .build();
        return Forest.meanOf(List.of(BoostingFixture.train(
                BinMatrix.of(rows, CATEGORICAL), new LogisticLoss(BoostingFixture.labels(cells, OUTPUTS)), config)));
    }

    @Test
    void add_tenThousandRows_sumToTheMargin() {
        int[][] unseen = BoostingFixture.rows(10_000, BINS, new SplittableRandom(11));
        for (Trees.Structure structure : Trees.Structure.values()) {
            Forest forest = forest(structure, 12, 16);
            ForestScorer scorer = new ForestScorer(forest);
            double[] margins = new double[OUTPUTS];
            for (int row = 0; row < unseen.length; row++) {
                scorer.margins(unseen[row], margins);
                int output = row % OUTPUTS;
                double[] values = new double[BINS.length];
                double base = TreeShap.add(forest, unseen[row], output, values);
                assertThat(base + Arrays.stream(values).sum())
                        .isCloseTo(expected(forest, unseen[row], output, -1), within(1e-9))
                        .isCloseTo(margins[output], within(1e-5)); // margins are summed in whole units
            }
        }
    }

    @Test
    void add_anyRow_equalsTheDefinition() {
        int[][] unseen = BoostingFixture.rows(40, BINS, new SplittableRandom(12));
        for (Trees.Structure structure : Trees.Structure.values()) {
            Forest forest = forest(structure, 5, 24);
            for (int[] row : unseen) {
                for (int output = 0; output < OUTPUTS; output++) {
                    double[] values = new double[BINS.length];
                    double base = TreeShap.add(forest, row, output, values);
                    assertThat(base).isCloseTo(expected(forest, row, output, 0), within(1e-12));
                    assertThat(values).containsExactly(byDefinition(forest, row, output), within(1e-11));
                }
            }
        }
    }

    /** Every set of the other columns, weighted by the orders in which it comes first. */
    private static double[] byDefinition(Forest forest, int[] row, int output) {
        int n = BINS.length;
        double[] values = new double[n];
        for (int column = 0; column < n; column++) {
            for (int set = 0; set < 1 << n; set++) {
                if ((set >>> column & 1) == 0) {
                    int size = Integer.bitCount(set);
                    double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
                    values[column] += weight
                            * (expected(forest, row, output, set | 1 << column) - expected(forest, row, output, set));
                }
            }
        }
        return values;
    }

    private static double factorial(int n) {
        return n == 0 ? 1 : n * factorial(n - 1);
    }

    /** The margin expected where only the columns of a set are known. */
    static double expected(Forest forest, int[] row, int output, int known) {
        double sum = forest.intercept(output);
        for (int tree = 0; tree < forest.treeCount(); tree++) {
            sum += forest.adds(tree, output) ? expected(forest, forest.root(tree), row, output, known) : 0;
        }
        return sum;
    }

    private static double expected(Forest forest, int node, int[] row, int output, int known) {
        if (node < 0) {
            return forest.value(node, output);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        int column = forest.column(node);
        if ((known >>> column & 1) != 0) {
            return expected(forest, forest.goesLeft(node, row[column]) ? left : right, row, output, known);
        }
        return (forest.cover(left) * expected(forest, left, row, output, known)
                        + forest.cover(right) * expected(forest, right, row, output, known))
                / forest.cover(node);
    }

    @Test
    void add_columnNeverAsked_getsNothing() {
        Forest forest = forest(Trees.Structure.SHARED, 1, 2);
        int asked = forest.column(forest.root(0));
        double[] values = new double[BINS.length];
        TreeShap.add(forest, new int[BINS.length], 1, values);
        for (int column = 0; column < BINS.length; column++) {
            assertThat(values[column] != 0).isEqualTo(column == asked);
        }
    }
}
