package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;

/**
 * One minus NDCG@k of groups of rows, such as a user's candidates, lowered by the gradients of LambdaMART: each pair of rows with
 * other grades, of which one is among the first k now, pulls the better one up and the other down, by the slope of the pair's
 * logistic loss times what exchanging the two would change NDCG@k (Burges 2010, "From RankNet to LambdaRank to LambdaMART").
 * A group's gradients sum to 0. A gain is 2^grade − 1, a discount 1 / log2(1 + rank). Margins that are equal as floats rank by row.
 *
 * <p>Holds the derivatives of the margins it was last {@linkplain #prepare prepared} for: for one training.
 */
public final class RankingLoss implements Loss {
    /** The best grade. */
    public static final int MOST_GRADE = 30;

    private static final int GROUPS = 16; // a range
    private static final int SIGN = 0x7fff_ffff;

    private final int[] starts;
    private final byte[] grades;
    private final double[] discounts; // of the first k ranks
    private final double[] ideals; // of groups, 0 without a grade above 0
    private final double[] gradients;
    private final double[] hessians;

    /**
     * A loss of graded rows.
     *
     * @param starts where each group's rows begin, ascending from 0, and the number of rows. Not modified, kept.
     * @param grades of each row, in 0..30. Not modified, kept.
     * @param k how many first ranks count, at least 1
     */
    public RankingLoss(int[] starts, byte[] grades, int k) {
        Checks.that(
                starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] == grades.length,
                "starts must begin with 0 and end with the number of rows %d",
                grades.length);
        this.starts = starts;
        this.grades = grades;
        this.discounts = new double[Math.min(Checks.atLeast(k, 1, "k"), grades.length)];
        Arrays.setAll(discounts, rank -> ExpLog.log(2) / ExpLog.log(rank + 2.0));
        this.ideals = new double[starts.length - 1];
        Arrays.setAll(ideals, this::ideal);
        this.gradients = new double[grades.length];
        this.hessians = new double[grades.length];
    }

    private double ideal(int group) {
        byte[] best = Arrays.copyOfRange(grades, starts[group], starts[group + 1]);
        Arrays.sort(best);
        double sum = 0;
        for (int rank = 0; rank < Math.min(discounts.length, best.length); rank++) {
            sum += gain(best[best.length - 1 - rank]) * discounts[rank];
        }
        return sum;
    }

    private static double gain(byte grade) {
        return (1L << grade) - 1;
    }

    @Override
    public int outputs() {
        return 1;
    }

    /** A constant changes no order. */
    @Override
    public double[] intercepts(int[] rows) {
        return new double[1];
    }

    @Override
    public void prepare(double[] margins, Workers workers) {
        workers.forRanges(ideals.length, GROUPS, (range, from, to) -> {
            for (int group = from; group < to; group++) {
                Arrays.fill(gradients, starts[group], starts[group + 1], 0);
                Arrays.fill(hessians, starts[group], starts[group + 1], 0);
                if (ideals[group] > 0) {
                    pull(order(group, margins), margins, ideals[group]);
                }
            }
        });
    }

    /** A group's rows, the greatest margin first. */
    private int[] order(int group, double[] margins) {
        int first = starts[group];
        long[] keys = new long[starts[group + 1] - first];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits((float) margins[first + i] + 0f); // +0 makes one zero of two
            int ascending = bits ^ (bits >> 31 & SIGN);
            keys[i] = (long) ~ascending << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        Arrays.setAll(order, rank -> first + (int) keys[rank]);
        return order;
    }

    private void pull(int[] order, double[] margins, double ideal) {
        for (int rank = 0; rank < Math.min(discounts.length, order.length); rank++) {
            int row = order[rank];
            for (int other = rank + 1; other < order.length; other++) {
                int below = order[other];
                if (grades[row] != grades[below]) {
                    double step = discounts[rank] - (other < discounts.length ? discounts[other] : 0);
                    double change = Math.abs(gain(grades[row]) - gain(grades[below])) * step / ideal;
                    int better = grades[row] > grades[below] ? row : below;
                    int worse = better == row ? below : row;
                    double wrong = ExpLog.sigmoid(margins[worse] - margins[better]);
                    double slope = wrong * change;
                    double bend = slope * (1 - wrong);
                    gradients[better] -= slope;
                    gradients[worse] += slope;
                    hessians[better] += bend;
                    hessians[worse] += bend;
                }
            }
        }
    }

    @Override
    public void derive(int[] rows, int from, int to, double[] margins, double[] gradientsOut, double[] hessiansOut) {
        for (int i = from; i < to; i++) {
            gradientsOut[i - from] = gradients[rows[i]];
            hessiansOut[i - from] = hessians[rows[i]];
        }
    }

    /** Of each group at its first row, 0 at the others; rows must be those of whole groups. */
    @Override
    public double sum(int[] rows, int from, int to, double[] margins) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            int group = Arrays.binarySearch(starts, 0, ideals.length, rows[i]);
            if (group >= 0 && ideals[group] > 0) {
                sum += 1 - dcg(order(group, margins)) / ideals[group];
            }
        }
        return sum;
    }

    private double dcg(int[] order) {
        double sum = 0;
        for (int rank = 0; rank < Math.min(discounts.length, order.length); rank++) {
            sum += gain(grades[order[rank]]) * discounts[rank];
        }
        return sum;
    }
}
