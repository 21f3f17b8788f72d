package dev.recsys.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.bundle.GenerationInfo.StoredFile;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The manifest of a generation as JSON, and back. Thread-safe: no state. */
final class ManifestJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER =
            JsonMappers.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ManifestJson() {}

    static byte[] write(GenerationInfo info) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("id", info.id())
                .put("number", info.number())
                .put("follows", info.follows())
                .put("created", info.created().toString())
                .put("libraryVersion", info.libraryVersion())
                .put("defaultModel", info.defaultModel());
        info.policy().ifPresent(file -> json.put("policy", file));
        json.put("note", info.note());
        ObjectNode files = json.putObject("files");
        info.files()
                .forEach((name, file) ->
                        files.putObject(name).put("size", file.size()).put("sha256", file.sha256()));
        try {
            return (MAPPER.writeValueAsString(json) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    static GenerationInfo read(byte[] bytes) throws ModelFormatException {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            long format = number(json, "format");
            if (format != FORMAT) {
                throw new ModelFormatException(
                        "its manifest has format " + format + ", but this library reads format " + FORMAT);
            }
            Map<String, StoredFile> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
                files.put(
                        file.getKey(),
                        new StoredFile(number(file.getValue(), "size"), text(file.getValue(), "sha256")));
            }
            return new GenerationInfo(
                    text(json, "id"),
                    number(json, "number"),
                    number(json, "follows"),
                    Instant.parse(text(json, "created")),
                    text(json, "libraryVersion"),
                    text(json, "defaultModel"),
                    json.has("policy") ? text(json, "policy") : null,
                    text(json, "note"),
                    files);
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new ModelFormatException("its manifest can't be read", e);
        }
    }

    private static long number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(field + " must be a whole number");
        }
        return value.asLong();
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a string");
        }
        return value.asText();
    }
}
