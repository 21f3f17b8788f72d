package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.NeighbourModel.NeighbourTrainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hybrid of a neighbour model, the popularity of items and another hybrid keeps the contract by every blend. */
@Tag("slow")
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

    /** With time for a machine that does other things. */
    @Nested
    class Guarded extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            Trainer<Panel> bare = HybridRecommenderTest.trainer(Blend.equalShares());
            GuardConfig patient = GuardConfig.defaults().withBudgetMillis(60_000);
            return (panel, listener) -> ((HybridRecommender) bare.train(panel, listener)).guarded(patient);
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

    /** Components trained through different months once offered 180 of 1,200 customers a product they own. */
    @Test
    void recommend_componentsTrainedOnDifferentPanels_offerNothingOwned() {
        Panel april = SmallBank.panel(300);
        Panel march = april.through(SmallBank.month(2));
        HybridRecommender hybrid = HybridRecommender.builder()
                .add("march", new NeighbourTrainer(1).train(march, TrainingListener.none()))
                .add("april", new NeighbourTrainer(1).train(april, TrainingListener.none()))
                .build();
        Bundle bundle = Bundle.of(hybrid).remembering(april);
        int takenSince = 0;
        for (int row = 0; row < april.last().rowCount(); row++) {
            int user = april.last().user(row);
            List<String> offered = bundle.recommend(
                            RecommendationRequest.forUser(april.users().id(user))
                                    .build())
                    .itemIds();
            for (int item : april.last().holdings().itemsOf(row)) {
                assertThat(offered).doesNotContain(april.catalogue().id(item));
                takenSince += march.interactions().weight(user, item) == 0 ? 1 : 0;
            }
        }
        assertThat(takenSince)
                .as("products that the older component does not know of")
                .isGreaterThan(20);
    }
}
