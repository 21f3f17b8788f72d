package dev.recsys.hybrid;

import java.util.Arrays;

/**
 * Chooses the weights of a sum of shares by forward selection (Caruana and others, ICML 2004): from the best component on, one
 * component after the other is mixed in with the weight that ranks best. A mixture that is not better than the best component by
 * more than the standard error of the difference is not taken.
 */
final class ShareWeights {
    private static final int STEPS = 20; // weights tried for a component: 1/20, 2/20 …

    private final JudgedRankings rankings;
    private final int components;

    private ShareWeights(JudgedRankings rankings, int components) {
        this.rankings = rankings;
        this.components = components;
    }

    /** One weight a component, which sum to 1. */
    static double[] of(JudgedRankings rankings, int components) {
        return new ShareWeights(rankings, components).choose();
    }

    private double[] choose() {
        int best = 0;
        double[] byBest = new double[0];
        for (int component = 0; component < components; component++) {
            double[] alone = rankings.ndcg(only(component));
            if (component == 0 || mean(alone) > mean(byBest)) {
                best = component;
                byBest = alone;
            }
        }
        double[] weights = only(best);
        double reached = mean(byBest);
        boolean[] isIn = new boolean[components];
        isIn[best] = true;
        for (int round = 1; round < components; round++) {
            double[] chosen = weights;
            int added = -1;
            for (int component = 0; component < components; component++) {
                for (int step = 1; step < STEPS && !isIn[component]; step++) {
                    double[] tried = mixed(weights, component, step / (double) STEPS);
                    double mean = mean(rankings.ndcg(tried));
                    if (mean > reached) {
                        reached = mean;
                        chosen = tried;
                        added = component;
                    }
                }
            }
            if (added < 0) {
                break;
            }
            isIn[added] = true;
            weights = chosen;
        }
        return isBetter(rankings.ndcg(weights), byBest) ? weights : only(best);
    }

    private double[] only(int component) {
        double[] weights = new double[components];
        weights[component] = 1;
        return weights;
    }

    private static double[] mixed(double[] weights, int component, double share) {
        double[] mixed =
                Arrays.stream(weights).map(weight -> (1 - share) * weight).toArray();
        mixed[component] += share;
        return mixed;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Whether the mean difference is greater than its standard error. */
    static boolean isBetter(double[] values, double[] than) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = values[i] - than[i];
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / values.length;
        double variance = squares / values.length - mean * mean;
        return mean > 0 && mean * mean * values.length > variance;
    }
}
