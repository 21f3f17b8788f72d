package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.memory.KnownCustomer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a log record says went into a decision, to decide it anew.
 *
 * @param id the decision's id
 * @param request the request, with the contacts of that time
 * @param customer what was known, or null where only its hash was logged
 * @param lost items that another instance offered while this decision was made
 * @param contacts whether the memory of contacts answered
 * @param skipped components of a hybrid that did not take part
 */
record Remade(
        String id,
        DecisionRequest request,
        @Nullable KnownCustomer customer,
        Set<String> lost,
        Contacts contacts,
        Set<String> skipped) {
    /** Whether the memory of contacts answered. */
    enum Contacts {
        /** It did, or was not asked. */
        ANSWERED,
        /** It could not be read. */
        UNREADABLE,
        /** The offers could not be written. */
        UNWRITABLE
    }

    /** What the exclusion of an item says that another instance offered meanwhile. */
    static final String LOST = "offered elsewhere meanwhile";

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is no record of a decision, or names what the vocabulary does not have
     */
    static Remade of(JsonNode record, Vocabulary vocabulary) {
        JsonNode decision = record.path("decision");
        String id = decision.path("id").asText();
        Instant time = Instant.parse(decision.path("time").asText());
        DecisionRequest.Builder request = DecisionRequest.of(
                        RecommendationRequest.fromJson(JsonMappers.text(record.path("request"))))
                .id(id)
                .time(time)
                .preview();
        if (decision.hasNonNull("channel")) {
            request.channel(decision.path("channel").asText());
        }
        record.path("weights")
                .properties()
                .forEach(weight ->
                        request.weight(weight.getKey(), weight.getValue().asDouble()));
        if (record.hasNonNull("contacts")) {
            request.contacts(
                    contacts(record.path("contacts"), decision.path("user").asText()));
        }
        Set<String> lost = new HashSet<>();
        boolean hasFailed = false;
        for (JsonNode out : decision.path("excluded")) {
            if (out.path("rule").asText().equals(LOST)) {
                lost.add(out.path("item").asText());
            }
            hasFailed |= out.path("code").asText().equals(Exclusion.CONTACTS_UNAVAILABLE);
        }
        Contacts answered = !hasFailed
                ? Contacts.ANSWERED
                : record.path("candidates").isEmpty() ? Contacts.UNREADABLE : Contacts.UNWRITABLE;
        Set<String> skipped = new HashSet<>();
        decision.path("skipped")
                .forEach(skip -> skipped.add(skip.path("component").asText()));
        return new Remade(
                id,
                request.build(),
                record.hasNonNull("customer") ? CustomerJson.read(record.path("customer"), vocabulary) : null,
                lost,
                answered,
                skipped);
    }

    private static List<Contact> contacts(JsonNode json, String customer) {
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode contact : json) {
            contacts.add(RequestJson.contact(contact, customer));
        }
        return contacts;
    }
}
