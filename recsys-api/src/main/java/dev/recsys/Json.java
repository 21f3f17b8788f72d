package dev.recsys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of values; refuses fields it does not know. Messages quote no values. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMappers.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonNode parse(String json, String what) {
        try {
            JsonNode node = MAPPER.readTree(Checks.notNull(json, "json"));
            Checks.that(node != null && node.isObject(), "%s must be a JSON object", what);
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(what + " must be a JSON object, but " + JsonMappers.place(e));
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static void onlyFields(JsonNode json, String what, Set<String> known) {
        Checks.that(json.isObject(), "%s must be a JSON object", what);
        json.fieldNames()
                .forEachRemaining(name -> Checks.that(
                        known.contains(name),
                        "%s has no field \"%s\"; it has %s",
                        what,
                        name,
                        known.stream().sorted().toList()));
    }

    static Iterable<JsonNode> array(JsonNode json, String field) {
        JsonNode array = json.get(field);
        if (array == null || array.isNull()) {
            return List.of();
        }
        Checks.that(array.isArray(), "\"%s\" must be an array", field);
        return array;
    }

    static List<String> texts(JsonNode array, String field) {
        Checks.that(array.isArray(), "\"%s\" must be an array", field);
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text(text, "an entry of \"" + field + "\"")));
        return texts;
    }

    static String text(JsonNode json, String field) {
        JsonNode value = json.isObject() ? json.get(field) : json;
        return textOf(value, field);
    }

    private static String textOf(@Nullable JsonNode value, String what) {
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(what + " must be a string");
        }
        return value.asText();
    }

    static boolean flag(JsonNode value, String field) {
        Checks.that(value.isBoolean(), "\"%s\" must be true or false", field);
        return value.asBoolean();
    }

    static double number(JsonNode value, String what) {
        Checks.that(value.isNumber(), "the value of \"%s\" must be a number", what);
        return value.asDouble();
    }

    static <E extends Enum<E>> E constant(JsonNode json, String field, Class<E> type) {
        String text = text(json, field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "\"" + field + "\" must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"date\" must be like 2016-05-31", e);
        }
    }
}
