package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small random problems for the tests of the trees. */
final class BoostingFixture {
    private BoostingFixture() {}

    /** Options under which the limits do not bind. */
    static MlcConfig.Builder loose() {
        return MlcConfig.defaults().toBuilder()
                .leastRows(1)
                .leastHessian(0)
                .leastCategoryRows(1)
                .l2(1)
                .categoryL2(0)
                .categorySmoothing(1)
                .rowShare(1)
                .columnShare(1)
                .models(1)
                .threads(1);
    }

    static int below(SplittableRandom random, int bound) {
        return (int) Long.remainderUnsigned(random.nextLong(), bound);
    }

    static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Rows of bins; column c has {@code binCounts[c]} bins. */
    static int[][] rows(int count, int[] binCounts, SplittableRandom random) {
        int[][] rows = new int[count][binCounts.length];
        for (int[] row : rows) {
            Arrays.setAll(row, c -> below(random, binCounts[c]));
        }
        return rows;
    }

    static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }

    static Labels labels(int[] rowMajor, int outputs) {
        byte[] cells = new byte[rowMajor.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) rowMajor[i];
        }
        float[] weights = new float[cells.length / outputs];
        Arrays.fill(weights, 1);
        return new Labels(outputs, cells, weights);
    }

    static BoostedRounds train(BinMatrix matrix, Loss loss, MlcConfig config) {
        try (Workers workers = Workers.of("test", config.threads());
                Workers alone = Workers.of("test", 1)) {
            return new Booster(matrix, loss, config, workers, alone)
                    .train(range(matrix.rowCount()), new int[0], config.trees(), config.seed());
        }
    }

    /** Packs rows as a training does; returns their summed words. */
    static long[] pack(GradientWords words, double[] g, double[] h) {
        int[] rows = range(g.length / words.outputs());
        short[] leafOf = new short[rows.length];
        GradientWords.Sums sums = new GradientWords.Sums(words.outputs());
        words.pack(g, h, rows, 0, rows.length, leafOf, sums);
        if (!words.fits(sums)) {
            sums = new GradientWords.Sums(words.outputs());
            words.pack(g, h, rows, 0, rows.length, leafOf, sums);
        }
        return sums.words();
    }
}
