package dev.recsys.hybrid;

import dev.recsys.Trainer;
import dev.recsys.hybrid.NeighbourModel.NeighbourConfig;
import dev.recsys.hybrid.NeighbourModel.NeighbourTrainer;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.RecommenderContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class HybridModelContractTest {
    private static Trainer trainer(Blend blend) {
        Trainer inner = HybridTrainer.builder()
                .add("inner", new NeighbourTrainer(new NeighbourConfig(2)))
                .build();
        return HybridTrainer.builder()
                .add("near", new NeighbourTrainer(new NeighbourConfig(1)))
                .add("popular", new PopularityTrainer(new PopularityConfig(1)))
                .add("nested", inner)
                .blend(blend)
                .build();
    }

    @Nested
    class OfShares extends RecommenderContract {
        @Override
        protected Trainer trainer(int threads) {
            return HybridModelContractTest.trainer(Blend.defaults());
        }
    }

    @Nested
    class OfRanges extends RecommenderContract {
        @Override
        protected Trainer trainer(int threads) {
            Map<String, Double> weights = Map.of("near", 0.25, "nested", 0.0);
            return HybridModelContractTest.trainer(Blend.weightedSum(weights, Blend.Normalization.MIN_MAX));
        }
    }

    @Nested
    class OfReciprocalRanks extends RecommenderContract {
        @Override
        protected Trainer trainer(int threads) {
            return HybridModelContractTest.trainer(Blend.reciprocalRankFusion(60));
        }
    }

    @Nested
    class InTurns extends RecommenderContract {
        @Override
        protected Trainer trainer(int threads) {
            return HybridModelContractTest.trainer(Blend.roundRobin());
        }
    }

    @Nested
    class InCascade extends RecommenderContract {
        @Override
        protected Trainer trainer(int threads) {
            return HybridModelContractTest.trainer(Blend.cascade());
        }
    }
}
