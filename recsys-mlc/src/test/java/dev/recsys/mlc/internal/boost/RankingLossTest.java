package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingLossTest {
    /** Groups of awkward sizes, with the grades of their rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Problem(int[] starts, byte[] grades) {
        int rows() {
            return grades.length;
        }

        static Problem random(int[] sizes, int bestGrade, SplittableRandom random) {
            int[] starts = new int[sizes.length + 1];
            for (int group = 0; group < sizes.length; group++) {
                starts[group + 1] = starts[group] + sizes[group];
            }
            byte[] grades = new byte[starts[sizes.length]];
            for (int row = 0; row < grades.length; row++) {
                grades[row] = (byte) Math.max(0, BoostingFixture.below(random, 2 * bestGrade + 2) - bestGrade - 1);
            }
            return new Problem(starts, grades);
        }
    }

    /** Written out: all ordered pairs of a group, every rank by counting. */
    private static double[][] plain(Problem problem, int k, double[] margins) {
        double[][] derivatives = new double[2][problem.rows()];
        for (int group = 0; group + 1 < problem.starts().length; group++) {
            int from = problem.starts()[group];
            int to = problem.starts()[group + 1];
            double ideal = dcg(
                    problem,
                    k,
                    IntStream.range(from, to)
                            .boxed()
                            .sorted(Comparator.comparingInt(row -> -problem.grades()[row]))
                            .mapToInt(row -> row)
                            .toArray());
            for (int better = from; better < to; better++) {
                for (int worse = from; worse < to; worse++) {
                    if (problem.grades()[better] > problem.grades()[worse]) {
                        double change = Math.abs(gain(problem, better) - gain(problem, worse))
                                * Math.abs(discount(rank(better, from, to, margins), k)
                                        - discount(rank(worse, from, to, margins), k))
                                / ideal;
                        double p = 1 / (1 + Math.exp(margins[better] - margins[worse]));
                        derivatives[0][better] -= p * change;
                        derivatives[0][worse] += p * change;
                        derivatives[1][better] += p * (1 - p) * change;
                        derivatives[1][worse] += p * (1 - p) * change;
                    }
                }
            }
        }
        return derivatives;
    }

    private static double gain(Problem problem, int row) {
        return Math.pow(2, problem.grades()[row]) - 1;
    }

    private static double discount(int rank, int k) {
        return rank < k ? Math.log(2) / Math.log(rank + 2) : 0;
    }

    private static int rank(int row, int from, int to, double[] margins) {
        return (int) IntStream.range(from, to)
                .filter(other -> (float) margins[other] > (float) margins[row]
                        || ((float) margins[other] == (float) margins[row] && other < row))
                .count();
    }

    private static double dcg(Problem problem, int k, int[] order) {
        double sum = 0;
        for (int rank = 0; rank < order.length; rank++) {
            sum += gain(problem, order[rank]) * discount(rank, k);
        }
        return sum;
    }

    private static double[][] tuned(Problem problem, int k, double[] margins, int threads) {
        RankingLoss loss = new RankingLoss(problem.starts(), problem.grades(), k);
        try (Workers workers = Workers.of("test", threads)) {
            loss.prepare(margins, workers);
        }
        double[][] derivatives = new double[2][problem.rows()];
        int[] rows = BoostingFixture.range(problem.rows());
        for (int from = 0; from < rows.length; from += 5) { // parts that cut groups
            int to = Math.min(rows.length, from + 5);
            double[] gradients = new double[5];
            double[] hessians = new double[5];
            loss.derive(rows, from, to, margins, gradients, hessians);
            System.arraycopy(gradients, 0, derivatives[0], from, to - from);
            System.arraycopy(hessians, 0, derivatives[1], from, to - from);
        }
        return derivatives;
    }

    private static double[] margins(int count, SplittableRandom random) {
        double[] margins = new double[count];
        Arrays.setAll(margins, i -> BoostingFixture.below(random, 4) == 0 ? 0.5 : 8 * BoostingFixture.unit(random) - 4);
        return margins;
    }

    @Test
    void derive_randomGroups_isWhatIsWrittenOut() {
        int[] sizes = {1, 2, 7, 8, 13, 64, 65, 1, 3, 30, 2, 2, 2, 2, 2, 2, 2, 2, 2};
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Problem problem = Problem.random(sizes, 1 + seed % 4, random);
            double[] margins = margins(problem.rows(), random);
            for (int k : new int[] {1, 3, 10, 1000}) {
                double[][] expected = plain(problem, k, margins);
                double[][] actual = tuned(problem, k, margins, 1 + seed % 3);
                assertThat(actual[0])
                        .as("gradients, seed %d, k %d", seed, k)
                        .containsExactly(expected[0], within(1e-9));
                assertThat(actual[1]).as("Hessians, seed %d, k %d", seed, k).containsExactly(expected[1], within(1e-9));
            }
        }
    }

    @Test
    void derive_anyGroup_gradientsSumToZero() {
        SplittableRandom random = new SplittableRandom(9);
        Problem problem = Problem.random(new int[] {40, 3, 200}, 3, random);
        double[][] derivatives = tuned(problem, 10, margins(problem.rows(), random), 2);
        for (int group = 0; group < 3; group++) {
            int from = problem.starts()[group];
            double[] gradients = Arrays.copyOfRange(derivatives[0], from, problem.starts()[group + 1]);
            assertThat(Arrays.stream(gradients).sum()).isCloseTo(0, within(1e-12));
            assertThat(Arrays.stream(gradients).map(Math::abs).sum()).isPositive();
        }
        assertThat(Arrays.stream(derivatives[1]).min().orElseThrow()).isNotNegative();
    }

    @Test
    void derive_twoRows_isTheHandComputedSlope() {
        // Margins alike: the better row, second, would gain 1 - 1/log2(3) of an ideal of 1; a logistic slope of a half.
        Problem problem = new Problem(new int[] {0, 2}, new byte[] {0, 1});
        double change = 1 - Math.log(2) / Math.log(3);
        double[][] derivatives = tuned(problem, 10, new double[2], 1);
        assertThat(derivatives[0]).containsExactly(new double[] {change / 2, -change / 2}, within(1e-15));
        assertThat(derivatives[1]).containsExactly(new double[] {change / 4, change / 4}, within(1e-15));
    }

    @Test
    void derive_groupOfOneGrade_isNothing() {
        Problem problem = new Problem(new int[] {0, 3, 6}, new byte[] {0, 0, 0, 2, 2, 2});
        double[][] derivatives = tuned(problem, 10, new double[] {1, 2, 3, 3, 2, 1}, 1);
        assertThat(derivatives[0]).containsOnly(0);
        assertThat(derivatives[1]).containsOnly(0);
    }

    @Test
    void sum_someGroups_isOneLessNdcg() {
        // Group 1: the only good row is third of three, NDCG = 1/2; group 2 has none; group 3 is in order.
        RankingLoss loss = new RankingLoss(new int[] {0, 3, 5, 7}, new byte[] {0, 1, 0, 0, 0, 1, 0}, 10);
        double[] margins = {2, 0, 1, 5, 4, 1, 0};
        int[] rows = BoostingFixture.range(7);
        assertThat(loss.sum(rows, 0, 7, margins)).isCloseTo(0.5, within(1e-12));
        assertThat(loss.sum(rows, 0, 2, margins) + loss.sum(rows, 2, 7, margins))
                .isCloseTo(0.5, within(1e-12));
        assertThat(loss.sum(new int[] {5, 6}, 0, 2, margins)).isZero();
    }

    @Test
    void new_startsThatDontEndWithTheRows_isRefused() {
        assertThatThrownBy(() -> new RankingLoss(new int[] {0, 2}, new byte[3], 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts");
        assertThatThrownBy(() -> new RankingLoss(new int[] {0, 3}, new byte[3], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k must be");
    }

    @Test
    void train_anyThreads_ranksUnseenGroupsAndGivesTheSameBits() {
        SplittableRandom random = new SplittableRandom(11);
        int groups = 300;
        int[][] bins = BoostingFixture.rows(groups * 20, new int[] {30, 30, 8}, random);
        byte[] grades = new byte[bins.length];
        for (int row = 0; row < grades.length; row++) {
            grades[row] = (byte) (bins[row][0] + 2 * bins[row][1] + BoostingFixture.below(random, 20) > 90 ? 1 : 0);
        }
        int[] starts = IntStream.rangeClosed(0, groups).map(group -> 20 * group).toArray();
        BinMatrix matrix = BinMatrix.of(bins, new boolean[3]);
        int[] learn = BoostingFixture.range(15 * groups);
        int[] unseen = IntStream.range(15 * groups, bins.length).toArray();
        int hash = 0;
        for (int threads : new int[] {1, 2, 5}) {
            MlcConfig config = BoostingFixture.loose()
                    .rounds(20)
                    .maxLeaves(6)
                    .learningRate(0.2)
                    .threads(threads)
                    .build();
            double[] margins = new double[bins.length];
            RankingLoss loss = new RankingLoss(starts, grades, 10);
            double before = loss.sum(unseen, 0, unseen.length, margins);
            try (Workers workers = Workers.of("test", threads);
                    Workers alone = Workers.of("test", 1)) {
                BoostedRounds rounds = BoostingFixture.booster(matrix, loss, config, workers, alone)
                        .train(learn, new int[0], 20, 3);
                for (int row = 0; row < margins.length; row++) {
                    rounds.margins(matrix, row, margins, row);
                }
            }
            assertThat(loss.sum(unseen, 0, unseen.length, margins)).isLessThan(0.4 * before);
            if (threads > 1) {
                assertThat(Arrays.hashCode(margins)).isEqualTo(hash);
            }
            hash = Arrays.hashCode(margins);
        }
    }
}
