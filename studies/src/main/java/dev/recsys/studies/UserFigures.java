package dev.recsys.studies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** NDCG@k and recall@k of rankings, user by user, so that two can be compared in pairs. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UserFigures(double[] ndcg, double[] recall) {
    private static final int DRAWS = 2000;

    static UserFigures of(int users) {
        return new UserFigures(new double[users], new double[users]);
    }

    void set(int user, int[] ranked, Set<Integer> truth, int k) {
        double gain = 0;
        double ideal = 0;
        int hits = 0;
        for (int place = 0; place < k; place++) {
            double worth = Math.log(2) / Math.log(place + 2);
            ideal += place < truth.size() ? worth : 0;
            if (place < ranked.length && truth.contains(ranked[place])) {
                gain += worth;
                hits++;
            }
        }
        ndcg[user] = gain / ideal;
        recall[user] = (double) hits / truth.size();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The mean difference with its 95 % interval, by a bootstrap over users. */
    static String difference(double[] a, double[] b) {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < a.length; i++) {
                int user = random.nextInt(a.length);
                means[draw] += (a[user] - b[user]) / a.length;
            }
        }
        Arrays.sort(means);
        return String.format(
                Locale.ROOT,
                "%+.4f (%+.4f to %+.4f)",
                mean(a) - mean(b),
                means[DRAWS / 40],
                means[DRAWS - 1 - DRAWS / 40]);
    }
}
