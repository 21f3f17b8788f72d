package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.GrownTree;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForestScorerTest {
    private static final int[] BINS = {2, 12, 200, 33, 7, 256, 2};
    private static final boolean[] CATEGORICAL = {false, false, false, true, true, false, true};

    private static Forest forest(Trees.Structure structure, int outputs, int trees, int leaves) {
        int[][] rows = BoostingFixture.rows(900, BINS, new SplittableRandom(leaves));
        int[] cells = new int[rows.length * outputs];
        Arrays.setAll(cells, i -> {
            int[] row = rows[i / outputs];
            int k = i % outputs;
            return (row[1 + k % 5] % (k + 2) == 0) ^ (row[0] == 1 && row[6] == 0) ? 1 : 0;
        });
        MlcConfig config = BoostingFixture.loose()
                .structure(structure)
                .rounds(trees)
                .maxLeaves(leaves)
                .maxDepth(40)
                .subsample(0.8)
                .build();
        return Forest.meanOf(List.of(BoostingFixture.train(
                BinMatrix.of(rows, CATEGORICAL), new LogisticLoss(BoostingFixture.labels(cells, outputs)), config)));
    }

    /** A walk in plain steps. */
    private static int leaf(Forest forest, int tree, int[] row) {
        int node = forest.root(tree);
        while (node >= 0) {
            node = forest.goesLeft(node, row[forest.column(node)]) ? forest.left(node) : forest.right(node);
        }
        return node;
    }

    @Test
    void binGroups_ofAForestsQuestions_areTheBinsSentAlike() {
        Forest forest = forest(Trees.Structure.SHARED, 2, 20, 16);
        for (int column = 0; column < BINS.length; column++) {
            BinGroups groups = new BinGroups(BINS[column]);
            Map<List<Boolean>, Set<Integer>> alike = new HashMap<>();
            for (int bin = 0; bin < BINS[column]; bin++) {
                List<Boolean> ways = new ArrayList<>();
                for (int node = 0; node < forest.nodeCount(); node++) {
                    if (forest.column(node) == column) {
                        ways.add(forest.goesLeft(node, bin));
                    }
                }
                alike.computeIfAbsent(ways, w -> new TreeSet<>()).add(bin);
            }
            for (int node = 0; node < forest.nodeCount(); node++) {
                if (forest.column(node) == column) {
                    groups.split(forest, node);
                }
            }
            List<Set<Integer>> found = new ArrayList<>();
            for (int group = 0; group < groups.count(); group++) {
                Set<Integer> bins = new TreeSet<>();
                for (int bin = groups.first(group); bin >= 0; bin = groups.next(group, bin + 1)) {
                    bins.add(bin);
                }
                found.add(bins);
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(alike.values());
        }
    }

    @Test
    void find_anyLeavesAndTrees_isTheWalk() {
        int[][] unseen = BoostingFixture.rows(300, BINS, new SplittableRandom(99));
        for (int leaves : new int[] {2, 7, 8, 9, 13, 16, 17, 33, 64}) {
            for (int trees : new int[] {1, 2, 7, 8, 13, 65}) {
                Forest forest = forest(Trees.Structure.SHARED, 2, trees, leaves);
                LeafMasks masks = LeafMasks.of(forest);
                assertThat(masks).isNotNull();
                int[] starts = new int[forest.treeCount()];
                Arrays.setAll(starts, tree -> 1000 * tree);
                for (int[] row : unseen) {
                    int[] found = new int[starts.length];
                    masks.find(row, starts, 3, found);
                    for (int tree = 0; tree < starts.length; tree++) {
                        int place = (found[tree] - 1000 * tree) / 3;
                        assertThat(forest.leaves(tree)[place]).isEqualTo(leaf(forest, tree, row));
                        assertThat(forest.leaf(tree, row)).isEqualTo(leaf(forest, tree, row));
                    }
                }
            }
        }
    }

    @Test
    void of_treeOfTooManyLeaves_leavesItToTheWalk() {
        Forest forest = forest(Trees.Structure.SHARED, 1, 1, 65);
        assertThat(forest.leaves(0)).hasSize(65);
        assertThat(LeafMasks.of(forest)).isNull();
    }

    @Test
    void margins_anyOutputs_areTheSumsOfTheWalk() {
        int[][] unseen = BoostingFixture.rows(200, BINS, new SplittableRandom(98));
        for (Trees.Structure structure : Trees.Structure.values()) {
            for (int outputs : new int[] {1, 2, 7, 8, 13, 16, 24, 25}) {
                for (int leaves : new int[] {16, 70}) {
                    Forest forest = forest(structure, outputs, 5, leaves);
                    ForestScorer scorer = new ForestScorer(forest);
                    for (int[] row : unseen) {
                        double[] margins = new double[outputs];
                        Arrays.fill(margins, 77); // what was there before does not matter
                        scorer.margins(row, margins);
                        for (int k = 0; k < outputs; k++) {
                            assertThat(margins[k]).isCloseTo(sum(forest, row, k), within(1e-8));
                        }
                    }
                }
            }
        }
    }

    private static double sum(Forest forest, int[] row, int output) {
        double sum = forest.intercept(output);
        for (int tree = 0; tree < forest.treeCount(); tree++) {
            sum += forest.adds(tree, output) ? forest.value(leaf(forest, tree, row), output) : 0;
        }
        return sum;
    }

    @Test
    void margins_extremeValues_neitherOverflowNorMix() {
        for (float value : new float[] {Float.MIN_VALUE, 1e-30f, 0.999f, 1, 1e30f}) {
            for (int trees : new int[] {1, 7, 1000}) {
                List<GrownTree[]> rounds = new ArrayList<>();
                for (int tree = 0; tree < trees; tree++) {
                    rounds.add(new GrownTree[] {BoostingFixture.leaf(value, -value, -value, value)});
                }
                double[] margins = new double[4];
                new ForestScorer(Forest.meanOf(List.of(new BoostedRounds(new double[4], rounds, Double.NaN))))
                        .margins(new int[0], margins);
                for (int k = 0; k < 4; k++) {
                    double expected = (k == 1 || k == 2 ? -1.0 : 1.0) * trees * value;
                    assertThat(margins[k] / expected).isCloseTo(1, within(1e-6));
                }
            }
        }
    }
}
