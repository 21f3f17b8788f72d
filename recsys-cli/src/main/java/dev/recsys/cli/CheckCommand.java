package dev.recsys.cli;

import dev.recsys.CustomerPredictor;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Pointer;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.cli.Ledger.Outcome;
import dev.recsys.cluster.table.TableSegments;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies what would be served. */
@Command(
        name = "check",
        description = {
            "Verifies models, bytes and meaning, and prints a line for each check.",
            "",
            "Exit codes: 0 sound, 1 a check failed (or, with --strict, gave a note), 2 bad usage.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable What what;

    /** One of the two. */
    static final class What {
        @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
        private @Nullable Path models;

        @Option(names = "--store", required = true, paramLabel = "DIR", description = "Folder of generations.")
        private @Nullable Path store;
    }

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "Which generation of the store (default: the current one).")
    private @Nullable Long generation;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Require a signature by the holder of this key; may be given again.")
    private List<Path> publicKeys = List.of();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The date for which the age of the data is told (default: today).")
    private @Nullable LocalDate date;

    @Option(names = "--strict", description = "Exit with 1 for notes too.")
    private boolean strict;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        What given = Checks.notNull(what, "--models or --store");
        Ledger ledger = new Ledger();
        if (given.models != null) {
            Checks.that(generation == null, "--generation needs --store");
            Checks.that(publicKeys.isEmpty(), "--public-key needs --store: what is signed is a generation");
            checkModels(ledger, ModelSet.resolved(given.models));
        } else {
            checkStore(ledger, ModelStore.at(GenerationsCommand.requireFolder(given.store)));
        }
        if (json) {
            out.println(ledger.toJson());
        } else {
            ledger.print(out);
        }
        return ledger.count(Outcome.FAILED) > 0 || (strict && ledger.count(Outcome.NOTE) > 0) ? 1 : 0;
    }

    private LocalDate today() {
        return date == null ? LocalDate.now(ZoneOffset.UTC) : date;
    }

    private void checkModels(Ledger ledger, Path folder) throws IOException {
        ModelFolder saved = ModelFolder.at(folder);
        for (String name : ModelSet.names(folder)) {
            if (ModelSet.inspect(folder, name).algorithm().equals(TableSegments.ALGORITHM)) {
                checkSegments(ledger, name, saved.fileOf(name));
            } else {
                checkModel(ledger, name, () -> saved.load(name));
            }
        }
    }

    /** Segments of a table recommend nothing: they are verified by being loaded, and asked of a customer of whom nothing is known. */
    private static void checkSegments(Ledger ledger, String name, Path file) {
        ledger.run(name, "bytes", () -> {
            TableSegments segments = TableSegments.load(file);
            segments.assign(Map.of());
            return "checksums verified, " + TableSegments.ALGORITHM + " "
                    + segments.info().modelHash().substring(0, 16);
        });
    }

    /** Loads a model. */
    private interface Source {
        Bundle load() throws IOException;
    }

    private void checkModel(Ledger ledger, String name, Source source) {
        Bundle[] loaded = new Bundle[1];
        boolean isLoaded = ledger.run(name, "bytes", () -> {
            loaded[0] = source.load();
            return "checksums verified, " + loaded[0].info().algorithm() + " "
                    + loaded[0].info().modelHash().substring(0, 16);
        });
        if (isLoaded) {
            ModelChecks.run(ledger, name, loaded[0], today());
        }
    }

    private void checkStore(Ledger ledger, ModelStore store) throws IOException {
        Long number = generation;
        if (number == null) {
            Long[] current = new Long[1];
            ledger.run("store", "pointer", () -> {
                Pointer pointer =
                        store.current().orElseThrow(() -> new IllegalStateException("no generation is current"));
                current[0] = pointer.number();
                return pointer.id() + ", since " + pointer.since();
            });
            number = current[0];
        }
        if (number != null) {
            checkGeneration(ledger, store, number);
        }
    }

    private void checkGeneration(Ledger ledger, ModelStore store, long number) throws IOException {
        String subject = "generation " + number;
        if (!publicKeys.isEmpty()) {
            List<java.security.PublicKey> keys = new java.util.ArrayList<>();
            for (Path file : publicKeys) {
                keys.add(SigningKeys.publicKey(file));
            }
            if (!ledger.run(subject, "signature", () -> {
                store.requiring(keys).load(number);
                return "by the holder of a required key";
            })) {
                return;
            }
        }
        Generation[] loaded = new Generation[1];
        if (!ledger.run(subject, "files", () -> {
            loaded[0] = store.load(number);
            GenerationInfo info = loaded[0].info();
            return info.files().size() + " files, each of the size and SHA-256 of the manifest of " + info.created();
        })) {
            return;
        }
        Generation found = loaded[0];
        for (String model : found.info().models()) {
            checkModel(ledger, model, () -> found.bundle(model));
        }
        found.info()
                .policy()
                .ifPresent(file -> ledger.run(file, "policy", () -> {
                    Policy policy = PolicyFile.parse(file, found.policy().orElse(""));
                    Map<String, CustomerPredictor> named = PolicyFile.models(policy, found.predictors());
                    DecisionEngine.around(found.bundle())
                            .policy(policy)
                            .models(named)
                            .build();
                    return "can be read, and fits " + found.info().defaultModel()
                            + (named.isEmpty() ? "" : ", with " + inWords(named));
                }));
    }

    /** Such as {@code churn (left, 3f2a9c0112345678)}. */
    private static String inWords(Map<String, CustomerPredictor> models) {
        return models.entrySet().stream()
                .map(model -> String.format(
                        Locale.ROOT,
                        "%s (%s, %.16s)",
                        model.getKey(),
                        model.getValue().target(),
                        model.getValue().modelHash()))
                .collect(Collectors.joining(", "));
    }
}
