package dev.recsys.hybrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.options.JsonMappers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A blend as JSON, and back; of a learned one only the kind, its numbers are {@link StackSections}. */
final class BlendJson {
    private static final ObjectMapper MAPPER = JsonMappers.plain();
    private static final String LEARNED = "calibrated-stack";
    private static final String CALIBRATED = "calibrated";
    private static final String MIXTURE = "mixture";

    private BlendJson() {}

    static String write(Blend blend) {
        return JsonMappers.text(json(blend));
    }

    private static ObjectNode json(Blend blend) {
        ObjectNode json = MAPPER.createObjectNode();
        if (blend instanceof WeightedSum sum) {
            json.put("blend", "weighted-sum")
                    .put("normalization", sum.normalization().name());
            ObjectNode weights = json.putObject("weights");
            sum.weights().forEach(weights::put);
        } else if (blend instanceof ReciprocalRankFusion fusion) {
            json.put("blend", "reciprocal-rank-fusion").put("constant", fusion.constant());
        } else if (blend instanceof CalibratedStack) {
            json.put("blend", LEARNED);
        } else if (blend instanceof CalibratedBlend calibrated) {
            json.put("blend", CALIBRATED).set("over", json(calibrated.over()));
        } else if (blend instanceof Mixture) {
            json.put("blend", MIXTURE);
        } else {
            json.put("blend", blend instanceof RoundRobin ? "round-robin" : "cascade");
        }
        return json;
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the blend is not JSON", e);
        }
    }

    /** Whether something of the blend was learned, and it has numbers. */
    static boolean isLearned(String text) {
        return List.of(LEARNED, CALIBRATED).contains(parse(text).path("blend").asText());
    }

    /** Reads a blend that has numbers. */
    static Blend read(String text, CalibratedStack numbers) {
        JsonNode json = parse(text);
        if (json.path("blend").asText().equals(LEARNED)) {
            return numbers;
        }
        JsonNode over = json.path("over");
        boolean isMixture = over.path("blend").asText().equals(MIXTURE);
        return new CalibratedBlend(numbers, isMixture ? new Mixture() : read(over));
    }

    /** Reads a blend that was not learned. */
    static Blend read(String text) {
        return read(parse(text));
    }

    private static Blend read(JsonNode json) {
        String kind = json.path("blend").asText();
        return switch (kind) {
            case "weighted-sum" -> {
                Map<String, Double> weights = new TreeMap<>();
                json.path("weights")
                        .properties()
                        .forEach(w -> weights.put(w.getKey(), w.getValue().asDouble(-1)));
                yield Blend.weightedSum(
                        weights,
                        Blend.Normalization.valueOf(json.path("normalization").asText()));
            }
            case "reciprocal-rank-fusion" ->
                Blend.reciprocalRankFusion(json.path("constant").asInt());
            case "round-robin" -> Blend.roundRobin();
            case "cascade" -> Blend.cascade();
            default -> throw new IllegalArgumentException("there is no blend \"" + kind + "\"");
        };
    }
}
