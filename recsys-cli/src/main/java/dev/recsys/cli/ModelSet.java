package dev.recsys.cli;

import dev.recsys.ModelInfo;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Options.Kind;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models of the command line by name: how they are trained, saved and loaded. */
final class ModelSet {
    static final String POPULARITY = "popularity";
    static final String ALS = "als";
    static final String GRAPH = "graph";
    static final String CLUSTER = "cluster";
    static final String MLC = "mlc";
    static final String HYBRID = "hybrid";

    /** All, in their usual order: popularity first and the hybrid last. */
    static final List<String> NAMES = Stream.of(
                    List.of(POPULARITY), Baselines.NAMES, List.of(ALS, GRAPH, CLUSTER, MLC, HYBRID))
            .flatMap(List::stream)
            .toList();

    private ModelSet() {}

    /** Trains a hybrid; gives it and its parts, popularity first and the hybrid last. */
    static Map<String, ScoringModel> train(Dataset data, RunConfig config, TrainingListener listener) {
        HybridRecommender hybrid;
        if (data instanceof Panel panel) {
            hybrid = HybridTrainer.forPanels()
                    .add(ALS, new AlsTrainer(config.als()))
                    .add(CLUSTER, new ClusterTrainer(config.cluster().byFeatures()))
                    .add(MLC, new MlcTrainer(config.mlc()))
                    .fallback(new PopularityTrainer(config.popularity()))
                    .build()
                    .train(panel, listener);
        } else {
            hybrid = HybridTrainer.forEvents()
                    .add(ALS, new AlsTrainer(config.als()))
                    .add(GRAPH, new GraphFilterTrainer(config.graph()))
                    .fallback(new PopularityTrainer(config.popularity()))
                    .build()
                    .train((EventLog) data, listener);
        }
        Map<String, ScoringModel> models = new LinkedHashMap<>();
        models.put(POPULARITY, hybrid.fallback().orElseThrow());
        models.putAll(hybrid.components());
        if (data instanceof Panel panel && config.cluster().features().holdingWeight() > 0) {
            // Alone, segments look at holdings too; in the hybrid the other components do.
            models.put(CLUSTER, new ClusterTrainer(config.cluster()).train(panel, listener));
        }
        models.put(HYBRID, hybrid);
        return models;
    }

    /** Trains one model alone. */
    static ScoringModel trainOne(String name, Dataset data, RunConfig config, TrainingListener listener) {
        boolean needsPanel = name.equals(CLUSTER) || name.equals(MLC);
        Checks.that(!needsPanel || data instanceof Panel, "%s needs a panel, since events have no attributes", name);
        return switch (name) {
            case ALS -> new AlsTrainer(config.als()).train(data, listener);
            case GRAPH -> new GraphFilterTrainer(config.graph()).train(data, listener);
            case CLUSTER -> new ClusterTrainer(config.cluster()).train((Panel) data, listener);
            case MLC -> new MlcTrainer(config.mlc()).train((Panel) data, listener);
            default -> Baselines.train(name, data, config.baselines(), listener);
        };
    }

    /** Where in the configuration the options of a model stand. */
    static List<String> optionsOf(String name) {
        return switch (name) {
            case ALS, GRAPH, CLUSTER, MLC -> List.of(name);
            case HYBRID -> List.of(POPULARITY, ALS, CLUSTER, MLC);
            default -> List.of("baselines." + Baselines.optionsOf(name));
        };
    }

    /** As {@link #optionsOf}, of a model that is trained on events. */
    static List<String> optionsOnEvents(String name) {
        return name.equals(HYBRID) ? List.of(POPULARITY, ALS, GRAPH) : optionsOf(name);
    }

    /** Where in the configuration stands how long a model trains; nowhere for one that has nothing to repeat. */
    static List<String> effortOf(String name, Kind kind) {
        return switch (name) {
            case ALS -> List.of("als.iterations");
            case MLC -> List.of("mlc.trees.rounds");
            case HYBRID ->
                kind == Kind.PANEL ? List.of("als.iterations", "mlc.trees.rounds") : List.of("als.iterations");
            case GRAPH, CLUSTER -> List.of();
            default ->
                Baselines.effortOf(name)
                        .map(option -> List.of("baselines." + option))
                        .orElse(List.of());
        };
    }

    /** Saves each model with what it needs to remember of the customers of some data; null for no memory. */
    static void save(Path folder, Map<String, ? extends ScoringModel> models, Dataset remembered, Memory memory)
            throws IOException {
        ModelFolder store = ModelFolder.at(folder);
        for (Map.Entry<String, ? extends ScoringModel> model : models.entrySet()) {
            Bundle bundle = Bundle.of(model.getValue());
            store.save(model.getKey(), memory == Memory.CUSTOMERS ? bundle.remembering(remembered) : bundle);
        }
    }

    /** What saved models remember. */
    enum Memory {
        CUSTOMERS,
        NONE
    }

    /** All models of a folder, popularity first and the hybrid last; none of them from a later run than the others. */
    static Map<String, Bundle> load(Path given) throws IOException {
        Path folder = resolved(given);
        ModelFolder store = ModelFolder.at(folder);
        Map<String, Bundle> models = new LinkedHashMap<>();
        for (String name : names(folder)) {
            models.put(name, store.load(name));
        }
        return models;
    }

    /** The names of all models of a folder, known ones first in their usual order. */
    static List<String> names(Path folder) throws IOException {
        Folders.requireExisting(folder);
        List<String> names = ModelFolder.at(folder).names().stream()
                .sorted(Comparator.<String>comparingInt(
                                name -> NAMES.contains(name) ? NAMES.indexOf(name) : NAMES.size())
                        .thenComparing(name -> name))
                .toList();
        if (names.isEmpty()) {
            List<String> others = ignored(folder);
            Checks.that(
                    others.isEmpty(),
                    "there is no model in %s; %s is none, as the name of a model has letters, digits, dots, dashes and"
                            + " underscores",
                    folder,
                    others);
            throw new IllegalArgumentException("there is no model in " + folder);
        }
        return names;
    }

    /** The model asked for by name, or the hybrid, or the only one there is. */
    static String chosen(Path folder, @Nullable String wanted) throws IOException {
        List<String> names = names(folder);
        if (wanted != null) {
            Checks.that(names.contains(wanted), "there is no model \"%s\" in %s; there are %s", wanted, folder, names);
            return wanted;
        }
        Optional<String> chosen = ModelFolder.at(folder).defaultName();
        Checks.that(chosen.isPresent(), "--model must say which of %s", names);
        return chosen.orElseThrow();
    }

    /** The folder without links on the way, so that it stays that of one run while another is published. */
    static Path resolved(Path folder) throws IOException {
        Folders.requireExisting(folder);
        return folder.toRealPath();
    }

    /** Says of files that end like models that their names are none. */
    static void noteIgnored(Path folder, PrintWriter err) throws IOException {
        Folders.requireExisting(folder);
        for (String file : ignored(folder)) {
            err.println("note: " + folder.resolve(file)
                    + " is left out: the name of a model has letters, digits, dots, dashes and underscores");
        }
        err.flush();
    }

    private static List<String> ignored(Path folder) throws IOException {
        List<String> names = ModelFolder.at(folder).names();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ModelFolder.SUFFIX) && !file.startsWith("."))
                    .filter(file -> !names.contains(file.substring(0, file.length() - ModelFolder.SUFFIX.length())))
                    .sorted()
                    .toList();
        }
    }

    static ModelInfo inspect(Path folder, String name) throws IOException {
        return ModelFolder.at(folder).inspect(name);
    }
}
