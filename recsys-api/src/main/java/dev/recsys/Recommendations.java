package dev.recsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer: ranked items, and what stood behind them. JSON by {@link #toJson} and {@link #fromJson}.
 *
 * @param customerId whom the answer is for, or null for an anonymous customer
 * @param items best first, at most as many as asked for
 * @param model the algorithm that answered, such as {@code "als"}
 * @param generation what answered: the hash of the model, as in {@link ModelInfo#modelHash()}, or, of a model in a store of
 *     generations, the id of its generation, such as {@code 12-3f2a9c01}
 * @param level what the answer was built on
 * @param freshness how old the model's data is for the date of the request
 * @param skipped components of a hybrid that did not take part, and why; empty for a single model
 * @param ignored what the request says that the model does not know
 */
public record Recommendations(
        @Nullable String customerId,
        List<RecommendedItem> items,
        String model,
        String generation,
        FallbackLevel level,
        Freshness freshness,
        List<SkippedComponent> skipped,
        List<Ignored> ignored) {
    /**
     * Checks and copies the values.
     *
     * @param customerId possibly null
     * @param items copied
     * @param model not blank
     * @param generation not null
     * @param level not null
     * @param freshness not null
     * @param skipped copied
     * @param ignored copied
     * @throws IllegalArgumentException if the model's name is blank or a value is null that must not be, or if
     *     {@code items}, {@code skipped} or {@code ignored} is or holds null
     */
    public Recommendations {
        items = Checks.copyOf(items, "items");
        Checks.notBlank(model, "model");
        Checks.notNull(generation, "generation");
        Checks.notNull(level, "level");
        Checks.notNull(freshness, "freshness");
        skipped = Checks.copyOf(skipped, "skipped");
        ignored = Checks.copyOf(ignored, "ignored");
    }

    /**
     * How old the data behind an answer is.
     *
     * @param dataDate the date of the last data the model learned from, or null where the data has no dates
     * @param periodsBehind how many periods the request's date lies after it; 0 where the request has no date
     * @param isStale whether that is so much that the model should be trained again: more than
     *     {@value #STALE_AFTER_PERIODS} periods
     */
    public record Freshness(@Nullable LocalDate dataDate, int periodsBehind, boolean isStale) {
        /** How many periods after its data a model counts as stale: {@value}. */
        public static final int STALE_AFTER_PERIODS = 3;

        /**
         * The freshness of an answer.
         *
         * @param dataDate the date of the last data, or null
         * @param periodsBehind at least 0
         * @return stale past {@link #STALE_AFTER_PERIODS}
         * @throws IllegalArgumentException if {@code periodsBehind} is negative
         */
        public static Freshness of(@Nullable LocalDate dataDate, int periodsBehind) {
            Checks.atLeast(periodsBehind, 0, "periodsBehind");
            return new Freshness(dataDate, periodsBehind, periodsBehind > STALE_AFTER_PERIODS);
        }
    }

    /**
     * A component that did not take part in a hybrid's answer.
     *
     * @param component its name in the hybrid
     * @param cause why, in one sentence; names no customer
     */
    public record SkippedComponent(String component, String cause) {
        /** The cause of a component that is sound, but knows nothing of the customer. */
        public static final String KNOWS_NOTHING = "knows nothing of the customer";

        /**
         * Checks the values.
         *
         * @param component not blank
         * @param cause not null
         * @throws IllegalArgumentException if the name is blank or the cause is null
         */
        public SkippedComponent {
            Checks.notBlank(component, "component");
            Checks.notNull(cause, "cause");
        }
    }

    /**
     * Whom the answer is for.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> customer() {
        return Optional.ofNullable(customerId);
    }

    /**
     * The same answer, stamped with another generation.
     *
     * @param generation what answered
     * @return the changed answer
     * @throws IllegalArgumentException if {@code generation} is null
     */
    public Recommendations withGeneration(String generation) {
        return new Recommendations(customerId, items, model, generation, level, freshness, skipped, ignored);
    }

    /**
     * The ids alone.
     *
     * @return item ids, best first
     */
    public List<String> itemIds() {
        return items.stream().map(RecommendedItem::itemId).toList();
    }

    /**
     * Reads an answer.
     *
     * @param json what {@link #toJson} gives
     * @return the answer
     * @throws IllegalArgumentException if the text is not such an object
     */
    public static Recommendations fromJson(String json) {
        return fromTree(Json.parse(json, "an answer"));
    }

    /**
     * The answer as JSON.
     *
     * @return one line
     */
    public String toJson() {
        return JsonMappers.text(toTree());
    }

    private ObjectNode toTree() {
        ObjectNode json = Json.object();
        customer().ifPresent(id -> json.put("user", id));
        json.put("model", model).put("generation", generation).put("level", level.name());
        LocalDate dataDate = freshness.dataDate();
        if (dataDate != null) {
            json.put("dataDate", dataDate.toString());
        }
        json.put("periodsBehind", freshness.periodsBehind()).put("stale", freshness.isStale());
        ArrayNode ranked = json.putArray("items");
        items.forEach(item -> ranked.add(item.toTree()));
        ArrayNode skips = json.putArray("skipped");
        skipped.forEach(
                skip -> skips.addObject().put("component", skip.component()).put("cause", skip.cause()));
        ArrayNode parts = json.putArray("ignored");
        ignored.forEach(
                part -> parts.addObject().put("part", part.part().name()).put("name", part.name()));
        return json;
    }

    private static Recommendations fromTree(JsonNode json) {
        List<RecommendedItem> items = new ArrayList<>();
        for (JsonNode item : Json.array(json, "items")) {
            items.add(RecommendedItem.fromTree(item));
        }
        List<SkippedComponent> skipped = new ArrayList<>();
        for (JsonNode skip : Json.array(json, "skipped")) {
            skipped.add(new SkippedComponent(Json.text(skip, "component"), Json.text(skip, "cause")));
        }
        List<Ignored> ignored = new ArrayList<>();
        for (JsonNode part : Json.array(json, "ignored")) {
            ignored.add(new Ignored(Json.constant(part, "part", Ignored.Part.class), Json.text(part, "name")));
        }
        return new Recommendations(
                json.hasNonNull("user") ? Json.text(json, "user") : null,
                items,
                Json.text(json, "model"),
                Json.text(json, "generation"),
                Json.constant(json, "level", FallbackLevel.class),
                new Freshness(
                        json.hasNonNull("dataDate") ? Json.date(Json.text(json, "dataDate")) : null,
                        json.path("periodsBehind").asInt(),
                        json.path("stale").asBoolean()),
                skipped,
                ignored);
    }

    /** What answered and how many items there are: no personal data beyond the id. */
    @Override
    public String toString() {
        return "Recommendations[" + (customerId == null ? "anonymous" : customerId) + ", " + items.size() + " items by "
                + model + ", level " + level + "]";
    }
}
