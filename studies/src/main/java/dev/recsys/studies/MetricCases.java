package dev.recsys.studies;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.eval.AucAtK;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.F1AtK;
import dev.recsys.eval.HitRateAtK;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.Metric;
import dev.recsys.eval.MrrAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.PrecisionAtK;
import dev.recsys.eval.ProductReport;
import dev.recsys.eval.RecallAtK;
import dev.recsys.eval.TimeSplit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random cases of ranking and of probabilities with what this library's metrics say of them, one JSON object a line, to be compared
 * with other libraries by {@code benchmarks/metrics_peers.py}. Rankings are of 12 items, with short lists and empty truths;
 * probabilities are of 2 to 41 customers of one product, with ties, and now and then 0 and 1.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.MetricCases [CASES [SEED]]}, 1000 of each kind by default.
 */
public final class MetricCases {
    private static final int ITEMS = 12;
    private static final String PRODUCT = "fund";
    private static final LocalDate BEFORE = LocalDate.of(2020, 1, 28);
    private static final LocalDate AFTER = LocalDate.of(2020, 2, 28);

    private MetricCases() {}

    /**
     * Prints the cases.
     *
     * @param args as above. Not modified.
     */
    public static void main(String[] args) {
        int cases = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 20260401);
        for (int i = 0; i < cases; i++) {
            System.out.println(ranking(random));
        }
        for (int i = 0; i < cases; i++) {
            System.out.println(probabilities(random));
        }
    }

    private static String ranking(Random random) {
        List<Integer> items = new ArrayList<>(IntStream.range(0, ITEMS).boxed().toList());
        Collections.shuffle(items, random);
        List<Integer> ranked =
                List.copyOf(items.subList(0, random.nextInt(3) == 0 ? random.nextInt(ITEMS + 1) : ITEMS));
        Collections.shuffle(items, random);
        Set<Integer> truth = new TreeSet<>(items.subList(0, random.nextInt(8)));
        int k = 1 + random.nextInt(ITEMS);
        List<String> names = ranked.stream().map(String::valueOf).toList();
        Set<String> truthNames = truth.stream().map(String::valueOf).collect(Collectors.toSet());
        List<Metric> metrics = List.of(
                MapAtK.of(k),
                NdcgAtK.of(k),
                PrecisionAtK.of(k),
                RecallAtK.of(k),
                F1AtK.of(k),
                HitRateAtK.of(k),
                MrrAtK.of(k),
                AucAtK.of(k));
        return "{\"kind\":\"ranking\",\"items\":" + ITEMS + ",\"ranked\":" + ranked + ",\"truth\":" + truth + ",\"k\":"
                + k
                + metrics.stream()
                        .map(metric ->
                                ",\"" + metric.name().substring(0, metric.name().indexOf('@')) + "\":"
                                        + metric.score(names, truthNames))
                        .collect(Collectors.joining())
                + ",\"map-all\":" + MapAtK.of(ITEMS).score(names, truthNames)
                + ",\"auc-all\":" + AucAtK.of(ITEMS).score(names, truthNames) + "}";
    }

    private static String probabilities(Random random) {
        int customers = 2 + random.nextInt(40);
        int steps = random.nextBoolean() ? 10 : 1_000_000;
        double[] scores = new double[customers];
        boolean[] adds = new boolean[customers];
        PanelBuilder rows = Panel.builder(
                List.of("account", PRODUCT), FeatureSchema.builder().build());
        for (int customer = 0; customer < customers; customer++) {
            scores[customer] =
                    random.nextInt(50) == 0 ? random.nextInt(2) : (1 + random.nextInt(steps - 1)) / (double) steps;
            adds[customer] = random.nextDouble() < 0.2 + 0.6 * scores[customer];
            rows.row(BEFORE, id(customer)).holds("account");
            rows.row(AFTER, id(customer)).holds("account");
            if (adds[customer]) {
                rows.holds(PRODUCT);
            }
        }
        Panel panel = rows.build();
        ProductReport report = Evaluator.of(MapAtK.of(1))
                .withThreads(1)
                .allowingThinSplits()
                .evaluate(
                        new Told(Arrays.stream(scores).boxed().toList(), panel.catalogue()), TimeSplit.at(panel, AFTER))
                .model("told")
                .product(PRODUCT);
        String truth = IntStream.range(0, customers)
                .mapToObj(customer -> adds[customer] ? "1" : "0")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"kind\":\"probabilities\",\"scores\":" + Arrays.toString(scores) + ",\"truth\":" + truth + ",\"auc\":"
                + json(report.auc()) + ",\"average-precision\":" + json(report.averagePrecision()) + ",\"log-loss\":"
                + json(report.logLoss()) + ",\"brier\":" + json(report.brier()) + "}";
    }

    private static String json(double figure) {
        return Double.isNaN(figure) ? "null" : Double.toString(figure);
    }

    private static String id(int customer) {
        return "c" + customer;
    }

    /** Answers with the probabilities it was told. */
    private record Told(List<Double> scores, Catalogue catalogue) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            String id = request.customer().id().orElseThrow();
            double score = scores.get(Integer.parseInt(id.substring(1)));
            return new Recommendations(
                    id,
                    List.of(new RecommendedItem(PRODUCT, score, Reason.of("told"), Map.of())),
                    "told",
                    "0",
                    FallbackLevel.HOLDINGS,
                    Freshness.of(null, 0),
                    List.of(),
                    List.of());
        }

        @Override
        public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
            throw new UnsupportedOperationException("cases are asked one by one");
        }

        @Override
        public Explanation explain(RecommendationRequest request, String itemId) {
            throw new UnsupportedOperationException("cases are not explained");
        }

        @Override
        public ScoreMeaning scoreMeaning() {
            return ScoreMeaning.PROBABILITY;
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo("told", "0", "{}", "0", null, null, 0, 2, "study", "17", Instant.EPOCH, 0, Map.of());
        }
    }
}
