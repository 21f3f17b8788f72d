package dev.recsys.mlc;

import java.util.Arrays;
import smile.classification.GradientTreeBoost;
import smile.regression.RegressionTree;

/**
 * Grows trees by Smile's gradient boosting (Friedman's two-class TreeBoost). Smile draws from a generator of the calling
 * thread, seeded here before each training, and finds splits on a pool of daemon threads of its own, in a fixed order.
 */
final class SmileBooster implements BinaryBooster {
    private final MlcConfig config;

    SmileBooster(MlcConfig config) {
        this.config = config;
    }

    @Override
    public TreeEnsemble train(int[][] rows, int[] labels, long seed) {
        double[][] x = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            x[row] = Arrays.stream(rows[row]).asDoubleStream().toArray();
        }
        smile.math.Math.setSeed(seed);
        GradientTreeBoost boost = new GradientTreeBoost(
                x, labels, config.trees(), config.leaves(), config.learningRate(), config.rowShare());
        // Smile's F is half the log-odds; it starts from the share of each label.
        double positives = Arrays.stream(labels).sum();
        TreeEnsemble.Builder trees = new TreeEnsemble.Builder(StrictMath.log(positives / (labels.length - positives)));
        SmileTreeReader reader = new SmileTreeReader(x[0].length, 2 * config.learningRate());
        for (RegressionTree tree : boost.getTrees()) {
            if (!reader.copy(tree, trees)) {
                break; // rows told apart so well that a leaf is no longer a number; so are all that come after
            }
        }
        return trees.build();
    }
}
