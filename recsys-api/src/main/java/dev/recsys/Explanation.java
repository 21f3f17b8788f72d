package dev.recsys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a customer's score of an item is what it is, in numbers. The contributions and the base add up to the raw score, in
 * the unit of the model; a hybrid has one part a component instead, each weighted by its contribution to the score. Names
 * facts, never a customer's values.
 *
 * @param itemId the item
 * @param score the score of an answer to the same request, finite
 * @param unit what the raw score is
 * @param base the raw score expected without knowing the customer, finite
 * @param contributions what each fact adds to the raw score or takes from it, strongest first
 * @param parts the explanations of a hybrid's components by name; none for a single model
 */
public record Explanation(
        String itemId,
        double score,
        Unit unit,
        double base,
        List<Contribution> contributions,
        Map<String, Explanation> parts) {
    /** What a raw score is. */
    public enum Unit {
        /** The score itself. */
        SCORE,
        /** The log-odds of taking the item. */
        LOG_ODDS
    }

    /**
     * What one fact adds to the raw score.
     *
     * @param about the fact, as a code with arguments
     * @param value what it adds, finite; below 0 if it speaks against the item
     * @param audience who may be told of it
     */
    public record Contribution(Reason about, double value, Audience audience) {
        /**
         * Checks the values.
         *
         * @param about not null
         * @param value finite
         * @param audience not null
         * @throws IllegalArgumentException if the value is not finite
         */
        public Contribution {
            Checks.notNull(about, "about");
            Checks.that(
                    Double.isFinite(value), "value of the contribution of %s must be finite, but was %s", about, value);
            Checks.notNull(audience, "audience");
        }
    }

    /** Who may be told of a contribution. */
    public enum Audience {
        /** The customer, and so everyone. */
        CUSTOMER,
        /** An auditor alone: a protected feature, or what the customer does not have. */
        AUDITOR
    }

    /**
     * Checks and copies the values.
     *
     * @param itemId not blank
     * @param score finite
     * @param unit not null
     * @param base finite
     * @param contributions copied
     * @param parts copied
     * @throws IllegalArgumentException if the id is blank or a number not finite, or if {@code contributions} or
     *     {@code parts} is or holds null
     */
    public Explanation {
        Checks.notBlank(itemId, "itemId");
        Checks.that(Double.isFinite(score), "the score of item %s must be finite, but was %s", itemId, score);
        Checks.notNull(unit, "unit");
        Checks.that(Double.isFinite(base), "base must be finite, but was %s", base);
        contributions = Checks.copyOf(contributions, "contributions");
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.noNulls(parts, "parts")));
    }

    /**
     * The base and all contributions.
     *
     * @return the raw score, in the explanation's unit
     */
    public double rawScore() {
        double sum = base;
        for (Contribution contribution : contributions) {
            sum += contribution.value();
        }
        return sum;
    }

    /**
     * The same explanation with what a customer may be told.
     *
     * @return without the contributions for an auditor alone, in its parts too
     */
    public Explanation forCustomer() {
        Map<String, Explanation> told = new LinkedHashMap<>();
        parts.forEach((name, part) -> told.put(name, part.forCustomer()));
        return new Explanation(
                itemId,
                score,
                unit,
                base,
                contributions.stream()
                        .filter(c -> c.audience() == Audience.CUSTOMER)
                        .toList(),
                told);
    }

    /**
     * The explanation as JSON.
     *
     * @return one line
     */
    public String toJson() {
        return JsonMappers.text(toTree());
    }

    private ObjectNode toTree() {
        ObjectNode json = Json.object()
                .put("item", itemId)
                .put("score", score)
                .put("unit", unit.name())
                .put("base", base)
                .put("rawScore", rawScore());
        ArrayNode facts = json.putArray("contributions");
        for (Contribution contribution : contributions) {
            facts.add(contribution
                    .about()
                    .toTree()
                    .put("value", contribution.value())
                    .put("audience", contribution.audience().name()));
        }
        if (!parts.isEmpty()) {
            ObjectNode named = json.putObject("parts");
            parts.forEach((name, part) -> named.set(name, part.toTree()));
        }
        return json;
    }
}
