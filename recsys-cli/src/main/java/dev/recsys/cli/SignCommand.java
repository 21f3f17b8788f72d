package dev.recsys.cli;

import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Pointer;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a generation, or makes the keys for it. */
@Command(
        name = "sign",
        description = {
            "Signs a generation of a store by Ed25519, or makes the keys for it.",
            "",
            "  recsys sign --generate-key FILE              writes FILE and FILE.pub",
            "  recsys sign --key FILE --store DIR           signs the current generation",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--generate-key",
            paramLabel = "FILE",
            description = "Make a private key, readable by its owner alone, and beside it the public key, FILE.pub.")
    private @Nullable Path generate;

    @Option(names = "--key", paramLabel = "FILE", description = "The private key.")
    private @Nullable Path key;

    @Option(names = "--store", paramLabel = "DIR", description = "Folder of generations.")
    private @Nullable Path store;

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "Which generation to sign (default: the current one).")
    private @Nullable Long generation;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        if (generate != null) {
            Checks.that(key == null && store == null && generation == null, "--generate-key goes with no other option");
            Path publicKey = SigningKeys.generate(generate);
            out.println("private key: " + generate + System.lineSeparator() + "public key:  " + publicKey);
            return 0;
        }
        Checks.that(key != null && store != null, "give --key and --store, or --generate-key");
        ModelStore target = ModelStore.at(GenerationsCommand.requireFolder(store));
        Long number = generation;
        if (number == null) {
            number = target.current().map(Pointer::number).orElse(null);
            Checks.that(number != null, "there is no generation in %s", store);
        }
        GenerationInfo signed = target.sign(
                Checks.notNull(number, "--generation"), SigningKeys.privateKey(Checks.notNull(key, "--key")));
        out.println("generation " + signed.id() + " is signed");
        return 0;
    }
}
