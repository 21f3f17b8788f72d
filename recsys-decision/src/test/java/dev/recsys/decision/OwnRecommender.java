package dev.recsys.decision;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A recommender as a bank may have one: no model of this library. It scores by the customer's id, age and what else a request
 * says, remembers itself that "regular" owns the account, and never recommends bonds.
 */
class OwnRecommender implements Recommender {
    private static final Set<String> KNOWN = Set.of("age", "loyalty");

    private final String generation;

    OwnRecommender(String generation) {
        this.generation = generation;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        String id = request.customer().id().orElse(null);
        double age = request.customer().now().isKnown("age")
                ? request.customer().now().number("age")
                : 30;
        double loyalty = request.customer().now().isKnown("loyalty")
                ? request.customer().now().number("loyalty")
                : 0;
        Set<String> held = request.customer().now().holdings().map(Map::keySet).orElse(Set.of());
        List<RecommendedItem> items = new ArrayList<>();
        for (int item = 0; item < catalogue().size(); item++) {
            String name = catalogue().id(item);
            boolean isOwned = held.contains(name) || (name.equals("account") && "regular".equals(id));
            if (!name.equals("bond") && (request.ownedIncluded() || !isOwned)) {
                double score = 1 / (item + 1 + age / 7) + (name.equals("fund") ? loyalty : 0);
                items.add(new RecommendedItem(name, score, Reason.of(Reason.POPULAR), Map.of("age", score)));
            }
        }
        items.sort(Comparator.comparingDouble(RecommendedItem::score).reversed());
        List<Ignored> ignored = request.customer().now().featureNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .map(name -> new Ignored(Ignored.Part.FEATURE, name))
                .toList();
        return new Recommendations(
                id,
                items.subList(0, Math.min(request.limit(), items.size())),
                "own",
                generation,
                FallbackLevel.FEATURES,
                Recommendations.Freshness.of(null, 0),
                List.of(),
                ignored);
    }

    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        throw new UnsupportedOperationException("no batches");
    }

    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        return new Explanation(itemId, 0, Explanation.Unit.SCORE, 0, List.of(), Map.of());
    }

    @Override
    public Catalogue catalogue() {
        return TableModel.VOCABULARY.catalogue();
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo("own", generation, "{}", "", null, null, 0, 6, "1", "17", Instant.EPOCH, 0, Map.of());
    }
}
