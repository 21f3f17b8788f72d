package dev.recsys.model;

import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityModel;
import dev.recsys.popularity.PopularityTrainer;
import java.time.LocalDate;
import java.util.List;

/** A model small enough to break in every way, and the requests by which two models are compared. */
final class SmallModels {
    static final List<RecommendationRequest> REQUESTS = List.of(
            RecommendationRequest.forUser("u1").build(),
            RecommendationRequest.forUser("u2").includeOwned().build(),
            RecommendationRequest.anonymous().holdings(List.of("card")).build());

    private SmallModels() {}

    static Bundle bundle() {
        return Bundle.of(popularity()).remembering(panel());
    }

    static PopularityModel popularity() {
        return new PopularityTrainer(PopularityConfig.defaults()).train(panel());
    }

    private static Panel panel() {
        LocalDate january = LocalDate.of(2020, 1, 28);
        PanelBuilder panel = Panel.builder(List.of("account", "card", "fünd"), FeatureSchema.empty());
        for (int month = 0; month < 2; month++) {
            panel.row(january.plusMonths(month), "u1").holds("account");
            panel.row(january.plusMonths(month), "u2").holds("account");
        }
        panel.holds("card");
        return panel.build();
    }

    static ModelInfo withConfig(ModelInfo info, String config) {
        return rebuilt(info, info.algorithm(), info.modelHash(), config);
    }

    static ModelInfo withHash(ModelInfo info, String hash) {
        return rebuilt(info, info.algorithm(), hash, info.config());
    }

    static ModelInfo withAlgorithm(ModelInfo info, String algorithm) {
        return rebuilt(info, algorithm, info.modelHash(), info.config());
    }

    private static ModelInfo rebuilt(ModelInfo info, String algorithm, String hash, String config) {
        return new ModelInfo(
                algorithm,
                hash,
                config,
                info.dataHash(),
                info.lastDate(),
                info.period(),
                info.userCount(),
                info.itemCount(),
                info.libraryVersion(),
                info.javaVersion(),
                info.trainedAt(),
                info.trainMillis(),
                info.notes());
    }
}
