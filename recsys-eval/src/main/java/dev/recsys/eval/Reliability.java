package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * Whether scores are the probabilities they claim to be: customers in deciles by score, each with the mean score and the
 * share who took the product. Deciles have equally many customers; customers with equal scores stay in one, that
 * of their middle, so that a decile may be empty. Immutable and thread-safe.
 *
 * @param deciles ten, from the least scores to the greatest, or none where there are no probabilities or no customers
 */
public record Reliability(List<Decile> deciles) {
    /** How many deciles there are. */
    public static final int DECILES = 10;

    /**
     * The customers of a decile.
     *
     * @param customers how many
     * @param meanScore their mean score, 0 for none
     * @param additionShare the share of them who took the product, 0 for none
     * @param chanceGap how far the share would be from the mean score on average if each score were exactly the
     *     probability, 0 for no customers
     */
    public record Decile(long customers, double meanScore, double additionShare, double chanceGap) {
        /**
         * Checks.
         *
         * @param customers at least 0
         * @param meanScore in 0..1
         * @param additionShare in 0..1
         * @param chanceGap in 0..1
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Decile {
            Checks.that(customers >= 0, "customers must be at least 0, but was %s", customers);
            Checks.inRange(meanScore, 0, 1, "meanScore");
            Checks.inRange(additionShare, 0, 1, "additionShare");
            Checks.inRange(chanceGap, 0, 1, "chanceGap");
        }
    }

    /**
     * Checks and copies.
     *
     * @param deciles ten or none, copied
     * @throws IllegalArgumentException if there are neither ten nor none, or if {@code deciles} is or holds null
     */
    public Reliability {
        deciles = Checks.copyOf(deciles, "deciles");
        Checks.that(
                deciles.isEmpty() || deciles.size() == DECILES,
                "there must be %d deciles or none, but there are %d",
                DECILES,
                deciles.size());
    }

    /**
     * The reliability of scores that are no probabilities.
     *
     * @return one without deciles
     */
    public static Reliability none() {
        return new Reliability(List.of());
    }

    /**
     * The expected calibration error: the mean over customers of the gap between the mean score and the share of additions
     * in their decile.
     *
     * @return in 0..1, NaN where there are no customers
     */
    public double expectedError() {
        double gaps = 0;
        long customers = 0;
        for (Decile decile : deciles) {
            gaps += decile.customers() * Math.abs(decile.meanScore() - decile.additionShare());
            customers += decile.customers();
        }
        return gaps / customers;
    }

    /**
     * What {@link #expectedError} would be on average if each score were exactly the probability and customers added
     * independently of each other: an error not far above it may be chance alone.
     *
     * @return in 0..1, NaN where there are no customers
     */
    public double chanceError() {
        double gaps = 0;
        long customers = 0;
        for (Decile decile : deciles) {
            gaps += decile.customers() * decile.chanceGap();
            customers += decile.customers();
        }
        return gaps / customers;
    }
}
