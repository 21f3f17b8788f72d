package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.options.Trees;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smile.classification.GradientTreeBoost;
import smile.validation.AUC;

class BoosterTest {
    private static final boolean[] NUMBERS = new boolean[5];

    private static int[] labels(int[][] rows, SplittableRandom random) {
        return Arrays.stream(rows)
                .mapToInt(r -> (r[0] == 1 && r[2] > 7) ^ (r[3] > 20) ^ BoostingFixture.below(random, 5) == 0 ? 1 : 0)
                .toArray();
    }

    private static double[] margins(BoostedRounds rounds, BinMatrix matrix) {
        double[] margins = new double[matrix.rowCount()];
        for (int row = 0; row < margins.length; row++) {
            rounds.margins(matrix, row, margins, row);
        }
        return margins;
    }

    @Test
    void train_besideSmile_ranksAsWell() {
        SplittableRandom random = new SplittableRandom(5);
        int[] bins = {2, 12, 22, 32, 2};
        int[][] rows = BoostingFixture.rows(4000, bins, random);
        int[] labels = labels(rows, random);
        int[][] unseen = BoostingFixture.rows(4000, bins, random);
        int[] truth = labels(unseen, random);
        double[][] x = Arrays.stream(rows)
                .map(r -> Arrays.stream(r).asDoubleStream().toArray())
                .toArray(double[][]::new);
        GradientTreeBoost smile = new GradientTreeBoost(x, labels, 60, 6, 0.1, 1);
        double[] expected = Arrays.stream(unseen)
                .mapToDouble(r -> {
                    double[] posteriors = new double[2];
                    smile.predict(Arrays.stream(r).asDoubleStream().toArray(), posteriors);
                    return posteriors[1];
                })
                .toArray();
        MlcConfig config = BoostingFixture.loose()
                .rounds(60)
                .maxLeaves(6)
                .learningRate(0.1)
                .build();
        BoostedRounds rounds = BoostingFixture.train(
                BinMatrix.of(rows, NUMBERS), new LogisticLoss(BoostingFixture.labels(labels, 1)), config);
        double ours = AUC.measure(truth, margins(rounds, BinMatrix.of(unseen, NUMBERS)));
        double theirs = AUC.measure(truth, expected);
        assertThat(theirs).isGreaterThan(0.75);
        assertThat(ours).isGreaterThan(theirs - 0.005);
    }

    @Test
    void train_columnsThatTellNothing_giveTheShare() {
        // Constant, all missing, a single category, a duplicate of each: nothing to ask.
        int[][] rows = new int[30][];
        Arrays.setAll(rows, r -> new int[] {3, 0, 1, 3, 0, 1});
        boolean[] categorical = {false, false, true, false, false, true};
        int[] labels = new int[30];
        Arrays.fill(labels, 0, 10, 1);
        BoostedRounds rounds = BoostingFixture.train(
                BinMatrix.of(rows, categorical),
                new LogisticLoss(BoostingFixture.labels(labels, 1)),
                BoostingFixture.loose().build());
        assertThat(rounds.rounds()).isEmpty();
        assertThat(rounds.intercepts()[0]).isCloseTo(Math.log(10.5 / 20.5), within(1e-12));
    }

    @Test
    void train_oneRow_isAConstant() {
        Labels one = BoostingFixture.labels(new int[] {1, 0}, 2);
        BinMatrix matrix = BinMatrix.of(new int[][] {{1, 2, 3, 4, 5}}, NUMBERS);
        for (Loss loss : new Loss[] {new LogisticLoss(one), new SoftmaxLoss(one)}) {
            assertThat(BoostingFixture.train(
                                    matrix, loss, BoostingFixture.loose().build())
                            .rounds())
                    .isEmpty();
        }
    }

