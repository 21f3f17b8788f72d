package dev.recsys.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.ModelInfo;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.InfoJson;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what saved models are. */
@Command(
        name = "inspect",
        description = "Shows what saved models are: algorithm, hash, provenance.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--models", required = true, paramLabel = "DIR", description = "Folder of saved models.")
    private @Nullable Path models;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path folder = Checks.notNull(models, "--models");
        ModelSet.noteIgnored(folder, Checks.notNull(spec, "spec").commandLine().getErr());
        print(Checks.notNull(spec, "spec").commandLine().getOut(), folder, ModelSet.names(folder), json);
        return 0;
    }

    static void print(PrintWriter out, Path folder, Collection<String> names, boolean json) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode list = root.putArray("models");
        for (String name : names) {
            ModelInfo info = ModelSet.inspect(folder, name);
            Path file = ModelFolder.at(folder).fileOf(name);
            if (json) {
                list.add(asJson(name, info, file));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%-12s %-12s %s  %,d users, %d items, trained in %.1f s%n             %s%n",
                        name,
                        info.algorithm(),
                        info.modelHash()
                                .substring(0, Math.min(16, info.modelHash().length())),
                        info.userCount(),
                        info.itemCount(),
                        info.trainMillis() / 1e3,
                        file);
            }
        }
        if (json) {
            out.println(JsonMappers.text(root));
        }
    }

    private static ObjectNode asJson(String name, ModelInfo info, Path file) throws JsonProcessingException {
        ObjectNode model = MAPPER.createObjectNode()
                .put("name", name)
                .put("algorithm", info.algorithm())
                .put("modelHash", info.modelHash())
                .put("file", file.toString());
        model.set("provenance", MAPPER.readTree(InfoJson.write(info)));
        return model;
    }
}
