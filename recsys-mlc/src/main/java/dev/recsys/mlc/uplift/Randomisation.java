package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ChiSquare;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.TableBins;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether attributes tell who was treated, which they do not where treatment was given at random with one chance for all. Two tests, at
 * .005 each, so that at most one random campaign in a hundred is refused:
 *
 * <ul>
 *   <li>each attribute alone, in at most ten bins, by χ²; the least of their p-values times their number (Bonferroni);
 *   <li>all together: boosted trees learn treatment from two thirds of the rows and rank the third left out, each third once. The
 *       area under the ROC curve of a third is Mann and Whitney's U of rows the trees have not seen, so its deviation from ½ in standard
 *       errors is a standard normal number; the p-value of the greatest counts three times.
 * </ul>
 */
final class Randomisation {
    static final double LEVEL = 0.005;
    private static final int BINS = 10;
    private static final double LEAST_EXPECTED = 10; // rows of a bin in the smaller arm, for χ² to hold far out
    private static final String ADVICE =
            "; give a column with each row's chance of treatment (Campaign.withPropensity, --propensity), or use a campaign"
                    + " with a random control; exclude what is known only after the treatment";

    private Randomisation() {}

    /**
     * Refuses a campaign whose treatment the attributes predict.
     *
     * @throws IllegalArgumentException naming the attribute most to blame
     */
    static void require(
            FeatureTable attributes, boolean[] treated, Campaign campaign, long seed, Workers workers, Workers alone) {
        BinMatrix matrix = TableBins.learn(attributes, BINS).encode(attributes, workers);
        TreatmentSign single = single(matrix, treated);
        Checks.that(
                single.chance() > LEVEL,
                "treatment \"%s\" must be given at random or have known propensities, but attribute \"%s\" tells who was"
                        + " treated: chi-square %s with %s degrees of freedom, p = %s over all attributes%s",
                campaign.treatment(),
                attributes.schema().name(single.column()),
                text("%.1f", single.statistic()),
                single.degrees(),
                text("%.2g", single.chance()),
                ADVICE);
        TreatmentSign joint = TreatmentGuess.of(matrix, treated, seed, workers, alone);
        Checks.that(
                joint.chance() > LEVEL,
                "treatment \"%s\" must be given at random or have known propensities, but attributes together tell who was"
                        + " treated, \"%s\" most of all: rows left out are ranked %s standard errors better than by chance,"
                        + " p = %s%s",
                campaign.treatment(),
                attributes.schema().name(joint.column()),
                text("%.1f", joint.statistic()),
                text("%.2g", joint.chance()),
                ADVICE);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The attribute with the least p-value, which is multiplied by the number of attributes. */
    static TreatmentSign single(BinMatrix matrix, boolean[] treated) {
        TreatmentSign least = new TreatmentSign(0, 0, 1, 1);
        for (int column = 0; column < matrix.columnCount(); column++) {
            TreatmentSign verdict = chiSquare(matrix, column, treated);
            double chance = Math.min(1, verdict.chance() * matrix.columnCount());
            // Beyond the least double, the statistic per degree of freedom decides.
            boolean isLess = chance < least.chance()
                    || (chance == 0 && verdict.statistic() / verdict.degrees() > least.statistic() / least.degrees());
            if (isLess) {
                least = new TreatmentSign(column, verdict.statistic(), verdict.degrees(), chance);
            }
        }
        return least;
    }

    private static TreatmentSign chiSquare(BinMatrix matrix, int column, boolean[] treated) {
        int[] rows = new int[matrix.binCount(column)];
        int[] hits = new int[rows.length];
        for (int row = 0; row < treated.length; row++) {
            int bin = matrix.bin(row, column);
            rows[bin]++;
            hits[bin] += treated[row] ? 1 : 0;
        }
        double share = (double) Arrays.stream(hits).sum() / treated.length;
        double sum = 0;
        int filled = 0;
        int restRows = 0;
        int restHits = 0;
        for (int bin = 0; bin < rows.length; bin++) {
            if (rows[bin] * Math.min(share, 1 - share) >= LEAST_EXPECTED) {
                sum += term(rows[bin], hits[bin], share);
                filled++;
            } else {
                restRows += rows[bin];
                restHits += hits[bin];
            }
        }
        if (restRows * Math.min(share, 1 - share) >= LEAST_EXPECTED) {
            sum += term(restRows, restHits, share);
            filled++;
        }
        int degrees = Math.max(1, filled - 1);
        return new TreatmentSign(column, sum, degrees, filled < 2 ? 1 : ChiSquare.beyond(sum, degrees));
    }

    private static double term(int rows, int hits, double share) {
        double difference = hits - rows * share;
        return difference * difference / (rows * share * (1 - share));
    }
}
