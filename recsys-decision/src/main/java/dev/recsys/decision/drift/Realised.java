package dev.recsys.decision.drift;

import dev.recsys.data.HoldingMatrix;
import dev.recsys.data.Transition;
import dev.recsys.decision.drift.Scorer.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a model's answers of one period turned out in the next: average precision at 7 of those who added something, beside
 * that of the popularity of additions, and additions beside the sum of the probabilities.
 */
final class Realised {
    private static final int OFFERS = 7;

    private final DriftPeriod.Outcomes outcomes;
    private final double[] predicted; // of each item of the panel
    private final long[] realised;
    private final double aheadChance;
    private final double calibrationChance;

    private Realised(
            DriftPeriod.Outcomes outcomes,
            double[] predicted,
            long[] realised,
            double aheadChance,
            double calibrationChance) {
        this.outcomes = outcomes;
        this.predicted = predicted;
        this.realised = realised;
        this.aheadChance = aheadChance;
        this.calibrationChance = calibrationChance;
    }

    DriftPeriod.Outcomes outcomes() {
        return outcomes;
    }

    double predicted(int item) {
        return predicted[item];
    }

    long realised(int item) {
        return realised[item];
    }

    /** The chance that popularity is ahead of the model by so much if both are equally good. */
    double aheadChance() {
        return aheadChance;
    }

    /** The chance that additions differ so much from what was predicted if every probability is right. */
    double calibrationChance() {
        return calibrationChance;
    }

    /**
     * Compares answers with what was added.
     *
     * @param toModel of each item of the panel its index in the model's catalogue, or -1
     * @param keptAt of each item of the model's catalogue its place among the scores, or -1
     * @param popularity of each item of the panel
     */
    static Realised of(
            Transition step,
            Scored scored,
            int adders,
            int[] toModel,
            int[] keptAt,
            double[] popularity,
            boolean isProbability) {
        int[] popular = ranking(popularity);
        double[] predicted = new double[toModel.length];
        long[] realised = new long[toModel.length];
        double squares = 0; // of each customer's difference, as products come together
        int sampled = 0;
        List<double[]> precisions = new ArrayList<>();
        for (int pair = 0; pair < step.pairCount(); pair++) {
            int place = scored.placeOf(step.user(pair));
            if (place < 0) {
                continue;
            }
            int[] added = step.added(pair);
            if (added.length > 0) {
                precisions.add(new double[] {
                    precision(scored.offers(place), inModel(added, toModel), added.length),
                    precision(notHeld(popular, step, pair), added, added.length)
                });
            }
            if (scored.isSampled(place)) {
                sampled++;
                double off = 0;
                for (int item = 0; item < toModel.length; item++) {
                    int kept = toModel[item] < 0 ? -1 : keptAt[toModel[item]];
                    float score = kept < 0 ? Float.NaN : scored.score(kept, place);
                    if (!Float.isNaN(score)) {
                        predicted[item] += score;
                        int came = contains(added, item) ? 1 : 0;
                        realised[item] += came;
                        off += came - (double) score;
                    }
                }
                squares += off * off;
            }
        }
        double[] means = means(precisions);
        double total = 0;
        long seen = 0;
        for (int item = 0; item < toModel.length; item++) {
            total += predicted[item];
            seen += realised[item];
            predicted[item] = isProbability ? predicted[item] : Double.NaN;
        }
        double deviation = Math.abs(seen - total) / StrictMath.sqrt(Math.max(1e-12, squares));
        return new Realised(
                new DriftPeriod.Outcomes(
                        step.pairCount(),
                        adders,
                        precisions.size(),
                        means[0],
                        means[1],
                        sampled,
                        isProbability ? total : Double.NaN,
                        seen),
                predicted,
                realised,
                ahead(precisions, means),
                isProbability ? Math.min(1, 2 * Tails.normal(deviation)) : 1);
    }

    /** The means of both, NaN of none. */
    private static double[] means(List<double[]> precisions) {
        double[] sums = new double[2];
        for (double[] one : precisions) {
            sums[0] += one[0];
            sums[1] += one[1];
        }
        return new double[] {sums[0] / precisions.size(), sums[1] / precisions.size()};
    }

    /** A one-sided test of the mean difference over the same customers. */
    private static double ahead(List<double[]> precisions, double[] means) {
        double mean = means[1] - means[0];
        double squares = 0;
        for (double[] one : precisions) {
            squares += (one[1] - one[0] - mean) * (one[1] - one[0] - mean);
        }
        int count = precisions.size();
        if (count < 2 || squares == 0) {
            return 1;
        }
        return Tails.normal(mean / StrictMath.sqrt(squares / (count - 1.0) / count));
    }

    private static int[] ranking(double[] shares) {
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -shares[item])
                        .thenComparingInt(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] notHeld(int[] ranking, Transition step, int pair) {
        HoldingMatrix holdings = step.before().holdings();
        return IntStream.of(ranking)
                .filter(item -> !holdings.holds(step.rowBefore(pair), item))
                .limit(OFFERS)
                .toArray();
    }

    private static int[] inModel(int[] items, int[] toModel) {
        return IntStream.of(items).map(item -> toModel[item]).toArray();
    }

    /** Average precision at 7: at each hit the share of hits so far, summed, over at most 7 true items. */
    static double precision(int[] offers, int[] truth, int truths) {
        double sum = 0;
        int hits = 0;
        for (int place = 0; place < offers.length; place++) {
            if (contains(truth, offers[place])) {
                sum += (double) ++hits / (place + 1);
            }
        }
        return hits == 0 ? 0 : sum / Math.min(OFFERS, truths);
    }

    private static boolean contains(int[] items, int item) {
        for (int each : items) {
            if (each == item) {
                return true;
            }
        }
        return false;
    }
}
