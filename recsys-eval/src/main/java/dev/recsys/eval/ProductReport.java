package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * How well a recommender finds the customers who add one product. The customers who count are those of the split who did
 * not hold the product on its day; a customer is positive who added it. The figures from {@code auc} on compare scores
 * across customers. Where the scores are no probabilities ({@link dev.recsys.ScoreMeaning}) there are none; where nobody added
 * the product, or everybody did, all but the reliability are NaN.
 *
 * @param customers how many test users did not hold the product
 * @param additions how many of them added it
 * @param ndcgAt3 mean over those who added it of 1 ÷ log₂(rank + 1) where the product ranks in the first 3 of the
 *     customer's answer and 0 where it does not, so NDCG@3 against this product alone; NaN if nobody added it
 * @param auc area under the ROC curve: the probability that one who added it has a greater score than one who did not,
 *     equal scores counting half; in 0..1, 0.5 for a score that is the same for all. A product missing from an answer has
 *     the least score.
 * @param f1AtHalf harmonic mean of precision and recall where a customer with a score of at least 0.5 counts as taken
 *     for an adder; in 0..1. Additions are rare, so for most products no score is that high.
 * @param bestF1 the greatest F1 that any threshold reaches; in 0..1. The threshold is chosen on the same customers, which
 *     flatters.
 * @param bestThreshold the greatest threshold that reaches it, −∞ if that is to offer the product to everybody
 * @param reliability scores against shares of additions, over the same customers; without deciles where scores are no
 *     probabilities. A product missing from an answer has the score 0.
 * @param averagePrecision the area under the precision-recall curve in steps: the sum over thresholds of precision × what recall
 *     gains, equal scores being one threshold; in 0..1, the share of additions for a score that is the same for all
 * @param logLoss the mean over customers of −ln of the probability of what happened, a probability below 2⁻⁵⁰ counting as that;
 *     at least 0
 * @param brier the mean over customers of (probability − 1 if added, else probability)²; in 0..1
 * @param curve the ROC and the precision-recall curve, recall ascending, from nobody to everybody; at most 52 points, none where
 *     {@code auc} is NaN
 */
public record ProductReport(
        long customers,
        long additions,
        double ndcgAt3,
        double auc,
        double f1AtHalf,
        double bestF1,
        double bestThreshold,
        Reliability reliability,
        double averagePrecision,
        double logLoss,
        double brier,
        List<OperatingPoint> curve) {
    /**
     * Checks.
     *
     * @param customers at least 0
     * @param additions in 0..customers
     * @param ndcgAt3 in 0..1 or NaN
     * @param auc in 0..1 or NaN
     * @param f1AtHalf in 0..1 or NaN
     * @param bestF1 in 0..1 or NaN
     * @param bestThreshold any number or NaN
     * @param reliability not null
     * @param averagePrecision in 0..1 or NaN
     * @param logLoss at least 0 or NaN
     * @param brier in 0..1 or NaN
     * @param curve copied
     * @throws IllegalArgumentException if there are more additions than customers, a figure is outside its range and not NaN,
     *     or {@code reliability} or {@code curve} is null
     */
    public ProductReport {
        Checks.notNull(reliability, "reliability");
        Checks.that(
                additions >= 0 && additions <= customers,
                "additions must be at least 0 and at most customers, %s, but was %s",
                customers,
                additions);
        checkShare(ndcgAt3, "ndcgAt3");
        checkShare(auc, "auc");
        checkShare(f1AtHalf, "f1AtHalf");
        checkShare(bestF1, "bestF1");
        checkShare(averagePrecision, "averagePrecision");
        checkShare(brier, "brier");
        curve = Checks.copyOf(curve, "curve");
        Checks.that(!(logLoss < 0), "logLoss must be at least 0 or NaN, but was %s", logLoss);
    }

    /**
     * A report without average precision, losses and curve.
     *
     * @param customers at least 0
     * @param additions in 0..customers
     * @param ndcgAt3 in 0..1 or NaN
     * @param auc in 0..1 or NaN
     * @param f1AtHalf in 0..1 or NaN
     * @param bestF1 in 0..1 or NaN
     * @param bestThreshold any number or NaN
     * @param reliability not null
     * @throws IllegalArgumentException if there are more additions than customers, a figure is outside 0..1 and not NaN, or
     *     {@code reliability} is null
     */
    public ProductReport(
            long customers,
            long additions,
            double ndcgAt3,
            double auc,
            double f1AtHalf,
            double bestF1,
            double bestThreshold,
            Reliability reliability) {
        this(
                customers,
                additions,
                ndcgAt3,
                auc,
                f1AtHalf,
                bestF1,
                bestThreshold,
                reliability,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                List.of());
    }

    private static void checkShare(double figure, String name) {
        Checks.that(!(figure < 0 || figure > 1), "%s must be in 0..1 or NaN, but was %s", name, figure);
    }
}
