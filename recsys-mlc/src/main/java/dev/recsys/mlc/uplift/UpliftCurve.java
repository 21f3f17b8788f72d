package dev.recsys.mlc.uplift;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows in the order of their predicted uplift, and what may be summed over the first of them. Rows of one score come in together: within
 * them all sums grow evenly. Immutable and thread-safe.
 */
final class UpliftCurve {
    static final int POINTS = 20; // of the curve, beside the first
    static final int FIXED = 3; // effect, Qini, AUUC
    static final int OF_SHARE = 3; // rate, over none, over all

    private final boolean[] treated; // by rank, as what follows
    private final double[] weights;
    private final double[] yes; // the weight where it happened, else 0
    private final int[] ends; // ranks after the last of each score
    private final int[] treatedRanks;
    private final int[] controlRanks;

    UpliftCurve(double[] scores, CampaignRows rows) {
        int n = rows.size();
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        this.treated = new boolean[n];
        this.weights = new double[n];
        this.yes = new double[n];
        for (int rank = 0; rank < n; rank++) {
            int row = order[rank];
            treated[rank] = rows.treated()[row];
            weights[rank] = rows.weight(row);
            yes[rank] = rows.outcomes()[row] ? weights[rank] : 0;
        }
        this.ends = IntStream.rangeClosed(1, n)
                .filter(rank -> rank == n || scores[order[rank]] != scores[order[rank - 1]])
                .toArray();
        this.treatedRanks = IntStream.range(0, n).filter(rank -> treated[rank]).toArray();
        this.controlRanks = IntStream.range(0, n).filter(rank -> !treated[rank]).toArray();
    }

    int size() {
        return treated.length;
    }

    int[] treatedRanks() {
        return treatedRanks;
    }

    int[] controlRanks() {
        return controlRanks;
    }

    /** Sums over the first rows: how many, and of each arm the weight and that of those where it happened. */
    private static final class Sums {
        private double rows;
        private double treated;
        private double treatedYes;
        private double control;
        private double controlYes;

        /** Adds a share of the way from one place to another. */
        static Sums between(Sums from, Sums to, double share) {
            Sums sums = new Sums();
            sums.rows = from.rows + share * (to.rows - from.rows);
            sums.treated = from.treated + share * (to.treated - from.treated);
            sums.treatedYes = from.treatedYes + share * (to.treatedYes - from.treatedYes);
            sums.control = from.control + share * (to.control - from.control);
            sums.controlYes = from.controlYes + share * (to.controlYes - from.controlYes);
            return sums;
        }

        double treatedRate() {
            return rate(treatedYes, treated);
        }

        double controlRate() {
            return rate(controlYes, control);
        }

        /** 0 where an arm has no rows. */
        private static double rate(double yes, double all) {
            return all > 0 ? yes / all : 0;
        }

        /** What treating these rows gains, a row of all: their share times the difference of their rates. */
        double gain(Sums all) {
            return rows / all.rows * (treatedRate() - controlRate());
        }

        /** Radcliffe's: outcomes of the treated less those of as many control rows, a treated row of all. */
        double qini(Sums all) {
            return (treatedYes - controlRate() * treated) / all.treated;
        }
    }

    /** Adds the rows of a rank so many times. */
    private void add(Sums sums, int rank, int times) {
        sums.rows += times;
        if (treated[rank]) {
            sums.treated += times * weights[rank];
            sums.treatedYes += times * yes[rank];
        } else {
            sums.control += times * weights[rank];
            sums.controlYes += times * yes[rank];
        }
    }

    /**
     * The figures: effect on all, Qini coefficient, AUUC, then of each share the rate of the outcome and the gains over treating none and
     * all.
     *
     * @param times how often each rank counts; both arms somewhere. Not modified.
     * @param shares in 0..1, ascending. Not modified.
     */
    double[] figures(int[] times, double[] shares) {
        Sums all = new Sums();
        for (int rank = 0; rank < times.length; rank++) {
            add(all, rank, times[rank]);
        }
        double[] figures = new double[FIXED + OF_SHARE * shares.length];
        double effect = all.treatedRate() - all.controlRate();
        Sums before = new Sums();
        double qiniArea = 0;
        double gainArea = 0;
        int next = 0;
        for (int place = 0, rank = 0; place < ends.length; place++) {
            Sums after = Sums.between(before, before, 0);
            for (; rank < ends[place]; rank++) {
                add(after, rank, times[rank]);
            }
            double width = (after.rows - before.rows) / all.rows;
            qiniArea += width * (before.qini(all) + after.qini(all)) / 2;
            gainArea += width * (before.gain(all) + after.gain(all)) / 2;
            boolean isLast = place == ends.length - 1;
            while (next < shares.length && (isLast || after.rows >= shares[next] * all.rows)) {
                double wanted = shares[next] * all.rows - before.rows;
                double step = after.rows - before.rows;
                Sums cut = Sums.between(before, after, step > 0 ? Math.min(1, wanted / step) : 0);
                put(figures, FIXED + OF_SHARE * next, cut, all);
                next++;
            }
            before = after;
        }
        figures[0] = effect;
        figures[1] = qiniArea - all.qini(all) / 2;
        figures[2] = gainArea;
        return figures;
    }

    private static void put(double[] figures, int place, Sums top, Sums all) {
        Sums rest = new Sums();
        rest.rows = all.rows - top.rows;
        rest.treated = all.treated - top.treated;
        rest.treatedYes = all.treatedYes - top.treatedYes;
        rest.control = all.control - top.control;
        rest.controlYes = all.controlYes - top.controlYes;
        double share = top.rows / all.rows;
        figures[place] = share * top.treatedRate() + (1 - share) * rest.controlRate();
        figures[place + 1] = top.gain(all);
        figures[place + 2] = -rest.gain(all);
    }

    /** The Qini curve, then the uplift curve, at even shares from 0 to 1. */
    double[][] points() {
        double[][] points = new double[2][POINTS + 1];
        Sums all = new Sums();
        for (int rank = 0; rank < size(); rank++) {
            add(all, rank, 1);
        }
        Sums before = new Sums();
        int next = 1;
        for (int place = 0, rank = 0; place < ends.length; place++) {
            Sums after = Sums.between(before, before, 0);
            for (; rank < ends[place]; rank++) {
                add(after, rank, 1);
            }
            for (; next <= POINTS && after.rows >= (double) next * size() / POINTS; next++) {
                double share = ((double) next * size() / POINTS - before.rows) / (after.rows - before.rows);
                points[0][next] = (1 - share) * before.qini(all) + share * after.qini(all);
                points[1][next] = (1 - share) * before.gain(all) + share * after.gain(all);
            }
            before = after;
        }
        return points;
    }
}
