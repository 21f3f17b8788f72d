package dev.recsys.als.internal.solve;

/**
 * What the fit of an observed cell is drawn to, one number an item: 1, unless unobserved cells weigh by the item's popularity.
 * Immutable and thread-safe.
 */
public final class Targets {
    /** 1 for every item. */
    public static final Targets ONE = new Targets(new double[0]);

    private final double[] ofItems;

    private Targets(double[] ofItems) {
        this.ofItems = ofItems;
    }

    /**
     * Targets of items.
     *
     * @param ofItems t, one an item and above 0, or none for 1. Not modified, kept.
     * @return the targets
     */
    public static Targets of(double[] ofItems) {
        return ofItems.length == 0 ? ONE : new Targets(ofItems);
    }

    /**
     * The target of an item.
     *
     * @param item the item
     * @return t
     */
    public double of(int item) {
        return ofItems.length == 0 ? 1 : ofItems[item];
    }
}
