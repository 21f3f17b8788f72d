package dev.recsys.mlc;

import dev.recsys.data.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rows one product is learned from: customers who did not own it, and whether they added it. Those who did are all
 * taken while they fit, those who did not are drawn; {@link #oddsFactor} says how the odds in the sample must be scaled to
 * hold for all customers.
 */
final class ProductSample {
    private final List<int[]> rows = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final double oddsFactor;
    private final int additions;

    private ProductSample(double oddsFactor, int additions) {
        this.oddsFactor = oddsFactor;
        this.additions = additions;
    }

    static ProductSample draw(List<Transition> transitions, int item, FeatureBinner binner, MlcConfig config) {
        long positives = 0;
        long negatives = 0;
        for (Transition transition : transitions) {
            positives += transition.additionCount(item);
            negatives += transition.nonOwnerCount(item) - transition.additionCount(item);
        }
        double positivesKept = Math.min(1, config.sampleRows() / (2.0 * Math.max(1, positives)));
        double wanted = Math.min(
                config.sampleRows() - positivesKept * positives,
                // At least a thousand, so that a rare product still sees what customers look like.
                Math.max(1000, positivesKept * positives * config.negativesPerPositive()));
        double negativesKept = Math.min(1, wanted / Math.max(1, negatives));
        ProductSample sample = new ProductSample(negativesKept / positivesKept, (int) Math.min(positives, 1 << 30));
        if (positives >= config.leastAdditions() && negatives > 0) {
            SplittableRandom random = new SplittableRandom(config.seed() * 31 + item);
            for (Transition transition : transitions) {
                sample.add(transition, item, binner, random, positivesKept, negativesKept);
            }
        }
        return sample;
    }

    private void add(
            Transition transition,
            int item,
            FeatureBinner binner,
            SplittableRandom random,
            double positivesKept,
            double negativesKept) {
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            if (transition.before().holdings().holds(transition.rowBefore(pair), item)) {
                continue;
            }
            boolean added = transition.after().holdings().holds(transition.rowAfter(pair), item);
            double chance = added ? positivesKept : negativesKept;
            if ((random.nextLong() >>> 11) * 0x1p-53 < chance) {
                int[] bins = new int[binner.columnCount()];
                binner.encode(transition, pair, bins);
                rows.add(bins);
                labels.add(added ? 1 : 0);
            }
        }
    }

    /** Whether there are rows of both kinds. */
    boolean isLearnable() {
        return labels.contains(0) && labels.contains(1);
    }

    /** How many customers added the product, before any were left out. */
    int additions() {
        return additions;
    }

    /** Odds for all customers = odds in the sample × this. */
    double oddsFactor() {
        return oddsFactor;
    }

    int[][] rows() {
        return rows.toArray(int[][]::new);
    }

    int[] labels() {
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }
}
