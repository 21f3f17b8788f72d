package dev.recsys.testkit;

import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.InterleavedRecommender;
import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.NeighbourModel.NeighbourTrainer;
import org.junit.jupiter.api.Nested;

/** Precomputed rankings, and recommenders taken in turns, keep the contract of what they are made of. */
class ListRecommendersTest {
    /** Rankings of all items for each customer, whose owned items the memory knows. */
    private static PrecomputedRecommender precomputed(Bundle bundle) {
        CustomerMemory memory = bundle.memory().orElseThrow();
        PrecomputedRecommender.Builder lists =
                PrecomputedRecommender.withFallback(bundle).memory(memory);
        RecommendationRequest all =
                RecommendationRequest.anonymous().limit(1000).includeOwned().build();
        bundle.recommendAll(BatchRequest.forAllCustomers().rules(all).withReasons(), lists::add);
        return lists.build();
    }

    @Nested
    class Precomputed extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourTrainer(1);
        }

        @Override
        protected Recommender around(Bundle bundle) {
            return precomputed(bundle);
        }
    }

    @Nested
    class InTurns extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourTrainer(1);
        }

        @Override
        protected Recommender around(Bundle bundle) {
            return InterleavedRecommender.builder()
                    .add("online", bundle)
                    .add("offline", precomputed(bundle))
                    .memory(bundle.memory().orElseThrow())
                    .build();
        }
    }

    /** What knows nothing of customers takes turns only where nobody else knows more. */
    @Nested
    class InTurnsWithPopularity extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourTrainer(1);
        }

        @Override
        protected Recommender around(Bundle bundle) {
            Panel board = SmallBank.checkerboard(8);
            Recommender popular = bundle.catalogue().equals(board.catalogue())
                    ? bundle
                    : new PopularityTrainer(new PopularityConfig(1))
                            .train(SmallBank.panel(300), TrainingListener.none());
            return InterleavedRecommender.builder()
                    .add("popular", popular)
                    .add("near", bundle)
                    .memory(bundle.memory().orElseThrow())
                    .build();
        }
    }
}
