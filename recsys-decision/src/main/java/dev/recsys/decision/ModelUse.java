package dev.recsys.decision;

import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.internal.check.Checks;

/**
 * How a model of customers weighs items. With a risk p, the net value of an item is margin × (1 − p) − loss × p − contact cost; with
 * a retention model that predicts p, p × value is added to the margin before; a lever multiplies the worth by its prediction.
 *
 * @param kind what the prediction does
 * @param model the name of a model of the policy
 * @param items which items it weighs
 * @param value of {@link Kind#RETENTION} what a customer who stays is worth, in the unit of the values; else 0
 */
public record ModelUse(Kind kind, String model, ItemSelector items, double value) {
    /** What a prediction does. */
    public enum Kind {
        /** The probability that the margin is lost and the loss comes true. */
        RISK,
        /** The probability that the customer leaves, which an item may prevent. */
        RETENTION,
        /** A factor of the worth, at least 0. */
        LEVER
    }

    private static final double GREATEST = 1e15;

    /**
     * Checks the values.
     *
     * @param kind not null
     * @param model not blank
     * @param items not null
     * @param value above 0, up to 10¹⁵, for {@link Kind#RETENTION}, else 0
     * @throws IllegalArgumentException if a value is null, blank or out of range
     */
    public ModelUse {
        Checks.notNull(kind, "kind");
        Checks.notBlank(model, "model");
        Checks.notNull(items, "items");
        if (kind == Kind.RETENTION) {
            Checks.that(value > 0 && value <= GREATEST, "value must be above 0 and at most 1e15, but was %s", value);
        } else {
            Checks.that(value == 0, "value is for RETENTION alone and else 0, but was %s", value);
        }
    }

    /**
     * The probability that an item's margin is lost and its loss comes true.
     *
     * @param model the name of a model of the policy
     * @param items which items have this risk
     * @return the use
     * @throws IllegalArgumentException if the name is blank or the selector null
     */
    public static ModelUse risk(String model, ItemSelector items) {
        return new ModelUse(Kind.RISK, model, items, 0);
    }

    /**
     * The probability that the customer leaves, for items that keep customers.
     *
     * @param model the name of a model of the policy
     * @param items which items keep customers
     * @param value what a customer who stays is worth, above 0, up to 10¹⁵
     * @return the use
     * @throws IllegalArgumentException if the name is blank, the selector null or the value out of range
     */
    public static ModelUse retention(String model, ItemSelector items, double value) {
        return new ModelUse(Kind.RETENTION, model, items, value);
    }

    /**
     * A factor of the worth.
     *
     * @param model the name of a model of the policy
     * @param items which items it lifts or lowers
     * @return the use
     * @throws IllegalArgumentException if the name is blank or the selector null
     */
    public static ModelUse lever(String model, ItemSelector items) {
        return new ModelUse(Kind.LEVER, model, items, 0);
    }

    /** The use in words, for the policy's hash. */
    String text() {
        return kind + " " + model + " of " + items + (kind == Kind.RETENTION ? " worth " + value : "");
    }
}
