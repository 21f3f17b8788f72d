package dev.recsys.eval.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which options of a configuration a search tries, by the names that they have in its JSON. An option has a list of values, one
 * value, or, if it is a number, a range, drawn evenly or, by {@code "scale": "log"}, evenly by its logarithm:
 *
 * <pre>{@code
 * SearchSpace<AlsConfig> space = SearchSpace.of("""
 *         {"factors": [4, 8, 16],
 *          "iterations": {"from": 5, "to": 30},
 *          "loss": {"regularization": {"from": 0.001, "to": 1, "scale": "log"}}}
 *         """, AlsConfig.defaults());
 * }</pre>
 *
 * <p>An option in an object may be named by its path too, {@code "loss.regularization"}. A range of whole numbers has both ends,
 * other numbers are drawn to four digits. Immutable and thread-safe.
 *
 * @param <C> the configuration
 */
public final class SearchSpace<C extends Record> {
    private static final ObjectMapper MAPPER = JsonMappers.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MISSES =
            1_000; // draws that were all made before, after which a space is taken to be used up

    private static final String THREADS = "threads";

    private final JsonNode said;
    private final C defaults;
    private final List<Dimension> dimensions;

    private SearchSpace(JsonNode said, C defaults, List<Dimension> dimensions) {
        this.said = said;
        this.defaults = defaults;
        this.dimensions = List.copyOf(dimensions);
    }

    /**
     * Reads a space. Each value listed and both ends of each range must be allowed where the other options have their defaults.
     *
     * @param <C> the configuration
     * @param json a JSON object in the shape of the configuration's
     * @param defaults the configuration whose options stay as they are where the space does not name them
     * @return the space
     * @throws IllegalArgumentException if {@code json} is null or not such an object, names an option that the configuration lacks
     *     or one twice, or a value that it refuses, or if {@code defaults} is null
     */
    public static <C extends Record> SearchSpace<C> of(String json, C defaults) {
        Checks.notNull(json, "json");
        Checks.notNull(defaults, "defaults");
        JsonNode said;
        try {
            said = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("json " + JsonMappers.place(e), e);
        }
        Checks.that(said != null && said.isObject() && !said.isEmpty(), "json must be an object of options to search");
        List<Dimension> dimensions = new ArrayList<>();
        collect((ObjectNode) said, "", defaults.getClass(), dimensions);
        SearchSpace<C> space = new SearchSpace<>(said, defaults, dimensions);
        space.requireAllowed();
        return space;
    }

    private static void collect(ObjectNode said, String prefix, Class<?> root, List<Dimension> dimensions) {
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            String path = prefix + field.getKey();
            Class<?> type = typeOf(root, path);
            if (type.isRecord()) {
                Checks.that(field.getValue().isObject(), "space: %s must be an object of options", path);
                collect((ObjectNode) field.getValue(), path + ".", root, dimensions);
            } else {
                Checks.that(!isThreads(path), "space: %s must not be searched, since no figure depends on it", path);
                dimensions.add(Dimension.of(path, type, field.getValue()));
            }
        }
    }

    private static Class<?> typeOf(Class<?> root, String path) {
        Class<?> type = root;
        for (String name : path.split("\\.", -1)) {
            RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
            type = Arrays.stream(components)
                    .filter(component -> component.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("space: there is no option \"" + path + "\""))
                    .getType();
        }
        return type;
    }

    private void requireAllowed() {
        Set<String> paths = new HashSet<>();
        for (Dimension dimension : dimensions) {
            Checks.that(paths.add(dimension.path()), "space: %s must not be named twice", dimension.path());
            for (JsonNode value : dimension.extremes()) {
                try {
                    config(Map.of(dimension.path(), value));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("space: " + dimension.path() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * The options that the space names.
     *
     * @return their paths, such as {@code "loss.alpha"}, in the order of the space
     */
    public List<String> options() {
        return dimensions.stream().map(Dimension::path).toList();
    }

    /** The default of an option that is a whole number, refused as a resource of halving by any other. */
    int wholeDefault(String path) {
        Class<?> type = typeOf(defaults.getClass(), path);
        boolean limits = (type == int.class || type == Integer.class) && !isThreads(path);
        JsonNode value = WithoutThreads.of(ConfigJson.write(defaults)).at("/" + path.replace('.', '/'));
        Checks.that(limits && value.isInt(), "%s is no whole number that says how long a model trains", path);
        return value.asInt();
    }

    private static boolean isThreads(String path) {
        return path.equals(THREADS) || path.endsWith("." + THREADS);
    }

    JsonNode said() {
        return said;
    }

    C defaults() {
        return defaults;
    }

    /** Different draws; fewer than asked for where the space has no more. Those of a lower count are the first of these. */
    List<Map<String, JsonNode>> draws(long seed, int count) {
        Random random = new Random(seed);
        Set<Map<String, JsonNode>> drawn = new HashSet<>();
        List<Map<String, JsonNode>> draws = new ArrayList<>();
        int misses = 0;
        while (draws.size() < count && misses < MISSES) {
            Map<String, JsonNode> draw = new LinkedHashMap<>();
            dimensions.forEach(dimension -> draw.put(dimension.path(), dimension.draw(random)));
            if (drawn.add(draw)) {
                draws.add(draw);
                misses = 0;
            } else {
                misses++;
            }
        }
        return draws;
    }

    /** The defaults with some options changed. */
    C config(Map<String, JsonNode> options) {
        return config(options, Map.of());
    }

    /** The defaults with some options changed, and with others set to whole numbers. */
    C config(Map<String, JsonNode> drawn, Map<String, Integer> set) {
        Map<String, JsonNode> options = new LinkedHashMap<>(drawn);
        set.forEach((path, value) -> options.put(path, IntNode.valueOf(value)));
        ObjectNode tree = MAPPER.createObjectNode();
        options.forEach((path, value) -> {
            String[] names = path.split("\\.", -1);
            ObjectNode at = tree;
            for (int i = 0; i < names.length - 1; i++) {
                at = at.get(names[i]) instanceof ObjectNode inner ? inner : at.putObject(names[i]);
            }
            at.set(names[names.length - 1], value);
        });
        return ConfigJson.read(JsonMappers.text(tree), defaults);
    }

    @Override
    public String toString() {
        return "SearchSpace" + options();
    }
}
