package dev.recsys.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recsys.Reason;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One item of a decision.
 *
 * @param itemId the item
 * @param score the recommender's score; a calibrated probability where the recommender promises one
 * @param worth score × context weight × value × lever, the values and levers of models included
 * @param value what the item is worth if it is taken; 1 net where the policy has no values
 * @param placement how it came to its place
 * @param propensity the probability, in (0, 1], that this item stands at this place, given what was decided before; below 1
 *     only where the policy explores
 * @param reason why the recommender offers it
 * @param models the models of the policy that weighed it, by name; none where none does
 */
public record Offer(
        String itemId,
        double score,
        double worth,
        Value value,
        Placement placement,
        double propensity,
        Reason reason,
        List<String> models) {
    /** How an item came to its place. */
    public enum Placement {
        /** By its worth. */
        RANKED,
        /** The policy fixes it there. */
        FIXED,
        /** The policy lets it stand no lower. */
        BOOSTED,
        /** Drawn by chance, to explore. */
        EXPLORED
    }

    /**
     * Checks the values.
     *
     * @param itemId not blank
     * @param score finite
     * @param worth finite
     * @param value not null
     * @param placement not null
     * @param propensity in (0, 1]
     * @param reason not null
     * @param models copied
     * @throws IllegalArgumentException if a number is out of range, the id blank or a value null
     */
    public Offer {
        Checks.notBlank(itemId, "itemId");
        Checks.inRange(score, -Double.MAX_VALUE, Double.MAX_VALUE, "score");
        Checks.inRange(worth, -Double.MAX_VALUE, Double.MAX_VALUE, "worth");
        Checks.notNull(value, "value");
        Checks.notNull(placement, "placement");
        Checks.that(propensity > 0 && propensity <= 1, "propensity must be in (0, 1], but was %s", propensity);
        Checks.notNull(reason, "reason");
        models = Checks.copyOf(models, "models");
    }

    void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("item", itemId());
        out.writeNumberField("score", score());
        out.writeNumberField("worth", worth());
        out.writeNumberField("value", value().net());
        out.writeStringField("placement", placement().name());
        out.writeNumberField("propensity", propensity());
        out.writeObjectFieldStart("reason");
        out.writeStringField("code", reason().code());
        out.writeObjectFieldStart("arguments");
        for (Map.Entry<String, String> argument : reason().arguments().entrySet()) {
            out.writeStringField(argument.getKey(), argument.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
        if (!models().isEmpty()) {
            out.writeArrayFieldStart("models");
            for (String model : models()) {
                out.writeString(model);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
