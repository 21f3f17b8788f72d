package dev.recsys.hybrid;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link Blend#weightedSum}. */
record WeightedSum(Map<String, Double> weights, Blend.Normalization normalization) implements Blend, Merging {
    private static final double MOST = 1e300; // so that no sum of products leaves the range of doubles

    WeightedSum {
        Checks.noNulls(weights, "weights");
        weights.forEach((component, weight) -> Checks.notNegative(weight, "weights: that of " + component));
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        Checks.that(Double.isFinite(sum), "the sum of the weights must be finite, but was %s", sum);
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        Checks.notNull(normalization, "normalization");
    }

    /** Whether the scores are added as they are, with weights that sum to 1. */
    boolean isMixture(List<String> names) {
        double sum = names.stream()
                .mapToDouble(name -> weights.getOrDefault(name, 1.0))
                .sum();
        return normalization == Blend.Normalization.NONE && Math.abs(sum - 1) <= 1e-9;
    }

    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int component = 0; component < input.componentCount(); component++) {
            ComponentScores scores = input.scores(component);
            if (scores != null) {
                double weight = weights.getOrDefault(input.name(component), 1.0);
                for (int[] group : input.groups()) {
                    merge(input, scores, weight, group, out[component]);
                }
            }
        }
    }

    private void merge(BlendInput input, ComponentScores scores, double weight, int[] group, double[] out) {
        switch (normalization) {
            case NONE -> {
                for (int item : group) {
                    out[item] = Math.max(-MOST, Math.min(weight * scores.score(item), MOST));
                }
            }
            case SHARE -> shares(input, scores, weight * input.scale(group), group, out);
            case MIN_MAX -> minMax(input, scores, weight * input.scale(group), group, out);
        }
    }

    /** Each score over the sum of the scores of items not held, those below 0 taken as 0; all 0 if none is above 0. */
    private static void shares(BlendInput input, ComponentScores scores, double weight, int[] group, double[] out) {
        double greatest = 0;
        for (int item : group) {
            greatest = Math.max(greatest, scores.score(item));
        }
        if (!(greatest > 0)) {
            return;
        }
        double sum = 0;
        double owned = 0;
        for (int item : group) {
            out[item] = Math.max(0, scores.score(item)) / greatest;
            if (input.holds(item)) {
                owned += out[item];
            } else {
                sum += out[item];
            }
        }
        double total = sum > 0 ? sum : owned;
        for (int item : group) {
            out[item] = weight * (out[item] / total);
        }
    }

    private static void minMax(BlendInput input, ComponentScores scores, double weight, int[] group, double[] out) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int item : group) {
            if (scores.knows(item) && !input.holds(item)) {
                least = Math.min(least, scores.score(item));
                greatest = Math.max(greatest, scores.score(item));
            }
        }
        // Halved before the subtraction, so that scores near the greatest double don't overflow.
        double range = greatest / 2 - least / 2;
        for (int item : group) {
            if (scores.knows(item)) {
                double place = range > 0 ? (scores.score(item) / 2 - least / 2) / range : 1;
                out[item] = weight * Math.max(0, Math.min(1, place));
            }
        }
    }
}
