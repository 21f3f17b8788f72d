package dev.recsys.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * Configuration records as JSON. Thread-safe: no state.
 */
public final class ConfigJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private ConfigJson() {}

    /**
     * Writes a configuration.
     *
     * @param config a public record
     * @return a JSON object with one field a component
     */
    public static String write(Record config) {
        try {
            return MAPPER.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be written as JSON", e);
        }
    }

    /**
     * Reads a configuration; fields left out keep the value they have in {@code defaults}.
     *
     * @param <C> the configuration's type
     * @param json a JSON object
     * @param defaults where missing fields come from
     * @return the configuration, checked by its own constructor
     * @throws IllegalArgumentException if the text is not a JSON object, has a field the configuration lacks, or a value
     *     its constructor refuses
     */
    @SuppressWarnings("unchecked")
    public static <C extends Record> C read(String json, C defaults) {
        try {
            JsonNode given = MAPPER.readTree(json);
            if (!(given instanceof ObjectNode)) {
                throw new IllegalArgumentException("a configuration must be a JSON object");
            }
            ObjectNode merged = MAPPER.valueToTree(defaults);
            for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!merged.has(name)) {
                    throw new IllegalArgumentException("there is no option \"" + name + "\"");
                }
                merged.set(name, given.get(name));
            }
            return (C) MAPPER.treeToValue(merged, defaults.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be read: " + cause(e), e);
        }
    }

    private static String cause(JsonProcessingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : e.getOriginalMessage();
    }
}
