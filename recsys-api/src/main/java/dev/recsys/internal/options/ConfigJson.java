package dev.recsys.internal.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Configuration records as JSON. Thread-safe: no state.
 */
public final class ConfigJson {
    /** Loaded when first needed, which takes a quarter of a second. */
    private static final class Mapper {
        static final ObjectMapper INSTANCE = JsonMappers.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
                .build();

        private Mapper() {}
    }

    private ConfigJson() {}

    /**
     * Writes a configuration.
     *
     * @param config a public record
     * @return a JSON object with one field for each component that is not null; a record in a record is an object in an object
     */
    public static String write(Record config) {
        String plain = PlainJson.of(config);
        return plain != null ? plain : writeAny(config);
    }

    /** As {@link #write} does by the JSON library, for values of any kind. */
    static String writeAny(Record config) {
        try {
            return Mapper.INSTANCE.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be written as JSON", e);
        }
    }

    /**
     * Writes a configuration for people to read and change.
     *
     * @param config a public record
     * @return a JSON object of several lines
     */
    public static String writePretty(Record config) {
        try {
            return Mapper.INSTANCE.writerWithDefaultPrettyPrinter().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be written as JSON", e);
        }
    }

    /**
     * Reads a configuration; fields left out, in objects inside of it too, keep the value they have in {@code defaults}.
     *
     * @param <C> the configuration's type
     * @param json a JSON object
     * @param defaults where missing fields come from
     * @return the configuration, checked by its own constructor
     * @throws IllegalArgumentException if the text is not a JSON object, has a field twice or one that the configuration lacks, or a value
     *     its constructor refuses
     */
    @SuppressWarnings("unchecked")
    public static <C extends Record> C read(String json, C defaults) {
        try {
            JsonNode given = Mapper.INSTANCE.readTree(json);
            if (!(given instanceof ObjectNode object)) {
                throw new IllegalArgumentException("a configuration must be a JSON object");
            }
            ObjectNode tree = Mapper.INSTANCE.valueToTree(defaults);
            merge(tree, object, defaults.getClass(), "");
            return (C) fromTree(tree, defaults.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be read: " + cause(e), e);
        }
    }

    private static void merge(ObjectNode tree, ObjectNode given, Class<?> type, String path) {
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Class<?> component = Arrays.stream(type.getRecordComponents())
                    .filter(each -> each.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no option \"" + path + name + "\""))
                    .getType();
            JsonNode value = given.get(name);
            if (component.isRecord()
                    && tree.get(name) instanceof ObjectNode inner
                    && value instanceof ObjectNode more) {
                merge(inner, more, component, path + name + ".");
            } else {
                tree.set(name, value);
            }
        }
    }

    /** The value that a text of JSON stands for. */
    static Object parse(String json, Type type) throws JsonProcessingException {
        return Mapper.INSTANCE.readValue(json, Mapper.INSTANCE.constructType(type));
    }

    private static <C extends Record> C fromTree(ObjectNode tree, Class<C> type) {
        try {
            return Mapper.INSTANCE.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration can't be read: " + cause(e), e);
        }
    }

    private static String cause(JsonProcessingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : e.getOriginalMessage();
    }
}
