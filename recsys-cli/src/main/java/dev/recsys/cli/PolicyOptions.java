package dev.recsys.cli;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which model decides by which policy: of a folder, or of the generations of a store, which bring their policies. */
final class PolicyOptions {
    @ArgGroup(multiplicity = "1")
    private @Nullable Where where;

    /** One of the two. */
    static final class Where {
        @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
        private @Nullable Path models;

        @Option(
                names = "--store",
                required = true,
                paramLabel = "DIR",
                description = "Folder of generations: models, policy, and the models of customers that it names.")
        private @Nullable Path store;
    }

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "Which generation of the store (default: the current one; to replay, each of them).")
    private @Nullable Long generation;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Which model scores (default: hybrid, or the only one there is; of a generation, its own default).")
    private @Nullable String model;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy, as YAML or JSON (default: that of the generation, or offers by score alone). The files of models it"
                            + " names are looked for beside it.")
    private @Nullable Path policy;

    /** An engine, to be completed; built once, so that a policy that does not fit is refused. */
    DecisionEngine.Builder engine(PrintWriter err) throws IOException {
        if (store() != null) {
            Generation found = generation(ModelStore.at(GenerationsCommand.requireFolder(store())));
            return engine(bundle(found), found);
        }
        Path folder = folder(err);
        return engine(ModelFolder.at(folder).load(ModelSet.chosen(folder, model)), null);
    }

    /** An engine for each model of the folder, or for each generation of the store. */
    List<DecisionEngine> engines(PrintWriter err) throws IOException {
        return store() == null
                ? enginesOfFolder(err)
                : enginesOfStore(ModelStore.at(GenerationsCommand.requireFolder(store())));
    }

    private @Nullable Path store() {
        return Checks.notNull(where, "--models or --store").store;
    }

    private Path folder(PrintWriter err) throws IOException {
        Checks.that(generation == null, "--generation needs --store");
        Path given = Checks.notNull(Checks.notNull(where, "--models or --store").models, "--models");
        ModelSet.noteIgnored(given, err);
        return ModelSet.resolved(given);
    }

    private List<DecisionEngine> enginesOfFolder(PrintWriter err) throws IOException {
        Path folder = folder(err);
        List<String> names = model == null ? ModelSet.names(folder) : List.of(ModelSet.chosen(folder, model));
        List<DecisionEngine> engines = new ArrayList<>();
        IllegalArgumentException refused = null;
        for (String name : names) {
            Bundle bundle = ModelFolder.at(folder).load(name);
            try {
                engines.add(engine(bundle, null).build());
            } catch (IllegalArgumentException e) {
                refused = e; // a policy with values fits only the models whose scores are probabilities
            }
        }
        if (engines.isEmpty() && refused != null) {
            throw refused;
        }
        return engines;
    }

    private List<DecisionEngine> enginesOfStore(ModelStore store) throws IOException {
        if (generation != null) {
            Generation found = generation(store);
            return List.of(engine(bundle(found), found).build());
        }
        List<DecisionEngine> engines = new ArrayList<>();
        for (GenerationInfo info : store.generations()) {
            if (model == null || info.models().contains(model)) {
                Generation found = store.load(info.number());
                engines.add(engine(bundle(found), found).build());
            }
        }
        Checks.that(!engines.isEmpty(), "there is no generation with the model that is asked for in %s", store);
        return engines;
    }

    private Generation generation(ModelStore store) throws IOException {
        Long number = generation;
        return number == null ? store.latest() : store.load(number);
    }

    private Bundle bundle(Generation found) throws IOException {
        return model == null ? found.bundle() : found.bundle(model);
    }

    /** By the policy of a file, or else by that of a generation. */
    private DecisionEngine.Builder engine(Bundle bundle, @Nullable Generation from) throws IOException {
        DecisionEngine.Builder engine = DecisionEngine.around(bundle);
        if (policy != null) {
            Policy read = PolicyFile.read(policy);
            return engine.policy(read)
                    .models(PolicyFile.models(read, policy.toAbsolutePath().resolveSibling("")));
        }
        String text = from == null ? null : from.policy().orElse(null);
        if (from == null || text == null) {
            return engine;
        }
        Policy kept = PolicyFile.parse(from.info().policy().orElse("policy"), text);
        return engine.policy(kept).models(PolicyFile.models(kept, from.predictors()));
    }
}
