package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * An attribute of a scorecard.
 *
 * @param column its name
 * @param weight of its evidence in the regression, at least 0; 1 where it says nothing that others say too
 * @param informationValue Σ (share of goods − share of bads) · weight of evidence over its bins; above {@link #SUSPICIOUS} it may be
 *     known only afterwards
 * @param meanPoints of the rows of training, against which its points cost or gain
 * @param bins missing values first, then from low to high, or of categories from the lowest bad rate to the highest
 */
public record CardAttribute(
        String column, double weight, double informationValue, double meanPoints, List<CardAttribute.Bin> bins) {
    /** Information values above this one are too good to be true more often than not. */
    public static final double SUSPICIOUS = 0.5;

    /**
     * A group of values that get the same points.
     *
     * @param label the values in words, such as {@code "> 20 and <= 35"}
     * @param rows of training in it
     * @param bads how many of them were bad
     * @param evidence weight of evidence: ln(share of all goods ÷ share of all bads), smoothed; above 0 for safer than the mean
     * @param points of a customer in it
     */
    public record Bin(String label, int rows, int bads, double evidence, int points) {
        /**
         * Checks the values.
         *
         * @param label not blank
         * @param rows at least 0
         * @param bads in 0..rows
         * @param evidence finite
         * @param points any
         * @throws IllegalArgumentException if a value is out of range
         */
        public Bin {
            Checks.notBlank(label, "label");
            Checks.atLeast(rows, 0, "rows");
            Checks.inRange(bads, 0, rows, "bads");
            Checks.that(Double.isFinite(evidence), "evidence must be finite, but was %s", evidence);
        }
    }

    /**
     * Checks and copies the values.
     *
     * @param column not blank
     * @param weight at least 0
     * @param informationValue at least 0
     * @param meanPoints finite
     * @param bins copied
     * @throws IllegalArgumentException if a number is out of range, the column blank, or {@code bins} is or holds null
     */
    public CardAttribute {
        Checks.notBlank(column, "column");
        Checks.notNegative(weight, "weight");
        Checks.notNegative(informationValue, "informationValue");
        Checks.that(Double.isFinite(meanPoints), "meanPoints must be finite, but was %s", meanPoints);
        bins = Checks.copyOf(bins, "bins");
    }
}
