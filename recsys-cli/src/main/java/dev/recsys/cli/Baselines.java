package dev.recsys.cli;

import dev.recsys.TrainingListener;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig.Similarity;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig.By;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.pipeline.ScoringModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The baselines of the command line by name. */
final class Baselines {
    /** All, in their usual order. */
    static final List<String> NAMES = List.of(
            "random",
            "holdings",
            "additions",
            "recent",
            "segment",
            "markov",
            "cosine",
            "tfidf",
            "bm25",
            "ease",
            "slim",
            "bpr",
            "userknn",
            "features");

    private Baselines() {}

    /** Trains one. */
    static ScoringModel train(String name, Dataset data, BaselinesConfig config, TrainingListener listener) {
        return switch (name) {
            case "random" -> new RandomTrainer(config.random()).train(data, listener);
            case "holdings" -> share(By.HOLDINGS, config).train(data, listener);
            case "additions" -> share(By.ADDITIONS, config).train(data, listener);
            case "recent" -> share(By.RECENT, config).train(data, listener);
            case "segment" -> share(By.SEGMENT, config).train(data, listener);
            case "markov" -> new MarkovTrainer(config.markov()).train(data, listener);
            case "cosine" -> neighbours(Similarity.COSINE, config).train(data, listener);
            case "tfidf" -> neighbours(Similarity.TF_IDF, config).train(data, listener);
            case "bm25" -> neighbours(Similarity.BM25, config).train(data, listener);
            case "ease" -> new EaseTrainer(config.ease()).train(data, listener);
            case "userknn" -> new UserNeighbourTrainer(config.userNeighbours()).train(data, listener);
            case "bpr" -> new BprTrainer(config.bpr()).train(data, listener);
            case "features" -> new FeatureFactorTrainer(config.featureFactors()).train(data, listener);
            case "slim" -> new SlimTrainer(config.slim()).train(data, listener);
            default -> throw new IllegalArgumentException("there is no model \"" + name + "\"");
        };
    }

    /** The name of a baseline's options in {@link BaselinesConfig}. */
    static String optionsOf(String name) {
        return switch (name) {
            case "holdings", "additions", "recent", "segment" -> "share";
            case "cosine", "tfidf", "bm25" -> "neighbours";
            case "userknn" -> "userNeighbours";
            case "features" -> "featureFactors";
            case "random", "markov", "ease", "slim", "bpr" -> name;
            default -> throw new IllegalArgumentException("there is no model \"" + name + "\" with options to search");
        };
    }

    /** The option of {@link BaselinesConfig} that says how long a baseline trains, where it has one. */
    static Optional<String> effortOf(String name) {
        return switch (name) {
            case "bpr" -> Optional.of("bpr.epochs");
            case "slim" -> Optional.of("slim.sweeps");
            case "features" -> Optional.of("featureFactors.iterations");
            default -> Optional.empty();
        };
    }

    private static ShareTrainer share(By by, BaselinesConfig config) {
        return new ShareTrainer(config.share().withBy(by));
    }

    private static NeighbourTrainer neighbours(Similarity similarity, BaselinesConfig config) {
        return new NeighbourTrainer(config.neighbours().withSimilarity(similarity));
    }

    /** Trains all that the data and the memory allow; says which are left out, and why. */
    static Map<String, ScoringModel> trainAll(
            Dataset data, BaselinesConfig config, TrainingListener listener, BiConsumer<String, String> leftOut) {
        Map<String, ScoringModel> models = new LinkedHashMap<>();
        for (String name : NAMES) {
            try {
                models.put(name, train(name, data, config, listener));
            } catch (IllegalArgumentException | IllegalStateException e) {
                // What a trainer refuses, in words: data that lack what it needs, or a heap that is too small.
                leftOut.accept(name, String.valueOf(e.getMessage()));
            }
        }
        return models;
    }
}
