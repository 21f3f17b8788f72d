package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link Blend#weightedSum}. */
record WeightedSum(Map<String, Double> weights, Blend.Normalization normalization) implements Blend {
    WeightedSum {
        weights.forEach((component, weight) -> Checks.notNegative(weight, "the weight of " + component));
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        Checks.that(Double.isFinite(sum), "the sum of the weights must be finite, but was %s", sum);
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        Checks.notNull(normalization, "normalization");
    }

    @Override
    public List<RecommendedItem> merge(Map<String, List<RecommendedItem>> ranked, IdIndex items) {
        Scoreboard board = new Scoreboard();
        ranked.forEach((component, answer) -> {
            double weight = weights.getOrDefault(component, 1.0);
            double[] normalized = normalization == Normalization.SHARE ? shares(answer) : minMax(answer);
            for (int i = 0; i < normalized.length; i++) {
                board.add(component, answer.get(i), weight * normalized[i]);
            }
        });
        return board.ranked(items);
    }

    /** Not the first: a component may have broken the order. */
    private static double greatest(List<RecommendedItem> answer) {
        return answer.stream().mapToDouble(RecommendedItem::score).max().orElseThrow();
    }

    private static double[] minMax(List<RecommendedItem> answer) {
        double greatest = greatest(answer);
        double least = answer.stream().mapToDouble(RecommendedItem::score).min().orElseThrow();
        // Halved before the subtraction, so that scores near the greatest double don't overflow.
        double range = greatest / 2 - least / 2;
        return answer.stream()
                .mapToDouble(item -> range > 0 ? (item.score() / 2 - least / 2) / range : 1)
                .toArray();
    }

    /** Each score over the sum of scores, those below 0 taken as 0; all 0 if there is none above 0. */
    static double[] shares(List<RecommendedItem> answer) {
        double greatest = greatest(answer);
        if (!(greatest > 0)) {
            return new double[answer.size()];
        }
        double[] shares = answer.stream()
                .mapToDouble(item -> Math.max(0, item.score()) / greatest)
                .toArray();
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
