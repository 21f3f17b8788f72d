package dev.recsys.baselines;

import dev.recsys.Trainer;
import dev.recsys.baselines.NeighbourConfig.Similarity;
import dev.recsys.baselines.ShareConfig.By;
import dev.recsys.data.Dataset;
import dev.recsys.testkit.EventContract;
import dev.recsys.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every baseline on panels and on events; none has exceptions but those its kind says itself. */
@Tag("slow")
class BaselinesContractTest {
    private static Trainer<Dataset> neighbours(Similarity similarity, int threads) {
        return new NeighbourTrainer(
                NeighbourConfig.defaults().withSimilarity(similarity).withThreads(threads));
    }

    @Nested
    class CosineOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return neighbours(Similarity.COSINE, threads);
        }
    }

    @Nested
    class CosineOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return neighbours(Similarity.COSINE, threads);
        }
    }

    @Nested
    class TfIdfOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return neighbours(Similarity.TF_IDF, threads);
        }
    }

    @Nested
    class TfIdfOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return neighbours(Similarity.TF_IDF, threads);
        }
    }

    @Nested
    class Bm25OnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return neighbours(Similarity.BM25, threads);
        }
    }

    @Nested
    class Bm25OnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new NeighbourTrainer(NeighbourConfig.defaults()
                    .withSimilarity(Similarity.BM25)
                    .withShrinkage(3)
                    .withThreads(threads));
        }
    }

    @Nested
    class EaseOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new EaseTrainer(EaseConfig.defaults().withRegularization(10).withThreads(threads));
        }
    }

    @Nested
    class EaseOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new EaseTrainer(EaseConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class SlimOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new SlimTrainer(SlimConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class SlimOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new SlimTrainer(SlimConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class SlimOfAnySignOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new SlimTrainer(SlimConfig.defaults()
                    .withSign(SlimConfig.Sign.ANY)
                    .withWeightExponent(0.5)
                    .withThreads(threads));
        }
    }

    @Nested
    class BprOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new BprTrainer(BprConfig.defaults().withFactors(8));
        }
    }

    @Nested
    class BprOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new BprTrainer(BprConfig.defaults().withFactors(8));
        }
    }

    @Nested
    class FeatureFactorsOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new FeatureFactorTrainer(FeatureFactorConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class FeatureFactorsOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new FeatureFactorTrainer(
                    FeatureFactorConfig.defaults().withFactors(4).withThreads(threads));
        }
    }

    @Nested
    class UserNeighboursOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new UserNeighbourTrainer();
        }
    }

    @Nested
    class UserNeighboursOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new UserNeighbourTrainer(UserNeighbourConfig.defaults().withSample(100));
        }
    }

    @Nested
    class MarkovOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new MarkovTrainer(MarkovConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class MarkovOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new MarkovTrainer(MarkovConfig.defaults().withThreads(threads));
        }
    }

    @Nested
    class HoldersOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new ShareTrainer();
        }

        @Override
        protected boolean isPersonalised() {
            return false;
        }
    }

    @Nested
    class RecentOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new ShareTrainer(ShareConfig.defaults().withBy(By.RECENT));
        }

        @Override
        protected boolean isPersonalised() {
            return false;
        }
    }

    @Nested
    class SegmentsOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new ShareTrainer(ShareConfig.defaults().withBy(By.SEGMENT));
        }
    }

    @Nested
    class RandomOnPanels extends RecommenderContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new RandomTrainer();
        }

        @Override
        protected boolean isRandom() {
            return true;
        }
    }

    @Nested
    class RandomOnEvents extends EventContract {
        @Override
        protected Trainer<Dataset> trainer(int threads) {
            return new RandomTrainer();
        }

        @Override
        protected boolean isRandom() {
            return true;
        }
    }
}
