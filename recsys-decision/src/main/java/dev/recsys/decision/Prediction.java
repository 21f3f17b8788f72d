package dev.recsys.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recsys.internal.check.Checks;
import java.io.IOException;

/**
 * What a model of the policy said of the customer.
 *
 * @param model the model's name in the policy
 * @param target what the model predicts
 * @param hash the hash of the model
 * @param value the prediction; NaN where the model failed, so that what needs it is out
 */
public record Prediction(String model, String target, String hash, double value) {
    /**
     * Checks the values.
     *
     * @param model not blank
     * @param target not blank
     * @param hash not blank
     * @param value finite, or NaN
     * @throws IllegalArgumentException if a text is blank or the value infinite
     */
    public Prediction {
        Checks.notBlank(model, "model");
        Checks.notBlank(target, "target");
        Checks.notBlank(hash, "hash");
        Checks.that(!Double.isInfinite(value), "value must be finite or NaN, but was %s", value);
    }

    /** What tells models apart. */
    static String key(String model, String target, String hash) {
        return model + " of " + target + " " + hash;
    }

    void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("model", model);
        out.writeStringField("target", target);
        out.writeStringField("hash", hash);
        if (Double.isNaN(value)) {
            out.writeNullField("value");
        } else {
            out.writeNumberField("value", value);
        }
        out.writeEndObject();
    }
}
