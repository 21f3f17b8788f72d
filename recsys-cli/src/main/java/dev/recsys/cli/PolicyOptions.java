package dev.recsys.cli;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model decides by which policy. */
final class PolicyOptions {
    @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model scores (default: hybrid, or the only one there is).")
    private @Nullable String model;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy, as YAML or JSON (default: offers by score alone). The files of models it names are looked for"
                            + " beside it.")
    private @Nullable Path policy;

    /** An engine, to be completed; built once, so that a policy that does not fit is refused. */
    DecisionEngine.Builder engine(PrintWriter err) throws IOException {
        Path given = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(given, err);
        Path folder = ModelSet.resolved(given);
        Bundle bundle = ModelFolder.at(folder).load(ModelSet.chosen(folder, model));
        return engine(bundle, policy());
    }

    /** An engine for each model of the folder. */
    List<DecisionEngine> engines(PrintWriter err) throws IOException {
        Path given = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(given, err);
        Path folder = ModelSet.resolved(given);
        Policy read = policy();
        List<String> names = model == null ? ModelSet.names(folder) : List.of(ModelSet.chosen(folder, model));
        List<DecisionEngine> engines = new java.util.ArrayList<>();
        IllegalArgumentException refused = null;
        for (String name : names) {
            Bundle bundle = ModelFolder.at(folder).load(name);
            try {
                engines.add(engine(bundle, read).build());
            } catch (IllegalArgumentException e) {
                refused = e; // a policy with values fits only the models whose scores are probabilities
            }
        }
        if (engines.isEmpty() && refused != null) {
            throw refused;
        }
        return engines;
    }

    private @Nullable Policy policy() throws IOException {
        return policy == null ? null : PolicyFile.read(policy);
    }

    private DecisionEngine.Builder engine(Bundle bundle, @Nullable Policy read) throws IOException {
        DecisionEngine.Builder engine = DecisionEngine.around(bundle);
        return read == null || policy == null
                ? engine
                : engine.policy(read)
                        .models(PolicyFile.models(read, policy.toAbsolutePath().resolveSibling("")));
    }
}
