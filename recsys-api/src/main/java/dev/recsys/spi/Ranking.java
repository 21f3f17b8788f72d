package dev.recsys.spi;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Turns one score an item into an answer that keeps a request's rules: owned, allowed, denied, limit, order, ties by the
 * catalogue's order. Thread-safe: no state. O(items + limit log limit) but for limits near the catalogue's size.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * The answer of a single model.
     *
     * @param request the rules
     * @param info the model that scored
     * @param items the catalogue
     * @param owned item indexes the user owns. Not modified.
     * @param scores one an item, finite. Not modified.
     * @param level what the scores were built on
     * @param reason a sentence for an item index
     * @return at most {@code request.limit()} items, best first
     * @throws IllegalStateException if a score to be ranked is not finite
     */
    public static Recommendations answer(
            RecommendationRequest request,
            ModelInfo info,
            IdIndex items,
            int[] owned,
            double[] scores,
            FallbackLevel level,
            IntFunction<String> reason) {
        int[] ranked = top(request, items, owned, scores);
        List<RecommendedItem> answer = new ArrayList<>(ranked.length);
        for (int item : ranked) {
            answer.add(new RecommendedItem(
                    items.id(item), scores[item], reason.apply(item), Map.of(info.algorithm(), scores[item])));
        }
        return new Recommendations(answer, info.algorithm(), info.modelHash(), level, List.of());
    }

    /**
     * The best items a request's rules let pass.
     *
     * @param request the rules
     * @param items the catalogue
     * @param owned item indexes the user owns. Not modified.
     * @param scores one an item. Not modified.
     * @return item indexes, best first, ties by index
     * @throws IllegalStateException if a score to be ranked is not finite
     */
    public static int[] top(RecommendationRequest request, IdIndex items, int[] owned, double[] scores) {
        boolean[] barred = new boolean[items.size()];
        if (!request.ownedIncluded()) {
            for (int item : owned) {
                barred[item] = true;
            }
        }
        if (request.isRestricted()) {
            for (int item = 0; item < barred.length; item++) {
                barred[item] |= !request.permits(items.id(item));
            }
        }
        int[] best = new int[Math.min(request.limit(), barred.length)];
        int size = 0;
        for (int item = 0; item < barred.length; item++) {
            if (barred[item]) {
                continue;
            }
            double score = scores[item];
            if (!Double.isFinite(score)) {
                throw new IllegalStateException("item " + items.id(item) + " was scored " + score);
            }
            if (size == best.length && (size == 0 || score <= scores[best[size - 1]])) {
                continue;
            }
            int place = size < best.length ? size++ : size - 1;
            int low = insertionPoint(best, place, scores, score);
            System.arraycopy(best, low, best, low + 1, place - low);
            best[low] = item;
        }
        return size == best.length ? best : Arrays.copyOf(best, size);
    }

    /** The first place among {@code best[0..size-1]} with a lower score, so that ties keep the order of the index. */
    private static int insertionPoint(int[] best, int size, double[] scores, double score) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[best[middle]] < score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
