package dev.recsys.internal.run;

import dev.recsys.data.Panel;
import dev.recsys.data.Transition;

/**
 * The rates at which items are added, counted without one part of the customers: for honest scores of that part. Immutable
 * and thread-safe.
 */
public final class PartRates {
    /** How many parts there are. */
    public static final int PARTS = 5;

    private static final long SEED = 42;

    private final double[][] without;

    private PartRates(double[][] without) {
        this.without = without;
    }

    /**
     * Counts.
     *
     * @param panel the data
     * @param periods how many of the last transitions count, at least 1
     * @return the rates
     * @throws IllegalArgumentException if {@code periods} is below 1
     */
    public static PartRates of(Panel panel, int periods) {
        int itemCount = panel.catalogue().size();
        double[][] taken = new double[PARTS][itemCount];
        double[][] could = new double[PARTS][itemCount];
        for (Transition transition : panel.lastTransitions(periods)) {
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                int part = partOf(transition.user(pair));
                int row = transition.rowBefore(pair);
                for (int item = 0; item < itemCount; item++) {
                    could[part][item] += transition.before().holdings().holds(row, item) ? 0 : 1;
                }
                for (int item : transition.added(pair)) {
                    taken[part][item]++;
                }
            }
        }
        double[][] without = new double[PARTS][itemCount];
        for (int part = 0; part < PARTS; part++) {
            for (int item = 0; item < itemCount; item++) {
                without[part][item] =
                        rate(sumWithout(taken, part, item), sumWithout(could, part, item), taken[part][item]);
            }
        }
        return new PartRates(without);
    }

    private static double sumWithout(double[][] counts, int part, int item) {
        double sum = 0;
        for (int other = 0; other < PARTS; other++) {
            sum += other == part ? 0 : counts[other][item];
        }
        return sum;
    }

    /** Half an addition stands for an item that only the part itself added: it is rare, not impossible. */
    private static double rate(double taken, double could, double takenByPart) {
        double counted = taken == 0 && takenByPart > 0 ? 0.5 : taken;
        return Math.min(1, counted / Math.max(1, could));
    }

    /**
     * The part a customer is in.
     *
     * @param user the customer's index
     * @return in {@code 0..PARTS-1}
     */
    public static int partOf(int user) {
        return CustomerParts.partOf(user, PARTS, SEED);
    }

    /**
     * The rates without a part's customers.
     *
     * @param part in {@code 0..PARTS-1}
     * @return one an item, in 0..1. Not to be modified.
     */
    public double[] without(int part) {
        return without[part];
    }
}
