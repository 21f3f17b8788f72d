package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Pointer;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the generations of a store, and makes one of them current. */
@Command(
        name = "generations",
        description = "Lists the generations of a store, or makes another one current.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class GenerationsCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "Folder of generations.")
    private @Nullable Path store;

    @ArgGroup
    private @Nullable Move move;

    /** One of the two. */
    static final class Move {
        @Option(
                names = "--rollback",
                description = "First go back to the generation that was current when the current one was saved.")
        private boolean rollback;

        @Option(names = "--activate", paramLabel = "N", description = "First make generation N current.")
        private @Nullable Long activate;
    }

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path folder = requireFolder(store);
        ModelStore from = ModelStore.at(folder);
        if (move != null && move.rollback) {
            from.rollback();
        } else if (move != null && move.activate != null) {
            from.activate(move.activate);
        }
        print(Checks.notNull(spec, "spec").commandLine().getOut(), from);
        return 0;
    }

    static Path requireFolder(@Nullable Path given) {
        return Folders.requireExisting(Checks.notNull(given, "--store"));
    }

    private void print(PrintWriter out, ModelStore from) throws IOException {
        List<GenerationInfo> all = from.generations();
        String current = from.current().map(Pointer::id).orElse("");
        if (json) {
            ObjectNode root = MAPPER.createObjectNode().put("current", current);
            ArrayNode list = root.putArray("generations");
            all.forEach(info -> list.add(asJson(info)));
            out.println(JsonMappers.text(root));
            return;
        }
        for (GenerationInfo info : all) {
            out.printf(
                    Locale.ROOT,
                    "%s %-20s %s  %s%s%s%n",
                    info.id().equals(current) ? "*" : " ",
                    info.id(),
                    info.created(),
                    String.join(" ", info.models()),
                    info.policy().map(file -> ", " + file + models(info)).orElse(""),
                    info.note().isEmpty() ? "" : "  " + info.note());
        }
        out.println(current.isEmpty() ? "none is current" : "* is current");
    }

    /** The models of customers that go with a policy. */
    private static String models(GenerationInfo info) {
        return info.predictors().isEmpty() ? "" : " with " + String.join(" ", info.predictors());
    }

    static ObjectNode asJson(GenerationInfo info) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("id", info.id())
                .put("number", info.number())
                .put("follows", info.follows())
                .put("created", info.created().toString())
                .put("defaultModel", info.defaultModel())
                .put("note", info.note());
        info.policy().ifPresent(file -> node.put("policy", file));
        ArrayNode models = node.putArray("models");
        info.models().forEach(models::add);
        ArrayNode predictors = node.putArray("predictors");
        info.predictors().forEach(predictors::add);
        return node;
    }
}
