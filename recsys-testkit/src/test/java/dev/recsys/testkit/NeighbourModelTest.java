package dev.recsys.testkit;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import org.junit.jupiter.api.Nested;

/** A recommender of one's own passes the kit. */
class NeighbourModelTest {
    @Nested
    class OnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourModel.NeighbourTrainer(1);
        }
    }

    @Nested
    class OnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourModel.NeighbourTrainer(1);
        }
    }
}
