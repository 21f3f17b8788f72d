package dev.recsys.cluster;

import dev.recsys.Trainer;
import dev.recsys.testkit.RecommenderContract;

class ClusterContractTest extends RecommenderContract {
    @Override
    protected Trainer trainer(int threads) {
        return new ClusterTrainer(
                ClusterConfig.builder().clusters(4).threads(threads).build());
    }
}
