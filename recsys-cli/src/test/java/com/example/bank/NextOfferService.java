package com.example.bank;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The bank's service: a nightly job trains and saves, the front end loads and asks. */
final class NextOfferService {
    private static final String MODEL = "next-offer";

    private final Recommender recommender;
    private final Set<String> notSold;

    private NextOfferService(Recommender recommender, Set<String> notSold) {
        this.recommender = recommender;
        this.notSold = notSold;
    }

    static void trainAndSave(Panel panel, Path folder) throws IOException {
        HybridTrainer<Panel> trainer = HybridTrainer.forPanels()
                .add("als", new AlsTrainer(AlsConfig.defaults()))
                .add("segments", new ClusterTrainer(ClusterConfig.defaults().withClusters(4)))
                .add(
                        "mlc",
                        new MlcTrainer(MlcConfig.defaults()
                                .withTrees(Trees.defaults().withRounds(30).withLearningRate(0.1))))
                .build();
        ModelFolder.at(folder).save(MODEL, Bundle.of(trainer.train(panel)).remembering(panel));
    }

    static NextOfferService load(Path folder, Set<String> notSold) throws IOException {
        return new NextOfferService(ModelFolder.at(folder).load(MODEL), notSold);
    }

    /** What to show a customer who is logged in, given what the core system says they hold at this moment. */
    List<String> offersFor(String customer, Collection<String> holdsNow) {
        return answer(RecommendationRequest.forUser(customer).holdings(holdsNow))
                .itemIds();
    }

    /** What to show somebody at the counter who is no customer yet. */
    Recommendations offersForVisitor(int age) {
        return answer(RecommendationRequest.anonymous().feature("age", age));
    }

    private Recommendations answer(RecommendationRequest.Builder request) {
        return recommender.recommend(request.deny(notSold).limit(2).build());
    }

    String modelInUse() {
        return recommender.info().modelHash();
    }
}
