package dev.recsys.eval;

import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.IdIndex;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts product by product. Where scores are probabilities, those who added something are asked once beforehand, so that
 * the scores of all others can be counted against theirs. All that many threads add up is whole numbers. Thread-safe.
 */
final class ProductTally {
    private static final int RANKS = 3;

    private final IdIndex items;
    private final String[] ids;
    private final AtomicLongArray customers;
    private final AtomicLongArray hits; // item-major: additions ranked 1st, 2nd, 3rd, and all others
    private final List<ScoreCurve> curves; // one an item and one of all cells, or none
    private final List<ReliabilityTally> reliabilities; // one an item, or none
    private final List<LossTally> losses; // one an item, or none

    private ProductTally(IdIndex items, List<ScoreCurve> curves) {
        this.items = items;
        this.ids = items.ids().toArray(new String[0]);
        this.customers = new AtomicLongArray(items.size());
        this.hits = new AtomicLongArray(items.size() * (RANKS + 1));
        this.curves = curves;
        this.reliabilities = Stream.generate(ReliabilityTally::new)
                .limit(curves.isEmpty() ? 0 : items.size())
                .toList();
        this.losses = Stream.generate(LossTally::new)
                .limit(curves.isEmpty() ? 0 : items.size())
                .toList();
    }

