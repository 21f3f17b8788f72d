package dev.recsys.studies;

import dev.recsys.Customer;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.eval.MapAtK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A model's figures over all splits, customers in the same order for all models. */
final class BlendTally {
    private static final MapAtK MAP = MapAtK.of(7);
    private static final int DECILES = 10;

    private final boolean isProbability;
    private final Map<String, List<Double>> precisions = new LinkedHashMap<>(); // by group
    private final Map<String, List<double[]>> scores = new LinkedHashMap<>(); // by product: score, 1 if taken
    private double loss;
    private int customers;
    private @Nullable Panel trained;
    private List<String> rare = List.of();

    BlendTally(boolean isProbability) {
        this.isProbability = isProbability;
    }

    /** Asks about a customer. Where holdings are unknown, the answer may offer what is held, which counts as missed. */
    void add(Recommender model, Panel train, Transition step, int pair, Customer customer) {
        if (train != trained) {
            trained = train;
            rare = BlendStudy.rare(train);
        }
        Set<String> truth = new TreeSet<>();
        for (int item : step.added(pair)) {
            truth.add(train.catalogue().id(item));
        }
        if (isProbability || !truth.isEmpty()) {
            List<RecommendedItem> answer = ask(model, customer);
            customers++;
            for (RecommendedItem item : answer) {
                boolean taken = truth.contains(item.itemId());
                double p = Math.max(1e-12, Math.min(1 - 1e-12, item.score()));
                loss -= Math.log(taken ? p : 1 - p);
                if (isProbability) {
                    scores.computeIfAbsent(item.itemId(), id -> new ArrayList<>())
                            .add(new double[] {p, taken ? 1 : 0});
                }
            }
            count("all", answer, truth);
            Set<String> rareTruth = new TreeSet<>(truth);
            rareTruth.retainAll(rare);
            count("rare products", answer, rareTruth);
            if (customer.now().holdings().orElse(Map.of()).isEmpty()) {
                count("holds nothing", answer, truth);
            }
        }
        if (!truth.isEmpty()) {
            count("features unknown", ask(model, Masks.anonymous(customer, true, false, true)), truth);
            count("holdings unknown", ask(model, Masks.anonymous(customer, false, true, false)), truth);
            count("both unknown", ask(model, Masks.anonymous(customer, false, false, false)), truth);
        }
    }

    private static List<RecommendedItem> ask(Recommender model, Customer customer) {
        return model.recommend(RecommendationRequest.forCustomer(customer)
                        .limit(model.catalogue().size())
                        .build())
                .items();
    }

    private void count(String group, List<RecommendedItem> answer, Set<String> truth) {
        if (!truth.isEmpty()) {
            List<String> ids = answer.stream().map(RecommendedItem::itemId).toList();
            precisions.computeIfAbsent(group, name -> new ArrayList<>()).add(MAP.score(ids, truth));
        }
    }

    /** Prints MAP@7 by group, with the difference to another model and its standard error, and what is said of scores. */
    void print(String name, @Nullable BlendTally other) {
        StringBuilder line = new StringBuilder(String.format("%-10s", name));
        precisions.forEach((group, values) -> {
            double[] differences = new double[values.size()];
            List<Double> others = other == null ? values : other.precisions.getOrDefault(group, values);
            Arrays.setAll(differences, i -> values.get(i) - others.get(i));
            double mean = Arrays.stream(differences).average().orElse(0);
            double squares =
                    Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
            line.append(String.format(
                    " | %s %d: %.4f %+.4f ± %.4f",
                    group,
                    values.size(),
                    values.stream().mapToDouble(p -> p).average().orElse(0),
                    mean,
                    Math.sqrt(squares) / values.size()));
        });
        if (isProbability) {
            double[] errors = scores.values().stream()
                    .mapToDouble(BlendTally::calibrationError)
                    .sorted()
                    .toArray();
            line.append(String.format(
                    " | log-loss %.5f, ece worst %.5f, median %.5f",
                    loss / customers, errors[errors.length - 1], errors[errors.length / 2]));
        }
        System.out.println(line);
    }

    /**
     * Prints each product's calibration error, what perfectly calibrated scores would show by chance (normal approximation),
     * and how far the mean score is from the rate, which no error can be below.
     */
    void printProducts() {
        scores.forEach((item, pairs) -> {
            double sum = pairs.stream().mapToDouble(pair -> pair[0]).sum();
            double taken = pairs.stream().mapToDouble(pair -> pair[1]).sum();
            System.out.printf(
                    "    %-10s %6d, additions %4.0f: ece %.5f, by chance %.5f, level %.5f%n",
                    item,
                    pairs.size(),
                    taken,
                    calibrationError(pairs),
                    chanceError(pairs),
                    Math.abs(sum - taken) / pairs.size());
        });
    }

    private static double chanceError(List<double[]> pairs) {
        pairs.sort(Comparator.comparingDouble(pair -> pair[0]));
        double gaps = 0;
        for (int decile = 0; decile < DECILES; decile++) {
            int from = (int) ((long) pairs.size() * decile / DECILES);
            int to = (int) ((long) pairs.size() * (decile + 1) / DECILES);
            double variance = 0;
            for (double[] pair : pairs.subList(from, to)) {
                variance += pair[0] * (1 - pair[0]);
            }
            gaps += Math.sqrt(2 * variance / Math.PI);
        }
        return gaps / pairs.size();
    }

    private static double calibrationError(List<double[]> pairs) {
        pairs.sort(Comparator.comparingDouble(pair -> pair[0]));
        double gaps = 0;
        for (int decile = 0; decile < DECILES; decile++) {
            int from = (int) ((long) pairs.size() * decile / DECILES);
            int to = (int) ((long) pairs.size() * (decile + 1) / DECILES);
            double gap = 0;
            for (double[] pair : pairs.subList(from, to)) {
                gap += pair[0] - pair[1];
            }
            gaps += Math.abs(gap);
        }
        return gaps / pairs.size();
    }
}
