package dev.recsys.eval;

import dev.recsys.internal.check.Checks;

/**
 * What offering a product to all customers from some score on would find: a point of the ROC curve, recall over false positive
 * rate, and of the precision-recall curve.
 *
 * @param recall of those who added the product, the share with such a score
 * @param falsePositiveRate of those who did not, the share with such a score
 * @param precision of those with such a score, the share who added the product; 1 where nobody has one
 */
public record OperatingPoint(double recall, double falsePositiveRate, double precision) {
    /**
     * Checks.
     *
     * @param recall in 0..1
     * @param falsePositiveRate in 0..1
     * @param precision in 0..1
     * @throws IllegalArgumentException if a share is outside 0..1
     */
    public OperatingPoint {
        Checks.inRange(recall, 0, 1, "recall");
        Checks.inRange(falsePositiveRate, 0, 1, "falsePositiveRate");
        Checks.inRange(precision, 0, 1, "precision");
    }
}
