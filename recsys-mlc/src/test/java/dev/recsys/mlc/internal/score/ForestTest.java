package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.BoostingFixture;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.boost.Loss;
import dev.recsys.mlc.internal.boost.SoftmaxLoss;
import dev.recsys.mlc.internal.boost.Split;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.options.Trees;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ForestTest {
    private static final int[] BINS = {2, 12, 200, 33, 7};
    private static final boolean[] CATEGORICAL = {false, false, false, true, true};
    private final int[][] rows = BoostingFixture.rows(500, BINS, new SplittableRandom(3));

    private List<BoostedRounds> models(Trees.Structure structure) {
        int[] cells = new int[rows.length * 2];
        Arrays.setAll(cells, i -> rows[i / 2][2 + i % 2] % 3 == 0 ? 1 : 0);
        Labels labels = BoostingFixture.labels(cells, 2);
        BinMatrix matrix = BinMatrix.of(rows, CATEGORICAL);
        MlcConfig config =
                BoostingFixture.loose().structure(structure).rounds(6).build();
        return List.of(
                BoostingFixture.train(matrix, new LogisticLoss(labels), config),
                BoostingFixture.train(
                        matrix,
                        new LogisticLoss(labels),
                        ConfigFixture.of(config).subsample(0.5).seed(9).build()));
    }

    @Test
    void margins_ofTheMean_areTheMeanOfMargins() throws Exception {
        for (Trees.Structure structure : Trees.Structure.values()) {
            List<BoostedRounds> models = models(structure);
            Forest forest = Forest.meanOf(models);
            Sections.Builder written = Sections.builder();
            forest.writeTo(written, "x/");
            Forest read = Forest.readFrom(written.build(), "x/", 2, BINS.length);
            ForestScorer scorer = new ForestScorer(forest);
            ForestScorer reader = new ForestScorer(read);
            BinMatrix matrix = BinMatrix.of(rows, CATEGORICAL);
            for (int row = 0; row < rows.length; row++) {
                double[] first = new double[2];
                double[] second = new double[2];
                BoostingFixture.margins(models.get(0), matrix, row, first);
                BoostingFixture.margins(models.get(1), matrix, row, second);
                double[] served = new double[2];
                scorer.margins(rows[row], served);
                for (int k = 0; k < 2; k++) {
                    assertThat(served[k]).isCloseTo((first[k] + second[k]) / 2, within(1e-5));
                }
                double[] again = new double[2];
                reader.margins(rows[row], again);
                assertThat(again).isEqualTo(served);
            }
        }
    }

    @Test
    void readFrom_damagedTrees_areRefused() throws Exception {
        Sections.Builder written = Sections.builder();
        Forest.meanOf(models(Trees.Structure.SHARED)).writeTo(written, "");
        Sections sound = written.build();
        refuse(sound, "children", c -> c[0] = 0); // a circle
        refuse(sound, "children", c -> c[1] = c[0]); // a child of two
        refuse(sound, "children", c -> c[0] = Integer.MAX_VALUE);
        refuse(sound, "children", c -> c[0] = Integer.MIN_VALUE);
        refuse(sound, "columns", c -> c[0] = BINS.length);
        refuse(sound, "columns", c -> c[0] = -1);
        refuse(sound, "roots", r -> r[0] = r[1]);
        refuse(sound, "outputs", o -> o[0] = 1);
        refuse(sound, "width", w -> w[0] = 3);
        refuse(sound, "covers", c -> c[0]++);
        refuse(sound, "leafCovers", c -> c[0] = -1);
    }

    private static void refuse(Sections sound, String name, Consumer<int[]> damage) throws Exception {
        int[] damaged = sound.ints(name).clone();
        damage.accept(damaged);
        Sections.Builder again = Sections.builder();
        for (String section :
                List.of("width", "roots", "outputs", "columns", "sets", "children", "covers", "leafCovers")) {
            again.put(section, section.equals(name) ? damaged : sound.ints(section));
        }
        again.put("intercepts", sound.finiteDoubles("intercepts", 2))
                .put("values", sound.floats("values"))
                .put("gains", sound.floats("gains"));
        assertThatThrownBy(() -> Forest.readFrom(again.build(), "", 2, BINS.length))
                .as(name)
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the trees \"\" are damaged");
    }

    @Test
    void readFrom_pathTooLong_isRefused() throws Exception {
        assertThat(chain(Forest.MOST_DEPTH).treeCount()).isEqualTo(1);
        assertThatThrownBy(() -> chain(Forest.MOST_DEPTH + 1)).isInstanceOf(ModelFormatException.class);
    }

    /** One tree whose every right child is the next node. */
    private static Forest chain(int nodes) throws ModelFormatException {
        int[] children = new int[2 * nodes];
        int[] covers = new int[nodes];
        int[] leafCovers = new int[nodes + 1];
        Arrays.fill(leafCovers, 1);
        for (int node = 0; node < nodes; node++) {
            children[2 * node] = node + 1 < nodes ? node + 1 : ~nodes;
            children[2 * node + 1] = ~node;
            covers[node] = nodes + 1 - node;
        }
        Sections sections = Sections.builder()
                .put("intercepts", new double[1])
                .put("width", new int[] {1})
                .put("roots", new int[1])
                .put("outputs", new int[1])
                .put("columns", new int[nodes])
                .put("sets", new int[nodes * Split.WORDS])
                .put("children", children)
                .put("covers", covers)
                .put("leafCovers", leafCovers)
                .put("gains", new float[nodes])
                .put("values", new float[nodes + 1])
                .build();
        return Forest.readFrom(sections, "", 1, 1);
    }

    @Test
    void readFrom_valuesNotFinite_areRefused() throws Exception {
        Sections.Builder written = Sections.builder();
        Forest.meanOf(models(Trees.Structure.PER_PRODUCT)).writeTo(written, "");
        Sections sound = written.build();
        assertThat(with(sound, "values", 0).treeCount()).isPositive();
        for (String name : List.of("values", "gains")) {
            assertThatThrownBy(() -> with(sound, name, Float.NaN)).hasMessage("the trees \"\" are damaged");
        }
        assertThatThrownBy(() -> with(sound, "gains", -1)).hasMessage("the trees \"\" are damaged");
    }

    /** The last float of a section changed. */
    private static Forest with(Sections sound, String name, float last) throws ModelFormatException {
        Sections.Builder again = Sections.builder();
        for (String section :
                List.of("width", "roots", "outputs", "columns", "sets", "children", "covers", "leafCovers")) {
            again.put(section, sound.ints(section));
        }
        for (String section : List.of("values", "gains")) {
            float[] floats = sound.floats(section).clone();
            floats[floats.length - 1] = section.equals(name) ? last : floats[floats.length - 1];
            again.put(section, floats);
        }
        again.put("intercepts", sound.finiteDoubles("intercepts", 2));
        return Forest.readFrom(again.build(), "", 2, BINS.length);
    }

    @Test
    void train_anyThreads_givesTheSameBits() throws Exception {
        SplittableRandom random = new SplittableRandom(6);
        int[] bins = {2, 12, 200, 33, 7};
        boolean[] categorical = {false, false, false, true, true};
        int[][] rows = BoostingFixture.rows(6000, bins, random);
        int[] cells = new int[rows.length * 3];
        Arrays.setAll(
                cells,
                i -> BoostingFixture.below(random, 4) == 0 ? 2 : rows[i / 3][i % 3 + 2] % (i % 3 + 2) == 1 ? 1 : 0);
        Labels labels = BoostingFixture.labels(cells, 3);
        BinMatrix matrix = BinMatrix.of(rows, categorical);
        for (Trees.Structure structure : Trees.Structure.values()) {
            for (Loss loss : new Loss[] {new LogisticLoss(labels), new SoftmaxLoss(labels)}) {
                String first = "";
                for (int threads : new int[] {1, 2, 3, 7, 16}) {
                    MlcConfig config = ConfigFixture.defaults()
                            .structure(structure)
                            .rounds(8)
                            .threads(threads)
                            .build();
                    Sections.Builder sections = Sections.builder();
                    Forest.meanOf(List.of(BoostingFixture.train(matrix, loss, config)))
                            .writeTo(sections, "");
                    String hash = sections.build().hash();
                    assertThat(first.isEmpty() ? hash : first).isEqualTo(hash);
                    first = hash;
                }
            }
        }
    }

    @Test
    void importance_ofOneTree_isTheGainOfItsSplits() {
        int[][] rows = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        BinMatrix matrix = BinMatrix.of(rows, new boolean[2]);
        MlcConfig config = BoostingFixture.loose()
                .rounds(1)
                .maxLeaves(2)
                .l2(0)
                .learningRate(1)
                .build();
        Loss loss = new LogisticLoss(BoostingFixture.labels(new int[] {1, 1, 0, 0}, 1));
        Forest forest = Forest.meanOf(List.of(BoostingFixture.train(matrix, loss, config)));
        double[] gains = new double[2];
        forest.addGains(gains);
        // Gradients ±1/2 and Hessians 1/4: each side has 1² ÷ (1/2), the node 0.
        assertThat(gains[0]).isCloseTo(4, within(1e-5));
        assertThat(gains[1]).isZero();
    }
}
