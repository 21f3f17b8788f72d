package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The offers of a record, and what could have stood in place of the last one.
 *
 * @param items the offers in their order
 * @param propensity how likely they were
 * @param choices what could have stood at the last place; none where nothing was offered
 */
record LoggedOffers(List<String> items, double propensity, Set<String> choices) {
    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if an offer has no propensity in (0, 1], or one before the last was not certain
     */
    static LoggedOffers of(long record, JsonNode json) {
        JsonNode offers = json.path("decision").path("offers");
        List<String> items = new ArrayList<>();
        double last = 1;
        for (JsonNode offer : offers) {
            String item = offer.path("item").asText();
            JsonNode propensity = offer.path("propensity");
            Checks.that(
                    propensity.isNumber() && propensity.asDouble() > 0 && propensity.asDouble() <= 1,
                    "record %d, offer \"%s\": propensity must be above 0 and at most 1, but was %s",
                    record,
                    item,
                    propensity.isMissingNode() ? "missing" : propensity);
            items.add(item);
            last = propensity.asDouble();
            Checks.that(
                    last == 1 || items.size() == offers.size(),
                    "record %d, offer \"%s\": only the last place of an answer may be drawn by chance, but the propensity at place %d"
                            + " was %s",
                    record,
                    item,
                    items.size(),
                    propensity);
        }
        return new LoggedOffers(items, last, choices(json, items, last));
    }

    /** What was scored and not taken out, and did not stand before. */
    private static Set<String> choices(JsonNode json, List<String> items, double propensity) {
        if (items.isEmpty()) {
            return Set.of();
        }
        String last = items.get(items.size() - 1);
        if (propensity == 1) {
            return Set.of(last);
        }
        Set<String> choices = new HashSet<>();
        json.path("candidates")
                .forEach(candidate -> choices.add(candidate.path("item").asText()));
        json.path("decision")
                .path("excluded")
                .forEach(out -> choices.remove(out.path("item").asText()));
        items.subList(0, items.size() - 1).forEach(choices::remove);
        choices.add(last);
        return choices;
    }

    /** The items before the last place. */
    List<String> before() {
        return items.isEmpty() ? items : items.subList(0, items.size() - 1);
    }

    /** The item at the last place; empty where nothing was offered. */
    String last() {
        return items.isEmpty() ? "" : items.get(items.size() - 1);
    }
}
