package dev.recsys.mlc.uplift;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.EffectForest;
import dev.recsys.mlc.internal.boost.EffectRows;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.score.MarginScorer;
import java.util.List;
import java.util.stream.IntStream;

/** The three ways to learn uplift: two outputs (treated, control), or one of the class transformation. */
final class UpliftLearners {
    private UpliftLearners() {}

    static MarginScorer train(
            BinMatrix matrix, CampaignRows rows, UpliftConfig config, Workers workers, Workers alone) {
        BoostedArm booster = new BoostedArm(matrix, config.trees(), config.seed(), workers, alone);
        int[] all = IntStream.range(0, rows.size()).toArray();
        return switch (config.learner()) {
            case TWO_MODELS -> {
                float[] weights = weights(rows, true);
                int[] treated =
                        IntStream.of(all).filter(row -> rows.treated()[row]).toArray();
                int[] control =
                        IntStream.of(all).filter(row -> !rows.treated()[row]).toArray();
                yield MarginScorer.of(List.of(
                        new MarginScorer.Fit(new int[] {0}, booster.train(treated, rows.outcomes(), weights)),
                        new MarginScorer.Fit(new int[] {1}, booster.train(control, rows.outcomes(), weights))));
            }
            case CLASS_TRANSFORMATION -> {
                boolean[] agrees = new boolean[rows.size()];
                for (int row : all) {
                    agrees[row] = rows.outcomes()[row] == rows.treated()[row];
                }
                yield MarginScorer.of(
                        List.of(new MarginScorer.Fit(new int[] {0}, booster.train(all, agrees, weights(rows, false)))));
            }
            case UPLIFT_TREES -> {
                UpliftForest forest = config.forest();
                EffectForest.Rules rules = new EffectForest.Rules(
                        forest.trees(),
                        forest.maxDepth(),
                        forest.minRowsPerArm(),
                        forest.subsample(),
                        forest.columnSample());
                EffectRows arms = new EffectRows(rows.outcomes(), rows.treated(), weights(rows, true));
                yield MarginScorer.of(List.of(new MarginScorer.Fit(
                        new int[] {0, 1}, EffectForest.grow(matrix, arms, rules, config.seed(), workers))));
            }
        };
    }

    /** What each row stands for, divided by the mean of its arm, or of all rows. */
    private static float[] weights(CampaignRows rows, boolean byArm) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int row = 0; row < rows.size(); row++) {
            int arm = byArm && rows.treated()[row] ? 1 : 0;
            sums[arm] += rows.weight(row);
            counts[arm]++;
        }
        float[] weights = new float[rows.size()];
        for (int row = 0; row < weights.length; row++) {
            int arm = byArm && rows.treated()[row] ? 1 : 0;
            weights[row] = (float) (rows.weight(row) * counts[arm] / sums[arm]);
        }
        return weights;
    }
}
