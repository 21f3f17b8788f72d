package dev.recsys.studies;

import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourConfig.Similarity;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareConfig.By;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.util.ArrayList;
import java.util.List;

/** Every model by the name the command line gives it, with its defaults. */
final class StudyModels {
    private static final List<String> OF_ANY_DATA = List.of(
            "random",
            "popularity",
            "holdings",
            "additions",
            "recent",
            "markov",
            "cosine",
            "tfidf",
            "bm25",
            "userknn",
            "bpr",
            "features",
            "slim",
            "ease",
            "als",
            "graph");

    private StudyModels() {}

    /** Those that some data can train, baselines first and the hybrid last. */
    static List<String> names(boolean panel) {
        List<String> names = new ArrayList<>(OF_ANY_DATA);
        if (panel) {
            names.addAll(List.of("segment", "cluster", "mlc"));
        }
        names.add("hybrid");
        return names;
    }

    static ScoringModel train(String name, Dataset data) {
        return switch (name) {
            case "random" -> new RandomTrainer().train(data);
            case "popularity" -> new PopularityTrainer().train(data);
            case "holdings" -> share(By.HOLDINGS, data);
            case "additions" -> share(By.ADDITIONS, data);
            case "recent" -> share(By.RECENT, data);
            case "segment" -> share(By.SEGMENT, data);
            case "markov" -> new MarkovTrainer().train(data);
            case "cosine" -> neighbours(Similarity.COSINE, data);
            case "tfidf" -> neighbours(Similarity.TF_IDF, data);
            case "bm25" -> neighbours(Similarity.BM25, data);
            case "userknn" -> new UserNeighbourTrainer().train(data);
            case "bpr" -> new BprTrainer().train(data);
            case "features" -> new FeatureFactorTrainer().train(data);
            case "slim" -> new SlimTrainer().train(data);
            case "ease" -> new EaseTrainer().train(data);
            case "als" -> new AlsTrainer().train(data);
            case "graph" -> new GraphFilterTrainer().train(data);
            case "cluster" -> new ClusterTrainer().train((Panel) data);
            case "mlc" -> new MlcTrainer().train((Panel) data);
            case "hybrid" -> data instanceof Panel panel ? hybrid(panel) : hybrid((EventLog) data);
            default -> throw new IllegalArgumentException("there is no model " + name);
        };
    }

    private static ScoringModel hybrid(Panel panel) {
        return HybridTrainer.forPanels()
                .add("als", new AlsTrainer())
                .add("cluster", new ClusterTrainer(ClusterConfig.forHybrid()))
                .add("mlc", new MlcTrainer())
                .build()
                .train(panel);
    }

    private static ScoringModel hybrid(EventLog log) {
        return HybridTrainer.forEvents()
                .add("als", new AlsTrainer())
                .add("graph", new GraphFilterTrainer())
                .build()
                .train(log);
    }

    private static ScoringModel share(By by, Dataset data) {
        return new ShareTrainer(ShareConfig.defaults().withBy(by)).train(data);
    }

    private static ScoringModel neighbours(Similarity similarity, Dataset data) {
        return new NeighbourTrainer(NeighbourConfig.defaults().withSimilarity(similarity)).train(data);
    }
}
