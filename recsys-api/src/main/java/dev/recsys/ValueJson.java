package dev.recsys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Customers, requests and answers as JSON, and back; refuses fields it does not know. */
final class ValueJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ValueJson() {}

    static JsonNode parse(String json, String what) {
        try {
            JsonNode node = MAPPER.readTree(Checks.notNull(json, "json"));
            Checks.that(node != null && node.isObject(), "%s must be a JSON object", what);
            return node;
        } catch (JsonProcessingException e) {
            // The parser's message would quote the text, and that may hold personal data.
            throw new IllegalArgumentException(what + " must be a JSON object, but is not JSON at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    static ObjectNode write(Customer customer) {
        ObjectNode json = MAPPER.createObjectNode();
        customer.id().ifPresent(id -> json.put("id", id));
        write(customer.now(), json);
        if (!customer.earlier().isEmpty()) {
            ArrayNode earlier = json.putArray("earlier");
            customer.earlier().forEach(facts -> write(facts, earlier.addObject()));
        } else if (customer.hasJustJoined()) {
            json.putArray("earlier");
        }
        return json;
    }

    private static void write(Facts facts, ObjectNode json) {
        facts.holdings().ifPresent(holdings -> {
            ObjectNode held = json.putObject("holdings");
            holdings.forEach(held::put);
        });
        if (!facts.featureNames().isEmpty()) {
            ObjectNode features = json.putObject("features");
            for (String name : facts.featureNames()) {
                String category = facts.category(name);
                if (facts.isMissing(name)) {
                    features.putNull(name);
                } else if (category != null) {
                    features.put(name, category);
                } else {
                    features.put(name, facts.number(name));
                }
            }
        }
    }

    static Customer customer(JsonNode json) {
        onlyFields(json, "a customer", Set.of("id", "holdings", "features", "earlier"));
        Customer.Builder customer = json.hasNonNull("id") ? Customer.builder(text(json, "id")) : Customer.anonymous();
        customer.now(facts(json));
        if (json.path("earlier").isArray() && json.path("earlier").isEmpty()) {
            customer.justJoined();
        }
        int period = 0;
        for (JsonNode earlier : array(json, "earlier")) {
            onlyFields(earlier, "an earlier period", Set.of("holdings", "features"));
            customer.earlier(++period, facts(earlier));
        }
        return customer.build();
    }

    private static Facts facts(JsonNode json) {
        Facts.Builder facts = Facts.builder();
        JsonNode holdings = json.get("holdings");
        if (holdings != null && holdings.isArray()) {
            List<String> ids = new ArrayList<>();
            holdings.forEach(id -> ids.add(text(id, "an item of \"holdings\"")));
            facts.holdings(ids);
        } else if (holdings != null) {
            Checks.that(holdings.isObject(), "\"holdings\" must be an array of items or an object of weights");
            Map<String, Double> weights = new LinkedHashMap<>();
            holdings.properties().forEach(held -> weights.put(held.getKey(), number(held.getValue(), held.getKey())));
            facts.holdings(weights);
        }
        JsonNode features = json.get("features");
        if (features != null) {
            Checks.that(features.isObject(), "\"features\" must be an object");
            features.properties().forEach(feature -> {
                JsonNode value = feature.getValue();
                if (value.isNull()) {
                    facts.missing(feature.getKey());
                } else if (value.isTextual()) {
                    facts.category(feature.getKey(), value.asText());
                } else {
                    facts.number(feature.getKey(), number(value, feature.getKey()));
                }
            });
        }
        return facts.build();
    }

    static ObjectNode write(RecommendationRequest request) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("customer", write(request.customer()));
        request.allowed().ifPresent(ids -> ids.forEach(json.putArray("allow")::add));
        if (!request.denied().isEmpty()) {
            request.denied().forEach(json.putArray("deny")::add);
        }
        request.date().ifPresent(date -> json.put("date", date.toString()));
        return json.put("limit", request.limit())
                .put("includeOwned", request.ownedIncluded())
                .put("strict", request.isStrict());
    }

    static RecommendationRequest request(JsonNode json) {
        onlyFields(json, "a request", Set.of("customer", "allow", "deny", "date", "limit", "includeOwned", "strict"));
        RecommendationRequest.Builder request = json.hasNonNull("customer")
                ? RecommendationRequest.forCustomer(customer(json.get("customer")))
                : RecommendationRequest.anonymous();
        ifPresent(json, "allow", ids -> request.allow(texts(ids, "allow")));
        ifPresent(json, "deny", ids -> request.deny(texts(ids, "deny")));
        ifPresent(json, "date", date -> request.date(date(text(date, "\"date\""))));
        ifPresent(json, "limit", limit -> {
            Checks.that(limit.canConvertToInt() && limit.isIntegralNumber(), "\"limit\" must be a whole number");
            request.limit(limit.asInt());
        });
        ifPresent(json, "includeOwned", owned -> {
            if (flag(owned, "includeOwned")) {
                request.includeOwned();
            }
        });
        ifPresent(json, "strict", strict -> {
            if (flag(strict, "strict")) {
                request.strict();
            }
        });
        return request.build();
    }

    static ObjectNode write(Recommendations answer) {
        ObjectNode json = MAPPER.createObjectNode();
        answer.customer().ifPresent(id -> json.put("user", id));
        json.put("model", answer.model())
                .put("generation", answer.generation())
                .put("level", answer.level().name());
        LocalDate dataDate = answer.freshness().dataDate();
        if (dataDate != null) {
            json.put("dataDate", dataDate.toString());
        }
        json.put("periodsBehind", answer.freshness().periodsBehind())
                .put("stale", answer.freshness().isStale());
        ArrayNode items = json.putArray("items");
        for (RecommendedItem item : answer.items()) {
            ObjectNode node = items.addObject().put("item", item.itemId()).put("score", item.score());
            node.set("reason", write(item.reason()));
            ObjectNode contributions = node.putObject("contributions");
            item.contributions().forEach(contributions::put);
        }
        ArrayNode skipped = json.putArray("skipped");
        answer.skipped()
                .forEach(skip ->
                        skipped.addObject().put("component", skip.component()).put("cause", skip.cause()));
        ArrayNode ignored = json.putArray("ignored");
        answer.ignored()
                .forEach(part ->
                        ignored.addObject().put("part", part.part().name()).put("name", part.name()));
        return json;
    }

    private static ObjectNode write(Reason reason) {
        ObjectNode json = MAPPER.createObjectNode().put("code", reason.code());
        ObjectNode arguments = json.putObject("arguments");
        reason.arguments().forEach(arguments::put);
        return json;
    }

    static Recommendations answer(JsonNode json) {
        List<RecommendedItem> items = new ArrayList<>();
        for (JsonNode item : array(json, "items")) {
            Map<String, Double> contributions = new LinkedHashMap<>();
            item.path("contributions")
                    .properties()
                    .forEach(part -> contributions.put(part.getKey(), number(part.getValue(), part.getKey())));
            items.add(new RecommendedItem(
                    text(item, "item"),
                    number(item.path("score"), "score"),
                    reason(item.path("reason")),
                    contributions));
        }
        List<Recommendations.SkippedComponent> skipped = new ArrayList<>();
        for (JsonNode skip : array(json, "skipped")) {
            skipped.add(new Recommendations.SkippedComponent(text(skip, "component"), text(skip, "cause")));
        }
        List<Ignored> ignored = new ArrayList<>();
        for (JsonNode part : array(json, "ignored")) {
            ignored.add(new Ignored(Ignored.Part.valueOf(text(part, "part")), text(part, "name")));
        }
        LocalDate dataDate = json.hasNonNull("dataDate") ? date(text(json, "dataDate")) : null;
        return new Recommendations(
                json.hasNonNull("user") ? text(json, "user") : null,
                items,
                text(json, "model"),
                text(json, "generation"),
                FallbackLevel.valueOf(text(json, "level")),
                new Recommendations.Freshness(
                        dataDate,
                        json.path("periodsBehind").asInt(),
                        json.path("stale").asBoolean()),
                skipped,
                ignored);
    }

    private static Reason reason(JsonNode json) {
        Map<String, String> arguments = new LinkedHashMap<>();
        json.path("arguments")
                .properties()
                .forEach(argument -> arguments.put(argument.getKey(), text(argument.getValue(), "an argument")));
        return new Reason(text(json, "code"), arguments);
    }

    static ObjectNode write(Explanation explanation) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("item", explanation.itemId())
                .put("score", explanation.score())
                .put("unit", explanation.unit().name())
                .put("base", explanation.base())
                .put("rawScore", explanation.rawScore());
        ArrayNode contributions = json.putArray("contributions");
        for (Explanation.Contribution contribution : explanation.contributions()) {
            ObjectNode node = write(contribution.about());
            node.put("value", contribution.value())
                    .put("audience", contribution.audience().name());
            contributions.add(node);
        }
        if (!explanation.parts().isEmpty()) {
            ObjectNode parts = json.putObject("parts");
            explanation.parts().forEach((name, part) -> parts.set(name, write(part)));
        }
        return json;
    }

    private static void onlyFields(JsonNode json, String what, Set<String> known) {
        Checks.that(json.isObject(), "%s must be a JSON object", what);
        json.fieldNames()
                .forEachRemaining(name -> Checks.that(
                        known.contains(name),
                        "%s has no field \"%s\"; it has %s",
                        what,
                        name,
                        known.stream().sorted().toList()));
    }

    private static void ifPresent(JsonNode json, String field, Consumer<JsonNode> use) {
        if (json.hasNonNull(field)) {
            use.accept(json.get(field));
        }
    }

    private static Iterable<JsonNode> array(JsonNode json, String field) {
        JsonNode array = json.get(field);
        if (array == null || array.isNull()) {
            return List.of();
        }
        Checks.that(array.isArray(), "\"%s\" must be an array", field);
        return array;
    }

    private static List<String> texts(JsonNode array, String field) {
        Checks.that(array.isArray(), "\"%s\" must be an array", field);
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text(text, "an entry of \"" + field + "\"")));
        return texts;
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.isObject() ? json.get(field) : json;
        return textOf(value, field);
    }

    private static String textOf(@Nullable JsonNode value, String what) {
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(what + " must be a string");
        }
        return value.asText();
    }

    private static boolean flag(JsonNode value, String field) {
        Checks.that(value.isBoolean(), "\"%s\" must be true or false", field);
        return value.asBoolean();
    }

    private static double number(JsonNode value, String what) {
        Checks.that(value.isNumber(), "the value of \"%s\" must be a number", what);
        return value.asDouble();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"date\" must be like 2016-05-31", e);
        }
    }
}
