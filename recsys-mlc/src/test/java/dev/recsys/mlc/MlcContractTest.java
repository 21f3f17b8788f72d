package dev.recsys.mlc;

import dev.recsys.Trainer;
import dev.recsys.data.Panel;
import dev.recsys.mlc.options.Objective;
import dev.recsys.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class MlcContractTest {
    private static Trainer<Panel> trainer(Objective objective, int threads) {
        return new MlcTrainer(ConfigFixture.defaults()
                .objective(objective)
                .rounds(20)
                .maxLeaves(4)
                .learningRate(0.2)
                .threads(threads)
                .build());
    }

    @Nested
    class Logistic extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return MlcContractTest.trainer(Objective.LOGISTIC, threads);
        }
    }

    @Nested
    class Softmax extends RecommenderContract {
        @Override
        protected Trainer<Panel> trainer(int threads) {
            return MlcContractTest.trainer(Objective.SOFTMAX, threads);
        }
    }
}
