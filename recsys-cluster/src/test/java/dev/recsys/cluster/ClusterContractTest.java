package dev.recsys.cluster;

import dev.recsys.Trainer;
import dev.recsys.data.Panel;
import dev.recsys.testkit.RecommenderContract;

class ClusterContractTest extends RecommenderContract {
    @Override
    protected Trainer<Panel> trainer(int threads) {
        return new ClusterTrainer(ClusterConfig.defaults().withClusters(4).withThreads(threads));
    }
}
