package dev.recsys.eval;

import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the offers of a model are like beyond being right: how many items they reach, how evenly, how well known, surprising and
 * varied these are. Popularity is what the data to train on show, each user counting once an item. Immutable and thread-safe.
 */
final class Offers {
    private static final int DIVERSITY_USERS = 2000;

    private final InteractionMatrix users; // by item
    private final int userCount;

    Offers(Dataset train) {
        InteractionMatrix interactions = train.interactions();
        this.users = interactions.transposed();
        int known = 0;
        for (int user = 0; user < interactions.rowCount(); user++) {
            known += interactions.rowSize(user) > 0 ? 1 : 0;
        }
        this.userCount = known;
    }

    /** The figures of a table, by key; none where nothing was offered. */
    Map<String, Double> figures(UserScores table) {
        int items = users.rowCount();
        long[] counts = new long[items];
        boolean[] isPopular = popular(table.places());
        long offers = 0;
        long surprises = 0;
        double novelty = 0;
        double popularity = 0;
        double[] novelties = novelties();
        double[] shares = new double[items];
        Arrays.setAll(shares, item -> (double) users.rowSize(item) / Math.max(1, userCount));
        for (int user = 0; user < table.userCount(); user++) {
            for (int place = 0; place < table.places(); place++) {
                int item = table.offer(user, place);
                if (item >= 0) {
                    offers++;
                    counts[item]++;
                    novelty += novelties[item];
                    popularity += shares[item];
                    surprises += table.isHit(user, place) && !isPopular[item] ? 1 : 0;
                }
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        if (offers > 0) {
            String suffix = "@" + table.places() + "/offers";
            long reached = Arrays.stream(counts).filter(count -> count > 0).count();
            figures.put("coverage" + suffix, (double) reached / items);
            figures.put("gini" + suffix, gini(counts));
            figures.put("novelty" + suffix, novelty / offers);
            figures.put("popularity" + suffix, popularity / offers);
            figures.put("serendipity" + suffix, (double) surprises / table.places() / table.userCount());
            double diversity = diversity(table);
            if (!Double.isNaN(diversity)) {
                figures.put("diversity" + suffix, diversity);
            }
        }
        return figures;
    }

    /** By item, log₂ of the share of users who hold it, with the sign changed. */
    private double[] novelties() {
        double[] novelties = new double[users.rowCount()];
        Arrays.setAll(
                novelties, item -> StrictMath.log((userCount + 1.0) / (users.rowSize(item) + 1.0)) / StrictMath.log(2));
        return novelties;
    }

    /** Which items are the most popular ones, ties by index. */
    private boolean[] popular(int count) {
        boolean[] isPopular = new boolean[users.rowCount()];
        IntStream.range(0, users.rowCount())
                .boxed()
                .sorted((a, b) -> Integer.compare(users.rowSize(b), users.rowSize(a))) // stable
                .limit(count)
                .forEach(item -> isPopular[item] = true);
        return isPopular;
    }

    /** 0 where all items are offered equally often, near 1 where one is offered alone. */
    static double gini(long[] counts) {
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        double weighed = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighed += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            sum += sorted[i];
        }
        return weighed / (sorted.length * sum);
    }

    /** The mean over users of the mean distance, 1 − cosine, of any two items offered; NaN without two offers. */
    private double diversity(UserScores table) {
        Map<Long, Double> cosines = new HashMap<>();
        Overlaps overlaps = new Overlaps(users);
        int step = (table.userCount() + DIVERSITY_USERS - 1) / DIVERSITY_USERS;
        double sum = 0;
        int counted = 0;
        for (int user = 0; user < table.userCount(); user += step) {
            double distances = 0;
            int pairs = 0;
            for (int place = 0; place < table.places(); place++) {
                for (int next = place + 1; next < table.places(); next++) {
                    int a = Math.min(table.offer(user, place), table.offer(user, next));
                    int b = Math.max(table.offer(user, place), table.offer(user, next));
                    if (a >= 0) {
                        distances += 1
                                - cosines.computeIfAbsent(
                                        (long) a * users.rowCount() + b, pair -> overlaps.cosine(a, b));
                        pairs++;
                    }
                }
            }
            if (pairs > 0) {
                sum += distances / pairs;
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }
}
