package dev.recsys.reliability.hostile;

import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsModel;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprModel;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorModel;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.ItemItemModel;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomModel;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareModel;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.UserNeighbourModel;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterModel;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Trees;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.HeldOutTrainer;
import dev.recsys.popularity.PopularityModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import dev.recsys.testkit.SmallShop;
import java.time.LocalDate;
import java.util.List;

/** A small bank, a small shop and models trained on them; made once, since nothing changes them. */
final class Fixtures {
    static final Panel PANEL = SmallBank.panel(100);
    static final Panel OTHER_PANEL = SmallBank.checkerboard(24);
    static final EventLog SHOP = SmallShop.log(24);

    static final LocalDate LAST = SmallBank.month(SmallBank.MONTHS - 1);
    static final TimeSplit SPLIT = TimeSplit.at(PANEL, LAST);
    private static final Panel TRAIN = SPLIT.trainPanel();

    static final AlsConfig ALS =
            AlsConfig.forPanel().withFactors(3).withIterations(2).withThreads(1);
    static final ClusterConfig CLUSTER =
            ClusterConfig.defaults().withClusters(3).withThreads(1);
    static final MlcConfig MLC = MlcConfig.defaults()
            .withTrees(Trees.defaults().withRounds(3).withMinRowsPerLeaf(5))
            .withCrossFitting(CrossFitting.defaults().withModels(2))
            .withThreads(1);

    static final AlsTrainer ALS_TRAINER = new AlsTrainer(ALS);
    static final ClusterTrainer CLUSTER_TRAINER = new ClusterTrainer(CLUSTER);
    static final MlcTrainer MLC_TRAINER = new MlcTrainer(MLC);

    private static final TrainingListener QUIET = TrainingListener.none();

    static final PopularityModel POPULARITY = new PopularityTrainer().train(TRAIN);
    static final HeldOutTrainer.Fitted ALS_FITTED = ALS_TRAINER.trainHeldOut(TRAIN, QUIET);
    static final HeldOutTrainer.Fitted CLUSTER_FITTED = CLUSTER_TRAINER.trainHeldOut(TRAIN, QUIET);
    static final HeldOutTrainer.Fitted MLC_FITTED = MLC_TRAINER.trainHeldOut(TRAIN, QUIET);
    static final AlsModel ALS_MODEL = (AlsModel) ALS_FITTED.model();
    static final ClusterModel CLUSTER_MODEL = (ClusterModel) CLUSTER_FITTED.model();
    static final MlcModel MLC_MODEL = (MlcModel) MLC_FITTED.model();
    static final ItemItemModel ITEM_ITEM =
            new NeighbourTrainer(NeighbourConfig.defaults().withThreads(1)).train(TRAIN);
    static final UserNeighbourModel USER_NEIGHBOURS = new UserNeighbourTrainer().train(TRAIN);
    static final BprModel BPR = new BprTrainer(BprConfig.defaults().withFactors(3)).train(TRAIN);
    static final FeatureFactorTrainer FEATURE_FACTORS_TRAINER = new FeatureFactorTrainer(
            FeatureFactorConfig.defaults().withFactors(3).withIterations(2).withThreads(1));
    static final FeatureFactorModel FEATURE_FACTORS = FEATURE_FACTORS_TRAINER.train(TRAIN);
    static final ShareModel SHARE =
            new ShareTrainer(ShareConfig.defaults().withBy(ShareConfig.By.SEGMENT)).train(TRAIN);
    static final RandomModel RANDOM = new RandomTrainer().train(TRAIN);
    static final GraphFilterTrainer GRAPH_TRAINER =
            new GraphFilterTrainer(GraphFilterConfig.defaults().withFactors(3).withThreads(1));
    static final GraphFilterModel GRAPH_MODEL = GRAPH_TRAINER.train(TRAIN);
    static final AlsModel SHOP_MODEL =
            new AlsTrainer(AlsConfig.forEvents().withFactors(3).withIterations(1)).train(SHOP);
    static final HybridRecommender HYBRID = HybridRecommender.builder()
            .add("als", ALS_MODEL)
            .add("segments", CLUSTER_MODEL)
            .add("mlc", MLC_MODEL)
            .fallback(POPULARITY)
            .build();
    static final Bundle BUNDLE = Bundle.of(HYBRID).remembering(PANEL);
    static final CustomerMemory MEMORY = BUNDLE.memory().orElseThrow();

    static final EvaluationReport REPORT = Evaluator.defaults(3).evaluate(POPULARITY, SPLIT);

    static final Sections SECTIONS = Sections.builder()
            .put("ints", new int[] {1, 2})
            .put("floats", new float[] {1, 2})
            .put("shares", new double[] {0, 1})
            .put("doubles", new double[] {1, 2})
            .put("text", "text")
            .put("ids", PANEL.users())
            .put("catalogue", PANEL.catalogue())
            .put("vocabulary", PANEL.vocabulary())
            .put("matrix", PANEL.interactions())
            .put("features", PANEL.last().features())
            .build();

    private Fixtures() {}

    /** A customer as the pipeline would resolve it, for all models here. */
    static KnownCustomer customer() {
        int[] held = MEMORY.holdings().columnsOf(0);
        return new KnownCustomer(
                held,
                MEMORY.holdings().weightsOf(0),
                MEMORY.history(0, 0),
                MEMORY.features(0),
                MEMORY.featuresBefore(0),
                new KnownCustomer.Known(true, true, true, true, true));
    }

    static final List<String> NAMES = List.of("age", "city");
}
