package dev.recsys.hybrid;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many requests on several threads, each answered as a single one; answers are handed over in order, a chunk at a time. */
final class RecommenderBatch {
    private static final int RANGE = 64;
    private static final int CHUNK = 128 * RANGE;

    private RecommenderBatch() {}

    /**
     * Answers a batch.
     *
     * @param everyone who is asked for if all are; null if nobody is known
     * @throws IllegalArgumentException if all customers are asked for and nobody is known
     */
    static void answer(
            Recommender recommender,
            BatchRequest batch,
            @Nullable List<String> everyone,
            Consumer<BatchAnswer> answers) {
        List<RecommendationRequest> requests = batch.requests().orElse(null);
        List<String> ids = batch.userIds().orElse(everyone);
        Checks.that(
                requests != null || ids != null,
                "no customers are remembered here, so there are none to answer all of");
        int count =
                requests != null ? requests.size() : Checks.notNull(ids, "ids").size();
        @Nullable BatchAnswer[] made = new BatchAnswer[Math.min(count, CHUNK)];
        try (Workers workers = Workers.of(recommender.info().algorithm(), batch.threads())) {
            for (long first = 0; first < count; first += CHUNK) {
                int base = (int) first;
                int size = Math.min(CHUNK, count - base);
                workers.forRanges(size, RANGE, (range, from, to) -> {
                    for (int i = from; i < to; i++) {
                        RecommendationRequest request = requests != null
                                ? requests.get(base + i)
                                : batch.single(Checks.notNull(ids, "ids").get(base + i));
                        made[i] = packed(recommender.recommend(request), recommender.catalogue(), batch.hasReasons());
                    }
                });
                for (int i = 0; i < size; i++) {
                    BatchAnswer answer = Checks.notNull(made[i], "answer");
                    made[i] = null;
                    answers.accept(answer);
                }
            }
        }
    }

    private static BatchAnswer packed(Recommendations answer, Catalogue catalogue, boolean hasReasons) {
        List<RecommendedItem> ranked = answer.items();
        int[] items = new int[ranked.size()];
        double[] scores = new double[items.length];
        for (int place = 0; place < items.length; place++) {
            items[place] = catalogue.indexOf(ranked.get(place).itemId());
            scores[place] = ranked.get(place).score();
        }
        List<Reason> reasons =
                hasReasons ? ranked.stream().map(RecommendedItem::reason).toList() : List.of();
        return new BatchAnswer(answer.customerId(), answer.level(), catalogue, items, scores, reasons);
    }
}
