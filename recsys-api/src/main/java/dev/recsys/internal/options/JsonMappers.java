package dev.recsys.internal.options;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Jackson without thread-locals: its buffers are kept by the mapper, not by the threads of the caller, so that a server
 * which unloads an application gets the application's classes back. Thread-safe: no state but the buffers.
 */
public final class JsonMappers {
    /** Loaded when first needed, which takes a quarter of a second. */
    private static final class Plain {
        static final ObjectMapper INSTANCE = builder().build();

        private Plain() {}
    }

    private JsonMappers() {}

    /**
     * A mapper to be set up.
     *
     * @return a builder of a mapper with a pool of its own
     */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build());
    }

    /**
     * A mapper with Jackson's defaults.
     *
     * @return the same one each time
     */
    public static ObjectMapper plain() {
        return Plain.INSTANCE;
    }

    /**
     * A tree as text, in one line; what {@link JsonNode#toString} writes with buffers of the thread.
     *
     * @param tree the tree
     * @return JSON
     */
    public static String text(JsonNode tree) {
        try {
            return Plain.INSTANCE.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    /**
     * Lists of numbers, texts and maps of these as compact JSON; without loading the JSON library where the texts are plain.
     *
     * @param values what to write, in its order. Not modified.
     * @return the text
     */
    public static String text(List<?> values) {
        String plain = PlainJson.of(values);
        try {
            return plain != null ? plain : Plain.INSTANCE.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values cannot be written as JSON", e);
        }
    }

    /**
     * Where a text is not JSON. The parser's own message would quote the text, which may hold personal data.
     *
     * @param e what the parser threw
     * @return the end of a sentence: what is wrong with its line and column, or that a limit of the parser is passed, which has no place
     */
    public static String place(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        if (place == null) {
            return "is nested too deeply, or has a number or a text that is too long";
        }
        boolean isTwice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ");
        return (isTwice ? "has a name twice, at line " : "is not JSON at line ") + place.getLineNr() + ", column "
                + place.getColumnNr();
    }
}
