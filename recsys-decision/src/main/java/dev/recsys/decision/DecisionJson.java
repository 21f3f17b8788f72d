package dev.recsys.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;

/** A decision as JSON. */
final class DecisionJson {
    private DecisionJson() {}

    static String write(Decision decision) {
        return new String(JsonLine.of(out -> write(decision, out)), UTF_8);
    }

    static void write(Decision decision, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", decision.id());
        out.writeStringField("time", decision.time().toString());
        String customer = decision.customerId();
        if (customer != null) {
            out.writeStringField("user", customer);
        }
        if (!decision.channel().isEmpty()) {
            out.writeStringField("channel", decision.channel());
        }
        out.writeStringField("model", decision.model());
        out.writeStringField("policy", decision.policy());
        out.writeStringField("level", decision.level().name());
        LocalDate dataDate = decision.freshness().dataDate();
        if (dataDate != null) {
            out.writeStringField("dataDate", dataDate.toString());
        }
        out.writeNumberField("periodsBehind", decision.freshness().periodsBehind());
        out.writeArrayFieldStart("offers");
        for (Offer offer : decision.offers()) {
            write(offer, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("excluded");
        for (Exclusion exclusion : decision.excluded()) {
            out.writeStartObject();
            out.writeStringField("item", exclusion.itemId());
            out.writeStringField("stage", exclusion.stage().name());
            out.writeStringField("code", exclusion.code());
            out.writeStringField("rule", exclusion.rule());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("skipped");
        for (var skip : decision.skipped()) {
            out.writeStartObject();
            out.writeStringField("component", skip.component());
            out.writeStringField("cause", skip.cause());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("ignored");
        for (var part : decision.ignored()) {
            out.writeStartObject();
            out.writeStringField("part", part.part().name());
            out.writeStringField("name", part.name());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Offer offer, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("item", offer.itemId());
        out.writeNumberField("score", offer.score());
        out.writeNumberField("worth", offer.worth());
        out.writeNumberField("value", offer.value().net());
        out.writeStringField("placement", offer.placement().name());
        out.writeNumberField("propensity", offer.propensity());
        out.writeObjectFieldStart("reason");
        out.writeStringField("code", offer.reason().code());
        out.writeObjectFieldStart("arguments");
        for (Map.Entry<String, String> argument : offer.reason().arguments().entrySet()) {
            out.writeStringField(argument.getKey(), argument.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }
}
