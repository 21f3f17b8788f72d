package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.decision.ReplayResult.Outcome;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Decides anew what a decision log says, and compares every bit: candidates with their scores and parts, exclusions, offers.
 * Nothing is recorded or logged. Thread-safe.
 *
 * <p>A record is replayed by the engine of the same model, policy and models of the policy, by their hashes; of several, such as
 * generations with the same models and other memories, by one that knows of the customer what was known then. Functions in Java
 * are known by their names only: whoever changes one without a new version gets differences. What the outside said at the time is
 * taken from the record: the contacts, and whether the memory of contacts failed.
 */
public final class DecisionReplay {
    private static final int MOST_DIFFERENCES = 20;

    private final List<DecisionEngine> engines;

    private DecisionReplay(List<DecisionEngine> engines) {
        this.engines = engines;
    }

    /**
     * A replay by some engines.
     *
     * @param engines one for each model and policy whose decisions are to be replayed
     * @return the replay
     * @throws IllegalArgumentException if there is none, or a null
     */
    public static DecisionReplay by(List<DecisionEngine> engines) {
        List<DecisionEngine> all = Checks.copyOf(engines, "engines");
        Checks.that(!all.isEmpty(), "engines must not be empty");
        return new DecisionReplay(all);
    }

    /**
     * Decides anew.
     *
     * @param record the JSON of a log record
     * @return what came of it; {@link Outcome#NOT_POSSIBLE} also where the text is no record of a decision
     * @throws IllegalArgumentException if {@code record} is null
     */
    public ReplayResult replay(String record) {
        Checks.notNull(record, "record");
        JsonNode json;
        try {
            json = JsonLine.read(record);
        } catch (IOException e) {
            return notPossible("", "the record is not JSON");
        }
        if (json == null
                || !json.path("decision").isObject()
                || !json.path("request").isObject()) {
            return notPossible("", "the record is not one of a decision");
        }
        JsonNode decision = json.path("decision");
        String id = decision.path("id").asText();
        String model = decision.path("model").asText();
        String policy = decision.path("policy").asText();
        String why = "no engine has model " + model;
        ReplayResult asked = null;
        for (DecisionEngine engine : engines) {
            if (engine.recommender().info().modelHash().equals(model)) {
                if (engine.policyText().equals(policy)) {
                    if (engine.modelKeys().equals(modelKeys(decision))) {
                        asked = replay(id, json, engine);
                        if (asked.outcome() != Outcome.NOT_POSSIBLE) {
                            return asked;
                        }
                        continue; // another engine may remember what was remembered then
                    }
                    why = "no engine of that policy has the models " + modelKeys(decision);
                    continue;
                }
                why = "no engine of that model has policy " + policy;
            }
        }
        return asked == null ? notPossible(id, why) : asked;
    }

    /** The models whose predictions a record has; none in records of policies without models. */
    private static List<String> modelKeys(JsonNode decision) {
        List<String> keys = new ArrayList<>();
        for (JsonNode each : decision.path("predictions")) {
            keys.add(Prediction.key(
                    each.path("model").asText(),
                    each.path("target").asText(),
                    each.path("hash").asText()));
        }
        return keys;
    }

    private static ReplayResult replay(String id, JsonNode logged, DecisionEngine engine) {
        JsonNode replayed;
        try {
            Remade remade = Remade.of(logged, engine.vocabulary());
            replayed = JsonLine.read(new String(engine.remake(remade), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | java.time.DateTimeException | IOException e) {
            return notPossible(id, "the record can't be read: " + e.getMessage());
        }
        if (!logged.path("customerHash").equals(replayed.path("customerHash"))) {
            return notPossible(
                    id,
                    "what is remembered of the customer has changed since, and the record has only its hash; memory then "
                            + logged.path("memory").asText() + ", now "
                            + replayed.path("memory").asText());
        }
        List<String> differences = new ArrayList<>();
        for (String part : List.of("decision", "candidates")) {
            compare(part, logged.path(part), replayed.path(part), differences);
        }
        return new ReplayResult(id, differences.isEmpty() ? Outcome.SAME : Outcome.DIFFERENT, differences);
    }

    private static ReplayResult notPossible(String id, String why) {
        return new ReplayResult(id, Outcome.NOT_POSSIBLE, List.of(why));
    }

    private static void compare(String path, JsonNode logged, JsonNode replayed, List<String> differences) {
        // Which components did not take part is made again, but not why.
        boolean isCause = path.startsWith("decision.skipped[") && path.endsWith(".cause");
        if (isCause || differences.size() >= MOST_DIFFERENCES || logged.equals(replayed)) {
            return;
        }
        if (logged.isObject() && replayed.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            for (JsonNode side : List.of(logged, replayed)) {
                for (Iterator<Map.Entry<String, JsonNode>> fields =
                                side.properties().iterator();
                        fields.hasNext(); ) {
                    names.add(fields.next().getKey());
                }
            }
            names.forEach(name -> compare(path + "." + name, logged.path(name), replayed.path(name), differences));
            return;
        }
        if (logged.isArray() && replayed.isArray() && logged.size() == replayed.size()) {
            for (int i = 0; i < logged.size(); i++) {
                compare(path + "[" + i + "]", logged.get(i), replayed.get(i), differences);
            }
            return;
        }
        differences.add(path + ": " + text(logged) + " → " + text(replayed));
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : JsonMappers.text(node);
    }
}
