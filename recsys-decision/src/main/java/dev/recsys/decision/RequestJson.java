package dev.recsys.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request for a decision: the fields of a request for recommendations, and those of decisions beside them. */
final class RequestJson {
    private static final ObjectMapper MAPPER = JsonMappers.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> FIELDS = Set.of(
            "allow",
            "channel",
            "contacts",
            "customer",
            "date",
            "deny",
            "id",
            "includeOwned",
            "limit",
            "preview",
            "strict",
            "time",
            "weights");
    private static final Set<String> CONTACT = Set.of("id", "item", "group", "channel", "kind", "time");

    private RequestJson() {}

    /** The fields of a request, which are those of a decision and of recommendations together. */
    static ObjectNode fields(String json) {
        ObjectNode request = object(json);
        requireKnown(request, "a request", FIELDS);
        return request;
    }

    /** The text of a field, taken out of the object; null where it is not given. */
    static @Nullable String takeText(ObjectNode request, String field) {
        JsonNode value = request.remove(field);
        return isGiven(value) ? text(value, field) : null;
    }

    static @Nullable Instant takeTime(ObjectNode request, String field) {
        String text = takeText(request, field);
        return text == null ? null : time(text, field);
    }

    static boolean takeFlag(ObjectNode request, String field) {
        JsonNode value = request.remove(field);
        Checks.that(!isGiven(value) || value.isBoolean(), "\"%s\" must be true or false", field);
        return isGiven(value) && value.asBoolean();
    }

    static Map<String, Double> takeWeights(ObjectNode request) {
        JsonNode weights = request.remove("weights");
        Map<String, Double> read = new LinkedHashMap<>();
        if (isGiven(weights)) {
            Checks.that(weights.isObject(), "\"weights\" must be an object of weights by item");
            weights.properties().forEach(weight -> {
                Checks.that(weight.getValue().isNumber(), "the weight of \"%s\" must be a number", weight.getKey());
                read.put(weight.getKey(), weight.getValue().asDouble());
            });
        }
        return read;
    }

    /** The contacts of a customer; null where none are given, so that those remembered count. */
    static @Nullable List<Contact> takeContacts(@Nullable JsonNode contacts, String customer) {
        return contacts == null || contacts.isNull() ? null : contacts(contacts, customer);
    }

    private static ObjectNode object(String json) {
        try {
            JsonNode node = MAPPER.readTree(Checks.notNull(json, "json"));
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request must be a JSON object, but " + JsonMappers.place(e));
        }
        throw new IllegalArgumentException("a request must be a JSON object");
    }

    private static List<Contact> contacts(JsonNode json, String customer) {
        Checks.that(json.isArray(), "\"contacts\" must be an array");
        Checks.that(json.isEmpty() || !customer.isEmpty(), "\"contacts\" needs a customer with an id");
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode contact : json) {
            contacts.add(contact(contact, customer));
        }
        return contacts;
    }

    /** A contact of a customer. */
    static Contact contact(JsonNode contact, String customer) {
        Checks.that(contact.isObject(), "a contact must be a JSON object");
        requireKnown(contact, "a contact", CONTACT);
        return new Contact(
                text(contact.path("id"), "id"),
                customer,
                optional(contact, "item"),
                optional(contact, "group"),
                optional(contact, "channel"),
                Contact.Kind.of(text(contact.path("kind"), "kind")),
                time(text(contact.path("time"), "time"), "time"));
    }

    private static void requireKnown(JsonNode object, String what, Set<String> fields) {
        object.fieldNames()
                .forEachRemaining(name -> Checks.that(
                        fields.contains(name),
                        "%s has no field \"%s\"; it has %s",
                        what,
                        name,
                        fields.stream().sorted().toList()));
    }

    private static Instant time(String text, String field) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + field + "\" must be like 2016-05-31T12:00:00Z", e);
        }
    }

    private static boolean isGiven(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    private static String optional(JsonNode object, String field) {
        return object.hasNonNull(field) ? text(object.path(field), field) : "";
    }

    private static String text(JsonNode value, String field) {
        Checks.that(value.isTextual(), "%s must be a string", field);
        return value.asText();
    }
}
