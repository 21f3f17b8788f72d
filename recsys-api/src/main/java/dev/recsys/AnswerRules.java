package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a request asks of its answer, whoever the customer is; and as fields of the request's JSON. */
record AnswerRules(
        @Nullable Set<String> allowed,
        Set<String> denied,
        @Nullable LocalDate date,
        int limit,
        boolean ownedIncluded,
        boolean strict) {
    static AnswerRules of(int limit) {
        return new AnswerRules(null, Set.of(), null, limit, false, false);
    }

    AnswerRules withAllowed(Collection<String> itemIds) {
        return new AnswerRules(ids(itemIds), denied, date, limit, ownedIncluded, strict);
    }

    AnswerRules withDenied(Collection<String> itemIds) {
        return new AnswerRules(allowed, ids(itemIds), date, limit, ownedIncluded, strict);
    }

    AnswerRules withDate(LocalDate offerDate) {
        return new AnswerRules(allowed, denied, Checks.notNull(offerDate, "date"), limit, ownedIncluded, strict);
    }

    AnswerRules withLimit(int count) {
        return new AnswerRules(allowed, denied, date, Checks.atLeast(count, 1, "limit"), ownedIncluded, strict);
    }

    AnswerRules withOwned() {
        return new AnswerRules(allowed, denied, date, limit, true, strict);
    }

    AnswerRules asStrict() {
        return new AnswerRules(allowed, denied, date, limit, ownedIncluded, true);
    }

    private static Set<String> ids(Collection<String> itemIds) {
        itemIds.forEach(id -> Checks.notNull(id, "each of itemIds"));
        return itemIds.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(itemIds));
    }

    ObjectNode writeTo(ObjectNode json) {
        if (allowed != null) {
            allowed.forEach(json.putArray("allow")::add);
        }
        if (!denied.isEmpty()) {
            denied.forEach(json.putArray("deny")::add);
        }
        if (date != null) {
            json.put("date", date.toString());
        }
        return json.put("limit", limit).put("includeOwned", ownedIncluded).put("strict", strict);
    }

    /** These rules, but for what the JSON says. */
    AnswerRules readFrom(JsonNode json) {
        AnswerRules rules = this;
        if (json.hasNonNull("allow")) {
            rules = rules.withAllowed(Json.texts(json.get("allow"), "allow"));
        }
        if (json.hasNonNull("deny")) {
            rules = rules.withDenied(Json.texts(json.get("deny"), "deny"));
        }
        if (json.hasNonNull("date")) {
            rules = rules.withDate(Json.date(Json.text(json.get("date"), "\"date\"")));
        }
        if (json.hasNonNull("limit")) {
            JsonNode count = json.get("limit");
            Checks.that(count.canConvertToInt() && count.isIntegralNumber(), "\"limit\" must be a whole number");
            rules = rules.withLimit(count.asInt());
        }
        if (json.hasNonNull("includeOwned") && Json.flag(json.get("includeOwned"), "includeOwned")) {
            rules = rules.withOwned();
        }
        if (json.hasNonNull("strict") && Json.flag(json.get("strict"), "strict")) {
            rules = rules.asStrict();
        }
        return rules;
    }
}