    /** A tally of a recommender on a split of a panel; asks those who added something if need be. */
    static ProductTally of(Subject subject, TimeSplit split, IdIndex items, Workers workers, int rangeSize) {
        if (subject.recommender().scoreMeaning() != ScoreMeaning.PROBABILITY) {
            return new ProductTally(items, List.of());
        }
        int ranges = (split.userCount() + rangeSize - 1) / rangeSize;
        List<List<Scored>> found = new ArrayList<>();
        for (int range = 0; range < ranges; range++) {
            found.add(new ArrayList<>());
        }
        workers.forRanges(split.userCount(), rangeSize, (range, from, to) -> {
            for (int index = from; index < to; index++) {
                TestCase user = split.testCase(index);
                if (!user.truth().isEmpty()) {
                    double[] scores = scores(items, answer(subject, user, items.size()));
                    for (String id : user.truth()) {
                        int item = items.indexOf(id);
                        found.get(range).add(new Scored(item, scores[item]));
                    }
                }
            }
        });
        List<Scored> positives = found.stream().flatMap(List::stream).toList();
        List<ScoreCurve> curves = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int item = i;
            curves.add(new ScoreCurve(positives.stream()
                    .filter(scored -> scored.item == item)
                    .mapToDouble(Scored::score)
                    .toArray()));
        }
        curves.add(new ScoreCurve(positives.stream().mapToDouble(Scored::score).toArray()));
        return new ProductTally(items, curves);
    }

    /** The score of a product that a customer added. */
    private record Scored(int item, double score) {}

    private static @Nullable Recommendations answer(Subject subject, TestCase user, int limit) {
        try {
            return subject.recommender()
                    .recommend(subject.request(user).limit(limit).build());
        } catch (RuntimeException e) {
            return null; // asked again with all others, when failures are counted
        }
    }

    private static double[] scores(IdIndex items, @Nullable Recommendations answer) {
        double[] scores = new double[items.size()];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        if (answer != null) {
            for (RecommendedItem ranked : answer.items()) {
                int item = items.indexOf(ranked.itemId());
                if (item >= 0) {
                    scores[item] = ranked.score();
                }
            }
        }
        return scores;
    }

    /** How many items an answer must have to be counted. */
    int limit() {
        return curves.isEmpty() ? RANKS : Math.max(RANKS, items.size());
    }

    /** Counts a user's answer, null if there was none. */
    void count(TestCase user, @Nullable Recommendations answer) {
        Set<String> held = user.holdings();
        double[] scores = curves.isEmpty() ? new double[0] : scores(items, answer);
        for (int item = 0; item < items.size(); item++) {
            String id = ids[item];
            if (held.contains(id)) {
                continue;
            }
            customers.incrementAndGet(item);
            boolean added = user.truth().contains(id);
            if (!reliabilities.isEmpty()) {
                reliabilities.get(item).add(scores[item], added);
                losses.get(item).add(scores[item], added);
            }
            if (added) {
                int rank = answer == null ? -1 : answer.itemIds().indexOf(id);
                hits.incrementAndGet(item * (RANKS + 1) + (rank < 0 ? RANKS : Math.min(rank, RANKS)));
            } else if (!curves.isEmpty()) {
                curves.get(item).addNegative(scores[item]);
                curves.get(items.size()).addNegative(scores[item]);
            }
        }
    }

    /** The figures of each product, in the order of the catalogue. */
    Map<String, ProductReport> products() {
        Map<String, ProductReport> products = new LinkedHashMap<>();
        for (int item = 0; item < items.size(); item++) {
            long additions = 0;
            double gain = 0;
            for (int rank = 0; rank <= RANKS; rank++) {
                long count = hits.get(item * (RANKS + 1) + rank);
                additions += count;
                gain += rank < RANKS ? count * NdcgAtK.discount(rank) : 0;
            }
            boolean scored = !curves.isEmpty() && curves.get(item).isComplete();
            double[] best = scored ? curves.get(item).bestF1() : new double[] {Double.NaN, Double.NaN};
            products.put(
                    ids[item],
                    new ProductReport(
                            customers.get(item),
                            additions,
                            additions == 0 ? Double.NaN : gain / additions,
                            scored ? curves.get(item).auc() : Double.NaN,
                            scored ? curves.get(item).f1AtHalf() : Double.NaN,
                            best[0],
                            best[1],
                            reliabilities.isEmpty()
                                    ? Reliability.none()
                                    : reliabilities.get(item).reliability(),
                            scored ? curves.get(item).averagePrecision() : Double.NaN,
                            losses.isEmpty() ? Double.NaN : losses.get(item).logLoss(),
                            losses.isEmpty() ? Double.NaN : losses.get(item).brier(),
                            scored ? curves.get(item).points() : List.of()));
        }
        return products;
    }

    /** The mean over products, and over all pairs of a customer and a product not held. */
    private void putLosses(String name, ToDoubleFunction<LossTally> loss, Map<String, Double> overall) {
        double sum = 0;
        double weighed = 0;
        long cells = 0;
        int products = 0;
        for (int item = 0; item < losses.size(); item++) {
            double mean = loss.applyAsDouble(losses.get(item));
            if (!Double.isNaN(mean)) {
                sum += mean;
                weighed += mean * customers.get(item);
                cells += customers.get(item);
                products++;
            }
        }
        if (products > 0) {
            overall.put(name + "/products", sum / products);
            overall.put(name + "/pairs", weighed / cells);
        }
    }

    /**
     * The figures over all products: the mean over those with an area, all pairs of customer and product as one, and
     * calibration errors.
     */
    Map<String, Double> overall() {
        Map<String, Double> overall = new LinkedHashMap<>();
        if (!curves.isEmpty() && curves.get(items.size()).isComplete()) {
            ScoreCurve all = curves.get(items.size());
            double[] areas = curves.subList(0, items.size()).stream()
                    .filter(ScoreCurve::isComplete)
                    .mapToDouble(ScoreCurve::auc)
                    .toArray();
            double sum = 0;
            for (double area : areas) {
                sum += area;
            }
            if (areas.length > 0) {
                overall.put("auc/products", sum / areas.length);
            }
            overall.put("auc/pairs", all.auc());
            overall.put("f1@0.5/pairs", all.f1AtHalf());
            overall.put("f1@best/pairs", all.bestF1()[0]);
            overall.put("pr-auc/pairs", all.averagePrecision());
            curves.subList(0, items.size()).stream()
                    .filter(ScoreCurve::isComplete)
                    .mapToDouble(ScoreCurve::averagePrecision)
                    .average()
                    .ifPresent(mean -> overall.put("pr-auc/products", mean));
        }
        putLosses("log-loss", LossTally::logLoss, overall);
        putLosses("brier", LossTally::brier, overall);
        double[] errors = reliabilities.stream()
                .mapToDouble(tally -> tally.reliability().expectedError())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (errors.length > 0) {
            overall.put("ece/products", Arrays.stream(errors).sum() / errors.length);
            overall.put(
                    "ece/pairs",
                    ReliabilityTally.ofAll(reliabilities).reliability().expectedError());
            int middle = errors.length / 2;
            overall.put(
                    "ece/median", errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2);
            overall.put("ece/worst", errors[errors.length - 1]);
        }
        return overall;
    }
}
