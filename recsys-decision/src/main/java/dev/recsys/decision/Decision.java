package dev.recsys.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is offered, and why nothing else is. JSON by {@link #toJson}.
 *
 * @param id the decision's id
 * @param time when it was made
 * @param customerId whom it is for, or null for an anonymous customer
 * @param channel where the offers are made, or an empty string
 * @param offers best first, at most as many as asked for; empty means "no offer"
 * @param excluded every item that a step took out, in the order of the catalogue, with the first reason. Items in neither list
 *     were good enough, but not among the best.
 * @param model the hash of the model that scored
 * @param policy name, version and hash of the policy, separated by blanks
 * @param level what the scores were built on
 * @param freshness how old the model's data is for the date of the request
 * @param skipped components of a hybrid that did not take part, and why
 * @param ignored what the request says that neither model nor policy know
 * @param predictions what the policy's models of customers said, in alphabetical order; none where it names no model
 */
public record Decision(
        String id,
        Instant time,
        @Nullable String customerId,
        String channel,
        List<Offer> offers,
        List<Exclusion> excluded,
        String model,
        String policy,
        FallbackLevel level,
        Freshness freshness,
        List<SkippedComponent> skipped,
        List<Ignored> ignored,
        List<Prediction> predictions) {
    /**
     * Checks and copies the values.
     *
     * @param id not blank
     * @param time not null
     * @param customerId possibly null
     * @param channel not null
     * @param offers copied
     * @param excluded copied
     * @param model not blank
     * @param policy not blank
     * @param level not null
     * @param freshness not null
     * @param skipped copied
     * @param ignored copied
     * @param predictions copied
     * @throws IllegalArgumentException if a text is blank or a value null that must not be
     */
    public Decision {
        Checks.notBlank(id, "id");
        Checks.notNull(time, "time");
        Checks.notNull(channel, "channel");
        offers = Checks.copyOf(offers, "offers");
        excluded = Checks.copyOf(excluded, "excluded");
        Checks.notBlank(model, "model");
        Checks.notBlank(policy, "policy");
        Checks.notNull(level, "level");
        Checks.notNull(freshness, "freshness");
        skipped = Checks.copyOf(skipped, "skipped");
        ignored = Checks.copyOf(ignored, "ignored");
        predictions = Checks.copyOf(predictions, "predictions");
    }

    /**
     * Whom it is for.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> customer() {
        return Optional.ofNullable(customerId);
    }

    /**
     * The ids of the offers.
     *
     * @return item ids, best first
     */
    public List<String> itemIds() {
        return offers.stream().map(Offer::itemId).toList();
    }

    /**
     * Why an item was taken out.
     *
     * @param itemId the item
     * @return the reason, or empty if no step took it out
     */
    public Optional<Exclusion> exclusion(String itemId) {
        Checks.notNull(itemId, "itemId");
        return excluded.stream()
                .filter(exclusion -> exclusion.itemId().equals(itemId))
                .findFirst();
    }

    /**
     * The decision as JSON: what an application answers; the log has more.
     *
     * @return one line
     */
    public String toJson() {
        return new String(JsonLine.of(this::writeTo), UTF_8);
    }

    void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", id());
        out.writeStringField("time", time().toString());
        String customer = customerId;
        if (customer != null) {
            out.writeStringField("user", customer);
        }
        if (!channel().isEmpty()) {
            out.writeStringField("channel", channel());
        }
        out.writeStringField("model", model());
        out.writeStringField("policy", policy());
        out.writeStringField("level", level().name());
        LocalDate dataDate = freshness().dataDate();
        if (dataDate != null) {
            out.writeStringField("dataDate", dataDate.toString());
        }
        out.writeNumberField("periodsBehind", freshness().periodsBehind());
        out.writeArrayFieldStart("offers");
        for (Offer offer : offers()) {
            offer.writeTo(out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("excluded");
        for (Exclusion exclusion : excluded()) {
            out.writeStartObject();
            out.writeStringField("item", exclusion.itemId());
            out.writeStringField("stage", exclusion.stage().name());
            out.writeStringField("code", exclusion.code());
            out.writeStringField("rule", exclusion.rule());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("skipped");
        for (var skip : skipped()) {
            out.writeStartObject();
            out.writeStringField("component", skip.component());
            out.writeStringField("cause", skip.cause());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("ignored");
        for (var part : ignored()) {
            out.writeStartObject();
            out.writeStringField("part", part.part().name());
            out.writeStringField("name", part.name());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!predictions().isEmpty()) { // a record without models is as it was before there were any
            out.writeArrayFieldStart("predictions");
            for (Prediction prediction : predictions()) {
                prediction.writeTo(out);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** Whom it is for and what is offered: no personal data beyond the id. */
    @Override
    public String toString() {
        return "Decision[" + id + ", " + (customerId == null ? "anonymous" : customerId) + ", " + itemIds() + "]";
    }
}
