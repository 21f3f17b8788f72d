package dev.recsys.cli;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.check.Checks;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.model.ModelStore;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of the command line by name: how they are trained, saved and loaded. */
final class ModelSet {
    static final String POPULARITY = "popularity";
    static final String ALS = "als";
    static final String CLUSTER = "cluster";
    static final String MLC = "mlc";
    static final String HYBRID = "hybrid";

    /** The best of those measured on folds of customers, see docs/decisions/0013-blend-again.md; the others weigh 1. */
    private static final Map<String, Double> WEIGHTS = Map.of(CLUSTER, 0.5, MLC, 10.0);

    private ModelSet() {}

    /** Trains the single models, in order, each once. */
    static Map<String, Recommender> train(Map<String, Trainer> trainers, Dataset data, TrainingListener listener) {
        Map<String, Recommender> models = new LinkedHashMap<>();
        trainers.forEach((name, trainer) -> models.put(name, trainer.train(data, listener)));
        return models;
    }

    /** The trainers of the single models for a panel. */
    static Map<String, Trainer> panelTrainers(AlsConfig als, long seed, int threads) {
        Map<String, Trainer> trainers = new LinkedHashMap<>();
        trainers.put(POPULARITY, new PopularityTrainer(PopularityConfig.defaults()));
        trainers.put(ALS, new AlsTrainer(als));
        trainers.put(
                CLUSTER,
                new ClusterTrainer(
                        ClusterConfig.builder().seed(seed).threads(threads).build()));
        trainers.put(
                MLC,
                new MlcTrainer(MlcConfig.defaults().withSeed(seed).withThreads(threads)));
        return trainers;
    }

    /** The trainers of the single models for an event log, which has no attributes and no months. */
    static Map<String, Trainer> eventTrainers(AlsConfig als) {
        Map<String, Trainer> trainers = new LinkedHashMap<>();
        trainers.put(POPULARITY, new PopularityTrainer(PopularityConfig.defaults()));
        trainers.put(ALS, new AlsTrainer(als));
        return trainers;
    }

    /** Composes the single models; popularity is the fallback, not a component. */
    static Recommender hybrid(Map<String, Recommender> models) {
        HybridRecommender.Builder hybrid =
                HybridRecommender.builder().blend(Blend.weightedSum(WEIGHTS, Blend.Normalization.SHARE));
        models.forEach((name, model) -> {
            if (!name.equals(POPULARITY)) {
                hybrid.add(name, model);
            }
        });
        return hybrid.fallback(Checks.notNull(models.get(POPULARITY), POPULARITY))
                .build();
    }

    static void save(Path folder, Map<String, Recommender> models) throws IOException {
        ModelStore store = ModelStore.at(folder);
        for (Map.Entry<String, Recommender> model : models.entrySet()) {
            store.save(model.getKey(), model.getValue());
        }
    }

    /** All models of a folder, popularity first and the hybrid last. */
    static Map<String, Recommender> load(Path folder) throws IOException {
        ModelStore store = ModelStore.at(folder);
        Map<String, Recommender> models = new LinkedHashMap<>();
        for (String name : names(folder)) {
            models.put(name, store.load(name));
        }
        return models;
    }

    /** The names of all models of a folder, known ones first in their usual order. */
    static List<String> names(Path folder) throws IOException {
        Checks.that(Files.isDirectory(folder), "there is no folder %s", folder);
        List<String> usual = List.of(POPULARITY, ALS, CLUSTER, MLC, HYBRID);
        List<String> names = ModelStore.at(folder).names().stream()
                .sorted(Comparator.<String>comparingInt(
                                name -> usual.contains(name) ? usual.indexOf(name) : usual.size())
                        .thenComparing(name -> name))
                .toList();
        Checks.that(!names.isEmpty(), "there is no model in %s", folder);
        return names;
    }

    static ModelInfo inspect(Path folder, String name) throws IOException {
        return ModelStore.at(folder).inspect(name);
    }
}
