package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.cli.runs.RunArchive.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as MLflow has it: options are params, figures and the ends of their intervals are metrics, what was run on what is tags.
 * Batches keep to MLflow's limits; a character that its names may not have becomes an underscore, and {@code @} is {@code _at_}.
 */
final class MlflowRun {
    /** What a batch has at most of each kind; together no more than of metrics alone. */
    static final int MAX_METRICS = 1_000;

    static final int MAX_PARAMS = 100;
    static final int MAX_TAGS = 100;
    static final int MAX_KEY = 250;

    /** The least that versions of MLflow took, from 500 to 6,000 characters. */
    static final int MAX_PARAM_VALUE = 500;

    static final int MAX_TAG_VALUE = 5_000;

    private final StoredRun run;
    private final Map<String, String> params = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    private MlflowRun(StoredRun run) {
        this.run = run;
    }

    static MlflowRun of(StoredRun run) {
        MlflowRun sent = new MlflowRun(run);
        Map<String, String> options = new LinkedHashMap<>();
        RunComparison.flatten("", run.record().path("config"), options);
        RunComparison.flatten("seed", run.record().path("seed"), options);
        options.forEach((path, value) -> sent.params.put(key(path), cut(value, MAX_PARAM_VALUE)));
        for (String model : Metrics.models(run.metrics())) {
            run.metrics().path("models").path(model).properties().forEach(figure -> {
                String name = key(model + "/" + figure.getKey());
                sent.metrics.put(name, figure.getValue().asDouble());
                JsonNode interval = run.metrics().path("intervals").path(model).path(figure.getKey());
                if (interval.size() == 2) {
                    sent.metrics.put(key(name + "/low"), interval.get(0).asDouble());
                    sent.metrics.put(key(name + "/high"), interval.get(1).asDouble());
                }
            });
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String part : List.of("versions", "data", "split")) {
            RunComparison.flatten(part, run.record().path(part), facts);
        }
        run.record()
                .path("models")
                .properties()
                .forEach(model -> facts.put(
                        "models." + model.getKey() + ".hash",
                        model.getValue().path("modelHash").asText()));
        List<String> words = new ArrayList<>(List.of("recsys"));
        run.record().path("command").forEach(word -> words.add(word.asText()));
        facts.put("command", String.join(" ", words));
        facts.put("id", run.id());
        facts.forEach((path, value) -> sent.tags.put(key("recsys." + path), cut(value, MAX_TAG_VALUE)));
        return sent;
    }

    /** A name that every version of MLflow takes. */
    static String key(String name) {
        return cut(name.replace("@", "_at_").replaceAll("[^A-Za-z0-9_./ -]", "_"), MAX_KEY);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Sends all of it; gives the id that the run has there. A run that could not be sent whole is marked as failed. */
    String send(MlflowClient client, String experiment) throws MlflowFailure {
        long start = Instant.parse(run.record().path("started").asText()).toEpochMilli();
        long end = start + Math.round(run.record().path("seconds").asDouble() * 1000);
        String id = client.createRun(client.experiment(experiment), run.id(), start);
        try {
            for (ObjectNode batch : batches(id, end)) {
                client.logBatch(batch);
            }
            client.endRun(id, "FINISHED", end);
            return id;
        } catch (MlflowFailure e) {
            try {
                client.endRun(id, "FAILED", end);
            } catch (MlflowFailure also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    private List<ObjectNode> batches(String id, long millis) {
        List<ObjectNode> batches = new ArrayList<>();
        addPairs(id, "tags", tags, MAX_TAGS, batches);
        addPairs(id, "params", params, MAX_PARAMS, batches);
        ArrayNode array = null;
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (array == null || array.size() == MAX_METRICS) {
                array = batch(id, "metrics", batches);
            }
            array.addObject()
                    .put("key", metric.getKey())
                    .put("value", metric.getValue())
                    .put("timestamp", millis)
                    .put("step", 0);
        }
        return batches;
    }

    private static void addPairs(
            String id, String kind, Map<String, String> pairs, int most, List<ObjectNode> batches) {
        ArrayNode array = null;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (array == null || array.size() == most) {
                array = batch(id, kind, batches);
            }
            array.addObject().put("key", pair.getKey()).put("value", pair.getValue());
        }
    }

    private static ArrayNode batch(String id, String kind, List<ObjectNode> batches) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode().put("run_id", id);
        batches.add(batch);
        return batch.putArray(kind);
    }
}
