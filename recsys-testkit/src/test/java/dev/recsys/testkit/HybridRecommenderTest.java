package dev.recsys.testkit;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.NeighbourModel.NeighbourTrainer;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** A hybrid of a neighbour model, the popularity of items and another hybrid keeps the contract by every blend. */
class HybridRecommenderTest {
    private static <D extends Dataset> Trainer<D> trainer(
            HybridTrainer.Builder<D> outer, HybridTrainer.Builder<D> inner, Blend blend) {
        return outer.add("near", new NeighbourTrainer(1))
                .add("popular", new PopularityTrainer(new PopularityConfig(1)))
                .add("nested", inner.add("inner", new NeighbourTrainer(2)).build())
                .blend(blend)
                .build();
    }

    private static Trainer<Panel> trainer(Blend blend) {
        return trainer(HybridTrainer.forPanels(), HybridTrainer.forPanels(), blend);
    }

    @Nested
    class OfShares extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return HybridRecommenderTest.trainer(Blend.equalShares());
        }
    }

    /** Neither can tell honest scores, so that both are trained again without a fifth of the customers. */
    @Nested
    class Learned extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return HybridTrainer.forPanels()
                    .add("near", new NeighbourTrainer(1))
                    .add("popular", new PopularityTrainer(new PopularityConfig(1)))
                    .add(
                            "nested",
                            HybridTrainer.forPanels()
                                    .add("inner", new NeighbourTrainer(2))
                                    .build())
                    .build();
        }
    }

    @Nested
    class OfRanges extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            Map<String, Double> weights = Map.of("near", 0.25, "nested", 0.0);
            return HybridRecommenderTest.trainer(Blend.weightedSum(weights, Blend.Normalization.MIN_MAX));
        }
    }

    @Nested
    class OfReciprocalRanks extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return HybridRecommenderTest.trainer(Blend.reciprocalRankFusion(60));
        }
    }

    @Nested
    class InTurns extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return HybridRecommenderTest.trainer(Blend.roundRobin());
        }
    }

    @Nested
    class InCascade extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return HybridRecommenderTest.trainer(Blend.cascade());
        }
    }

    @Nested
    class OnEvents extends EventContract {
        @Override
        protected Trainer<EventLog> trainer(int threads) {
            return HybridRecommenderTest.trainer(
                    HybridTrainer.forEvents(), HybridTrainer.forEvents(), Blend.equalShares());
        }
    }
}
