package dev.recsys.eval.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.options.JsonMappers;

/** A configuration without its numbers of threads, which no figure depends on and which differ from machine to machine. */
final class WithoutThreads {
    private WithoutThreads() {}

    static JsonNode of(String json) {
        try {
            JsonNode tree = JsonMappers.plain().readTree(json);
            remove(tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration that was written cannot be read", e);
        }
    }

    private static void remove(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove("threads");
        }
        tree.forEach(WithoutThreads::remove);
    }
}