    @Test
    void train_duplicateColumn_asksTheFirst() {
        SplittableRandom random = new SplittableRandom(8);
        int[][] rows = new int[200][];
        Arrays.setAll(rows, r -> {
            int bin = BoostingFixture.below(random, 20);
            return new int[] {bin, bin};
        });
        int[] labels = Arrays.stream(rows).mapToInt(r -> r[0] > 9 ? 1 : 0).toArray();
        BoostedRounds rounds = BoostingFixture.train(
                BinMatrix.of(rows, new boolean[2]),
                new LogisticLoss(BoostingFixture.labels(labels, 1)),
                BoostingFixture.loose().build());
        for (GrownTree[] trees : rounds.rounds()) {
            for (int node = 0; node < trees[0].nodeCount(); node++) {
                assertThat(trees[0].column(node)).isZero();
            }
        }
        double[] margins = margins(rounds, BinMatrix.of(rows, new boolean[2]));
        for (int row = 0; row < rows.length; row++) {
            assertThat(margins[row] > 0).isEqualTo(labels[row] == 1);
            assertThat(margins[row]).isFinite();
        }
    }

    @Test
    void train_labelWithoutPositives_staysFiniteAndLow() {
        SplittableRandom random = new SplittableRandom(4);
        int[][] rows = BoostingFixture.rows(300, new int[] {2, 5, 9, 3, 4}, random);
        int[] cells = new int[600];
        for (int row = 0; row < 300; row++) {
            cells[2 * row] = rows[row][0]; // the second product is never added
        }
        for (Trees.Structure structure : Trees.Structure.values()) {
            MlcConfig config =
                    BoostingFixture.loose().structure(structure).rounds(50).build();
            Labels labels = BoostingFixture.labels(cells, 2);
            for (Loss loss : new Loss[] {new LogisticLoss(labels), new SoftmaxLoss(labels)}) {
                BinMatrix matrix = BinMatrix.of(rows, NUMBERS);
                BoostedRounds rounds = BoostingFixture.train(matrix, loss, config);
                double[] margins = new double[2];
                for (int row = 0; row < 300; row++) {
                    rounds.margins(matrix, row, margins, 0);
                    assertThat(margins[1]).isFinite().isLessThan(0);
                }
            }
        }
    }

    @Test
    void train_heldOutRows_stopAtTheBestRound() {
        SplittableRandom random = new SplittableRandom(7);
        int[][] rows = BoostingFixture.rows(400, new int[] {30, 30, 30, 30, 30}, random);
        int[] noise = new int[400];
        Arrays.setAll(noise, r -> BoostingFixture.below(random, 2));
        MlcConfig config =
                BoostingFixture.loose().rounds(500).earlyStoppingRounds(10).build();
        try (Workers alone = Workers.of("test", 1)) {
            LogisticLoss loss = new LogisticLoss(BoostingFixture.labels(noise, 1));
            int[] learn = BoostingFixture.range(300);
            int[] held = Arrays.stream(BoostingFixture.range(400)).skip(300).toArray();
            BinMatrix matrix = BinMatrix.of(rows, NUMBERS);
            BoostedRounds rounds = BoostingFixture.booster(matrix, loss, config, alone, alone)
                    .train(learn, held, config.trees().rounds(), 1);
            double[] margins = margins(rounds, matrix);
            assertThat(rounds.rounds().size()).isLessThan(30); // noise is not worth learning
            assertThat(loss.sum(held, 0, held.length, margins)).isCloseTo(rounds.heldLoss(), within(1e-9));
        }
    }

    @Test
    void binMatrix_binOutOfRange_isRefused() {
        assertThatThrownBy(() -> BinMatrix.of(new int[][] {{256}}, new boolean[1]))
                .hasMessage("a bin must be in 0..255, but was 256");
        assertThatThrownBy(() -> BinMatrix.of(new int[][] {{-1}}, new boolean[1]))
                .hasMessage("a bin must be in 0..255, but was -1");
    }

    @Test
    void train_roundWithoutAUsefulColumn_isNotTheLast() {
        int[][] rows = new int[200][];
        Arrays.setAll(rows, row -> new int[] {row % 2, 1, 1});
        int[] labels = Arrays.stream(rows).mapToInt(row -> row[0]).toArray();
        MlcConfig config = BoostingFixture.loose().rounds(8).columnSample(0.4).build();
        for (int seed = 0; seed < 10; seed++) {
            BoostedRounds rounds = BoostingFixture.train(
                    BinMatrix.of(rows, new boolean[3]),
                    new LogisticLoss(BoostingFixture.labels(labels, 1)),
                    ConfigFixture.of(config).seed(seed).build());
            assertThat(rounds.rounds()).as("seed %d", seed).hasSize(8);
        }
    }
}
