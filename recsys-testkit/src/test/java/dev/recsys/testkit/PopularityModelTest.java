package dev.recsys.testkit;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import org.junit.jupiter.api.Nested;

class PopularityModelTest {
    @Nested
    class OnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new PopularityTrainer(PopularityConfig.defaults());
        }

        @Override
        protected boolean isPersonalised() {
            return false;
        }
    }

    @Nested
    class OnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new PopularityTrainer(PopularityConfig.defaults());
        }

        @Override
        protected boolean isPersonalised() {
            return false;
        }
    }
}
