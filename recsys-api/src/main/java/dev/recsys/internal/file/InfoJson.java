package dev.recsys.internal.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.ModelInfo;
import dev.recsys.data.Period;
import dev.recsys.internal.options.JsonMappers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's provenance as JSON, and back.
 */
public final class InfoJson {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    private InfoJson() {}

    /**
     * Writes provenance.
     *
     * @param info the provenance
     * @return a JSON object
     */
    public static String write(ModelInfo info) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("algorithm", info.algorithm())
                .put("modelHash", info.modelHash())
                .put("config", info.config())
                .put("dataHash", info.dataHash());
        info.lastSnapshot().ifPresent(date -> json.put("lastDate", date.toString()));
        Period period = info.period();
        if (period != null) {
            json.put("period", period.name());
        }
        json.put("userCount", info.userCount())
                .put("itemCount", info.itemCount())
                .put("libraryVersion", info.libraryVersion())
                .put("javaVersion", info.javaVersion())
                .put("trainedAt", info.trainedAt().toString())
                .put("trainMillis", info.trainMillis());
        ObjectNode notes = json.putObject("notes");
        info.notes().forEach(notes::put);
        return JsonMappers.text(json);
    }

    /**
     * Reads provenance.
     *
     * @param text what {@link #write} gave
     * @return the provenance
     * @throws IllegalArgumentException if the text is not such an object
     */
    public static ModelInfo read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the manifest is not JSON", e);
        }
        Map<String, String> notes = new TreeMap<>();
        json.path("notes")
                .properties()
                .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
        try {
            String date = textOrNull(json, "lastDate");
            String period = textOrNull(json, "period");
            return new ModelInfo(
                    required(json, "algorithm"),
                    required(json, "modelHash"),
                    required(json, "config"),
                    required(json, "dataHash"),
                    date == null ? null : LocalDate.parse(date),
                    period == null ? null : Period.valueOf(period),
                    json.path("userCount").asInt(),
                    json.path("itemCount").asInt(),
                    required(json, "libraryVersion"),
                    required(json, "javaVersion"),
                    Instant.parse(required(json, "trainedAt")),
                    json.path("trainMillis").asLong(),
                    notes);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the manifest has a date that can't be read", e);
        }
    }

    private static String required(JsonNode json, String field) {
        String text = textOrNull(json, field);
        if (text == null) {
            throw new IllegalArgumentException("the manifest lacks \"" + field + "\"");
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || !value.isTextual() ? null : value.asText();
    }
}
