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
    private static final double GREATEST = 1e15;

    /**
     * Checks the values.
     *
     * @param margin in 0..10¹⁵
     * @param loss in 0..10¹⁵
     * @param contactCost in 0..10¹⁵
     * @throws IllegalArgumentException if a value is out of range
     */
    public Value {
        Checks.inRange(margin, 0, GREATEST, "margin");
        Checks.inRange(loss, 0, GREATEST, "loss");
        Checks.inRange(contactCost, 0, GREATEST, "contactCost");
    }

    /**
     * A value without loss and cost.
     *
     * @param margin the expected margin, in 0..10¹⁵
     * @return the value
     * @throws IllegalArgumentException if it is out of range
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
