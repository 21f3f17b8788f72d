package dev.recsys.reliability;

import dev.recsys.BatchRequest;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.io.SantanderReader;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Trees;
import dev.recsys.synthetic.SyntheticBank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** All an application does with the library; run inside a class loader of its own. */
public final class ClassLoaderWork implements Callable<String> {
    private final Path folder;

    public ClassLoaderWork(Path folder) {
        this.folder = folder;
    }

    @Override
    public String call() throws Exception {
        Path csv = folder.resolve("panel.csv");
        SyntheticBank.builder().customers(200).months(4).build().writeCsv(csv);
        Panel panel = SantanderReader.builder().read(csv).panel();
        TimeSplit split = TimeSplit.at(panel, panel.last().date());
        var model = HybridTrainer.forPanels()
                .add("als", new AlsTrainer(AlsConfig.forPanel().withFactors(4).withIterations(2)))
                .add("segments", new ClusterTrainer(ClusterConfig.defaults().withClusters(3)))
                .add(
                        "mlc",
                        new MlcTrainer(MlcConfig.defaults()
                                .withTrees(Trees.defaults().withRounds(3).withMinRowsPerLeaf(5))
                                .withCrossFitting(CrossFitting.defaults().withModels(2))))
                .build()
                .train(split.trainPanel(), TrainingListener.progress());
        Path file = folder.resolve("model.recsys");
        Bundle.of(model).remembering(split.train()).save(file);
        Bundle bundle = Bundle.load(file);
        Evaluator.defaults(3).evaluate(bundle, split);
        bundle.recommendAll(BatchRequest.forAllCustomers().threads(2), answer -> {});
        RecommendationRequest request =
                PanelCustomers.at(panel, panel.last().date()).request(0).build();
        String answer = bundle.recommend(request).toJson();
        ((HybridRecommender) bundle.model()).guarded(GuardConfig.defaults()).recommend(request);
        Files.delete(file);
        Files.delete(csv);
        return answer;
    }
}
