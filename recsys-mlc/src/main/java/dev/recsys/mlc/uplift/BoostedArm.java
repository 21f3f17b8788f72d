package dev.recsys.mlc.uplift;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.Booster;
import dev.recsys.mlc.internal.boost.GrowthRules;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Trees;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A boosted model of a probability, learned from some rows that weigh differently. For one call. */
final class BoostedArm {
    private static final double HELD = 0.2; // share of the rows that choose the rounds
    private static final int EARLY = 30; // rounds without a lower loss after which no more are tried

    private final BinMatrix matrix;
    private final Trees trees;
    private final long seed;
    private final Workers workers;
    private final Workers alone;

    BoostedArm(BinMatrix matrix, Trees trees, long seed, Workers workers, Workers alone) {
        this.matrix = matrix;
        this.trees = trees;
        this.seed = seed;
        this.workers = workers;
        this.alone = alone;
    }

    /** A fifth of the rows chooses how many rounds there are, then all rows learn as many. */
    BoostedRounds train(int[] rows, boolean[] happened, float[] weights) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] held = new boolean[matrix.rowCount()];
        for (int row : rows) {
            held[row] = (random.nextLong() >>> 11) * 0x1p-53 < HELD;
        }
        int[] learn = Arrays.stream(rows).filter(row -> !held[row]).toArray();
        int[] stop = Arrays.stream(rows).filter(row -> held[row]).toArray();
        boolean isHeld = learn.length > 0 && stop.length > 0;
        int most = isHeld
                ? grow(learn, stop, happened, weights, trees.rounds()).rounds().size()
                : trees.rounds();
        return grow(rows, new int[0], happened, weights, most);
    }

    BoostedRounds grow(int[] learn, int[] stop, boolean[] happened, float[] weights, int most) {
        byte[] cells = new byte[happened.length];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = happened[row] ? Labels.YES : Labels.NO;
        }
        return new Booster(
                        matrix,
                        new LogisticLoss(new Labels(1, cells, weights)),
                        trees,
                        Sampling.defaults().withSubsample(0.8).withColumnSample(0.8),
                        EARLY,
                        new GrowthRules(new byte[0], GrowthRules.Absent.WITH_RARE_CATEGORIES),
                        workers,
                        alone)
                .train(learn, stop, most, seed);
    }
}
