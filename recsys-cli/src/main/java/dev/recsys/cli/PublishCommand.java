package dev.recsys.cli;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.live.SmokeRequests;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a folder of models the current generation of a store. */
@Command(
        name = "publish",
        description = {
            "Makes a folder of models the current generation of a store, for those who serve it.",
            "",
            "The models must pass a smoke test, and the policy must fit the model that answers by default. Models of customers"
                    + " that the policy names are looked for beside its file, and kept with it.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Folder of generations; created if need be.")
    private @Nullable Path store;

    @Option(
            names = "--default",
            paramLabel = "NAME",
            description = "Which model answers by default (default: hybrid, or the only one there is).")
    private @Nullable String defaultModel;

    @Option(names = "--policy", paramLabel = "FILE", description = "The policy, as YAML or JSON (default: none).")
    private @Nullable Path policy;

    @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "A note for the manifest.")
    private String note = "";

    @Option(names = "--key", paramLabel = "FILE", description = "Sign with this private key.")
    private @Nullable Path key;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "" + ModelStore.DEFAULT_KEPT,
            description = "How many of the newest generations to keep (default: ${DEFAULT-VALUE}).")
    private int keep = ModelStore.DEFAULT_KEPT;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        Path given = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(given, Checks.notNull(spec, "spec").commandLine().getErr());
        ModelStore target = ModelStore.at(Folders.requireFolder("--store", Checks.notNull(store, "--store")))
                .keeping(keep);
        if (key != null) {
            target = target.signing(SigningKeys.privateKey(key));
        }
        GenerationInfo saved = target.save(release(ModelSet.resolved(given)));
        if (json) {
            out.println(JsonMappers.text(GenerationsCommand.asJson(saved)));
        } else {
            out.println("generation " + saved.id() + " is saved" + (key == null ? "" : " and signed"));
        }
        return 0;
    }

    private Release release(Path folder) throws IOException {
        String chosen = ModelSet.chosen(folder, defaultModel);
        ModelFolder saved = ModelFolder.at(folder);
        Release release = Release.of(chosen, smoked(chosen, saved.load(chosen))).withNote(note);
        for (String name : ModelSet.names(folder)) {
            if (!name.equals(chosen)) {
                release = release.with(name, smoked(name, saved.load(name)));
            }
        }
        if (policy == null) {
            return release;
        }
        String file = String.valueOf(policy.getFileName());
        String text = TextFile.read(policy);
        Policy parsed = PolicyFile.parse(file, text);
        Release whole = release.withPolicy(
                file,
                text,
                PolicyFile.modelFiles(parsed, policy.toAbsolutePath().resolveSibling("")));
        DecisionEngine.around(Checks.notNull(release.bundles().get(chosen), chosen))
                .policy(parsed)
                .models(PolicyFile.models(parsed, whole.predictors()))
                .build();
        return whole;
    }

    private static Bundle smoked(String name, Bundle bundle) {
        try {
            SmokeRequests.defaults().check(bundle);
            return bundle;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(name + " is not published: " + e.getMessage(), e);
        }
    }
}
