package dev.recsys.als;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.testkit.EventContract;
import dev.recsys.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class AlsContractTest {
    @Nested
    class OnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new AlsTrainer(AlsConfig.defaults().withIterations(5).withThreads(threads));
        }
    }

    @Nested
    class OnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new AlsTrainer(AlsConfig.defaults().withThreads(threads));
        }
    }

    /** Events count less with age, and scores are weighted by trends. */
    @Nested
    class OnDatedEvents extends EventContract {
        @Override
        protected Trainer<? super EventLog> trainer(int threads) {
            AlsConfig events = AlsConfig.forEvents();
            return new AlsTrainer(events.withFactors(4)
                    .withWeighting(events.weighting().withHalfLifeDays(40))
                    .withScores(events.scores().withTrendHalfLifeDays(20))
                    .withThreads(threads));
        }
    }
}
