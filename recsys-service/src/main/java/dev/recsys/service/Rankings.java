package dev.recsys.service;

import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.InterleavedRecommender;
import dev.recsys.mlc.MlcModel;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the reference operations rank by: a component alone, or components and precomputed lists in turns. Thread-safe. */
@Component
final class Rankings {
    private final OfflineLists lists;
    private volatile @Nullable Blended blended;

    Rankings(OfflineLists lists) {
        this.lists = lists;
    }

    /** The lists and models in turns, as long as both are the same. */
    private record Blended(ScoringModel model, @Nullable Recommender offline, Recommender blend) {}

    /** Classification, segments and precomputed lists in turns. */
    Recommender blend(Bundle bundle) throws IOException {
        ScoringModel model = bundle.model();
        Recommender offline = lists.over(fallback(model)).orElse(null);
        Blended now = blended;
        if (now != null && now.model() == model && now.offline() == offline) {
            return now.blend();
        }
        InterleavedRecommender.Builder turns = InterleavedRecommender.builder()
                .add("mlc", part(bundle, MlcModel.class))
                .add("kmeans", part(bundle, ClusterModel.class));
        bundle.memory().ifPresent(turns::memory);
        if (offline != null) {
            turns.add("offline", offline);
        }
        Recommender blend = turns.build();
        blended = new Blended(model, offline, blend);
        return blend;
    }

    /** A component by itself, with the memory of the whole. */
    static Recommender part(Bundle bundle, Class<? extends ScoringModel> kind) {
        Bundle part = Bundle.of(CatalogueController.component(bundle.model(), kind));
        return bundle.memory().map(part::with).orElse(part);
    }

    /** What answers where a customer has no list; the same object as long as the generation is. */
    static Recommender fallback(ScoringModel model) {
        return model instanceof HybridRecommender hybrid
                ? hybrid.fallback().map(fallback -> (Recommender) fallback).orElse(model)
                : model;
    }
}
