package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well points tell bad from good, and how well probabilities agree with what happened.
 *
 * @param rows how many were measured
 * @param bads how many of them were bad
 * @param ks the greatest difference between the shares of bads and of goods with at most so many points (Kolmogorov and Smirnov), in 0..1
 * @param gini twice the area under the ROC curve less 1, ties count half; 1 where every bad has fewer points than every good
 * @param auc area under the ROC curve
 * @param logLoss mean log-loss of the probabilities, natural logarithms, lower is better
 * @param deciles ten, the fewest points first
 */
public record ScoreFigures(
        int rows, int bads, double ks, double gini, double auc, double logLoss, List<Decile> deciles) {
    private static final int DECILES = 10;

    /**
     * A tenth of the rows in the order of their points. Rows of equal points are shared: where they reach over a border, each decile gets
     * as much of them as lies on its side, bads in proportion. So counts may be fractions, and no order of rows changes them.
     *
     * @param rows a tenth of all
     * @param bads the bads among them
     * @param leastPoints the fewest points of a row in it
     * @param mostPoints the most
     * @param badRate the share of bads
     * @param expectedRate the mean probability of bad, to be compared with {@code badRate}
     * @param lift {@code badRate} divided by that of all rows
     * @param gain share of all bads in this decile and those before it
     */
    public record Decile(
            double rows,
            double bads,
            double leastPoints,
            double mostPoints,
            double badRate,
            double expectedRate,
            double lift,
            double gain) {
        /**
         * Checks the values.
         *
         * @param rows above 0
         * @param bads at least 0
         * @param leastPoints finite
         * @param mostPoints finite
         * @param badRate in 0..1
         * @param expectedRate in 0..1
         * @param lift at least 0
         * @param gain in 0..1
         * @throws IllegalArgumentException if a value is out of range
         */
        public Decile {
            Checks.positive(rows, "rows");
            Checks.notNegative(bads, "bads");
            Checks.that(Double.isFinite(leastPoints), "leastPoints must be finite, but was %s", leastPoints);
            Checks.that(Double.isFinite(mostPoints), "mostPoints must be finite, but was %s", mostPoints);
            Checks.inRange(badRate, 0, 1, "badRate");
            Checks.inRange(expectedRate, 0, 1, "expectedRate");
            Checks.notNegative(lift, "lift");
            Checks.inRange(gain, 0, 1, "gain");
        }
    }

    /**
     * Checks and copies the values.
     *
     * @param rows at least 2
     * @param bads at least 1
     * @param ks in 0..1
     * @param gini in -1..1
     * @param auc in 0..1
     * @param logLoss at least 0
     * @param deciles copied
     * @throws IllegalArgumentException if a number is out of range, or {@code deciles} is or holds null
     */
    public ScoreFigures {
        Checks.atLeast(rows, 2, "rows");
        Checks.inRange(bads, 1, rows - 1, "bads");
        Checks.inRange(ks, 0, 1, "ks");
        Checks.inRange(gini, -1, 1, "gini");
        Checks.inRange(auc, 0, 1, "auc");
        Checks.notNegative(logLoss, "logLoss");
        deciles = Checks.copyOf(deciles, "deciles");
    }

    /**
     * Measures.
     *
     * @param points of each row, more are safer. Not modified.
     * @param badProbabilities of each row, in 0..1. Not modified.
     * @param isBad what happened. Not modified.
     * @return the figures
     * @throws IllegalArgumentException if an array is null or of another length, a number is out of range or not finite, or only goods
     *     or only bads are among the rows
     */
    public static ScoreFigures of(double[] points, double[] badProbabilities, boolean[] isBad) {
        Checks.notNull(points, "points");
        Checks.notNull(badProbabilities, "badProbabilities");
        Checks.notNull(isBad, "isBad");
        Checks.that(
                points.length == isBad.length && badProbabilities.length == isBad.length,
                "points, badProbabilities and isBad must be of one length, but had %d, %d and %d values",
                points.length,
                badProbabilities.length,
                isBad.length);
        int bads = 0;
        double loss = 0;
        for (int row = 0; row < isBad.length; row++) {
            Checks.that(Double.isFinite(points[row]), "each of points must be finite, but one was %s", points[row]);
            double probability = Checks.inRange(badProbabilities[row], 0, 1, "each of badProbabilities");
            bads += isBad[row] ? 1 : 0;
            loss -= ExpLog.log(Math.max(1e-15, isBad[row] ? probability : 1 - probability));
        }
        Checks.that(
                bads > 0 && bads < isBad.length,
                "isBad must have rows that are bad and rows that are not, but %d of %d rows are bad",
                bads,
                isBad.length);
        return of(ties(points, badProbabilities, isBad), isBad.length, bads, loss / isBad.length);
    }

    /** Rows of equal points. */
    private record Tie(double points, int rows, int bads, double probability) {}

    private static List<Tie> ties(double[] points, double[] probabilities, boolean[] isBad) {
        int[] order = IntStream.range(0, points.length)
                .boxed()
                // By probability too, so that no order of rows changes a sum.
                .sorted(Comparator.<Integer>comparingDouble(row -> points[row] + 0.0)
                        .thenComparingDouble(row -> probabilities[row]))
                .mapToInt(row -> row)
                .toArray();
        List<Tie> ties = new ArrayList<>();
        for (int from = 0, to; from < order.length; from = to) {
            int bads = 0;
            double probability = 0;
            for (to = from; to < order.length && points[order[to]] == points[order[from]]; to++) {
                bads += isBad[order[to]] ? 1 : 0;
                probability += probabilities[order[to]];
            }
            ties.add(new Tie(points[order[from]], to - from, bads, probability));
        }
        return ties;
    }

    private static ScoreFigures of(List<Tie> ties, int rows, int bads, double logLoss) {
        double ks = 0;
        double wins = 0;
        long badsBelow = 0;
        long goodsBelow = 0;
        int goods = rows - bads;
        for (Tie tie : ties) {
            int goodsHere = tie.rows - tie.bads;
            wins += (double) goodsHere * badsBelow + 0.5 * goodsHere * tie.bads;
            badsBelow += tie.bads;
            goodsBelow += goodsHere;
            ks = Math.max(ks, Math.abs((double) badsBelow / bads - (double) goodsBelow / goods));
        }
        double auc = Math.min(1, wins / ((double) bads * goods));
        return new ScoreFigures(rows, bads, ks, 2 * auc - 1, auc, logLoss, deciles(ties, rows, bads));
    }

    private static List<Decile> deciles(List<Tie> ties, int rows, int bads) {
        List<Decile> deciles = new ArrayList<>();
        double gained = 0;
        for (int decile = 0; decile < DECILES; decile++) {
            // In tenths of a row, which are whole numbers.
            long from = (long) decile * rows;
            long to = from + rows;
            double here = 0;
            double expected = 0;
            double least = Double.NaN;
            double most = Double.NaN;
            long start = 0;
            for (Tie tie : ties) {
                long end = start + (long) DECILES * tie.rows;
                double share = (double) (Math.min(end, to) - Math.max(start, from)) / (end - start);
                if (share > 0) {
                    here += share * tie.bads;
                    expected += share * tie.probability;
                    least = Double.isNaN(least) ? tie.points : least;
                    most = tie.points;
                }
                start = end;
            }
            gained += here;
            double size = rows / (double) DECILES;
            double rate = here / size;
            deciles.add(new Decile(
                    size,
                    here,
                    least,
                    most,
                    Math.min(1, rate),
                    Math.min(1, expected / size),
                    rate * rows / bads,
                    Math.min(1, gained / bads)));
        }
        return deciles;
    }
}
