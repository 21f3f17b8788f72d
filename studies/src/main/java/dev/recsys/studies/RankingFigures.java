package dev.recsys.studies;

import dev.recsys.BatchRequest;
import dev.recsys.bundle.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well a model ranks what users took next, as means over users.
 *
 * @param precision hits among the first 5 ÷ 5
 * @param recall hits among the first k ÷ items taken
 * @param cappedRecall hits among the first k ÷ the lesser of k and items taken
 * @param ndcg of the first k, each hit a gain of 1
 * @param users how many
 */
record RankingFigures(double precision, double recall, double cappedRecall, double ndcg, int users) {
    /** Measures on what each user took, by id; items the model does not know must not be among them. */
    static RankingFigures of(Bundle bundle, Map<String, Set<String>> taken, int k) {
        List<String> users = new ArrayList<>(taken.keySet());
        double[] sums = new double[4];
        bundle.recommendAll(BatchRequest.forUsers(users).limit(k), answer -> {
            Set<String> truth = taken.getOrDefault(answer.userId().orElseThrow(), Set.of());
            int hits = 0;
            double gain = 0;
            double ideal = 0;
            for (int place = 0; place < k; place++) {
                double worth = Math.log(2) / Math.log(place + 2);
                ideal += place < truth.size() ? worth : 0;
                if (place < answer.size() && truth.contains(answer.itemId(place))) {
                    hits++;
                    gain += worth;
                    sums[0] += place < 5 ? 0.2 : 0;
                }
            }
            sums[1] += (double) hits / truth.size();
            sums[2] += (double) hits / Math.min(k, truth.size());
            sums[3] += gain / ideal;
        });
        int count = users.size();
        return new RankingFigures(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, count);
    }
}
