package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.options.CategorySplits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small random problems for the tests of the trees. */
public final class BoostingFixture {
    private BoostingFixture() {}

    /** Options under which the limits do not bind. */
    public static ConfigFixture loose() {
        return ConfigFixture.of(MlcConfig.defaults())
                .minRowsPerLeaf(1)
                .minHessianPerLeaf(0)
                .l2(1)
                .categories(new CategorySplits(1, 0, 1))
                .subsample(1)
                .columnSample(1)
                .models(1)
                .threads(1);
    }

    public static int below(SplittableRandom random, int bound) {
        return (int) Long.remainderUnsigned(random.nextLong(), bound);
    }

    public static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Rows of bins; column c has {@code binCounts[c]} bins. */
    public static int[][] rows(int count, int[] binCounts, SplittableRandom random) {
        int[][] rows = new int[count][binCounts.length];
        for (int[] row : rows) {
            Arrays.setAll(row, c -> below(random, binCounts[c]));
        }
        return rows;
    }

    public static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }

    public static Labels labels(int[] rowMajor, int outputs) {
        byte[] cells = new byte[rowMajor.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) rowMajor[i];
        }
        float[] weights = new float[cells.length / outputs];
        Arrays.fill(weights, 1);
        return new Labels(outputs, cells, weights);
    }

    public static BoostedRounds train(BinMatrix matrix, Loss loss, MlcConfig config) {
        try (Workers workers = Workers.of("test", config.threads());
                Workers alone = Workers.of("test", 1)) {
            return booster(matrix, loss, config, workers, alone)
                    .train(range(matrix.rowCount()), new int[0], config.trees().rounds(), config.seed());
        }
    }

    /** Packs rows as a training does; returns their summed words. */
    public static long[] pack(GradientWords words, double[] g, double[] h) {
        int[] rows = range(g.length / words.outputs());
        GradientWords.Sums sums = new GradientWords.Sums(words.outputs());
        words.pack(g, h, rows, 0, rows.length, sums);
        if (!words.fits(sums)) {
            sums = new GradientWords.Sums(words.outputs());
            words.pack(g, h, rows, 0, rows.length, sums);
        }
        return sums.words();
    }

    /** A booster of a configuration's options. */
    public static Booster booster(BinMatrix matrix, Loss loss, MlcConfig config, Workers workers, Workers alone) {
        return new Booster(
                matrix,
                loss,
                config.trees(),
                config.sampling(),
                config.stopping().earlyStoppingRounds(),
                workers,
                alone);
    }

    /** A row's margins by a model. */
    public static void margins(BoostedRounds model, BinMatrix matrix, int row, double[] out) {
        model.margins(matrix, row, out, 0);
    }

    /** A tree of one leaf. */
    public static GrownTree leaf(float... values) {
        GrownTree tree = new GrownTree(values.length);
        tree.addLeaf(1);
        for (int k = 0; k < values.length; k++) {
            tree.setValue(0, k, values[k]);
        }
        return tree;
    }
}
