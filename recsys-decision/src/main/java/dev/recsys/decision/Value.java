package dev.recsys.decision;

import dev.recsys.internal.check.Checks;

/**
 * What an item is worth to the bank if the customer takes it, in any one unit of money.
 *
 * @param margin the expected margin, at least 0
 * @param loss the expected loss, such as of credit, at least 0
 * @param contactCost what the offer costs, at least 0
 */
public record Value(double margin, double loss, double contactCost) {
    /**
     * Checks the values.
     *
     * @param margin finite, at least 0
     * @param loss finite, at least 0
     * @param contactCost finite, at least 0
     * @throws IllegalArgumentException if a value is negative or not finite
     */
    public Value {
        Checks.notNegative(margin, "margin");
        Checks.notNegative(loss, "loss");
        Checks.notNegative(contactCost, "contactCost");
    }

    /**
     * A value without loss and cost.
     *
     * @param margin the expected margin, at least 0
     * @return the value
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Value ofMargin(double margin) {
        return new Value(margin, 0, 0);
    }

    /**
     * What is left.
     *
     * @return margin − loss − contact cost; may be negative
     */
    public double net() {
        return margin - loss - contactCost;
    }
}
