package dev.recsys.cli;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.als.AlsModel;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.PermutationImportance;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.mlc.MlcModel;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.report.Insights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the models of a run learned, for its report. All that asks models is asked of samples, so that it costs seconds. */
final class ModelFacts {
    private static final int ADDERS = 5000; // customers who added something, to leave components out
    private static final int SHUFFLED = 1000; // of them, to shuffle features
    private static final int EXPLAINED = 100; // customers
    private static final int OFFERS = 3; // explained for each of them
    private static final int ASKED = 200; // customers, with each value of a feature
    private static final int FEATURES = 3;
    private static final int VALUES = 9;
    private static final int PRODUCTS = 5;
    private static final int MAPPED = 60;

    private final TimeSplit split;
    private final Panel panel;
    private final int threads;

    /**
     * Looks at models trained on a split of a panel.
     *
     * @param threads to evaluate with
     */
    ModelFacts(TimeSplit split, int threads) {
        this.split = split;
        this.panel = split.trainPanel();
        this.threads = threads;
    }

    /** The hybrid, and what is left of it without each component. */
    EvaluationReport components(HybridRecommender hybrid, int limit, Progress progress) {
        Map<String, HybridRecommender> models = new LinkedHashMap<>();
        models.put(ModelSet.HYBRID, hybrid);
        hybrid.components().keySet().forEach(name -> models.put(name, hybrid.without(Set.of(name))));
        return Evaluator.of(MapAtK.of(limit))
                .withThreads(threads)
                .allowingThinSplits()
                .evaluate(models, split.adders(ADDERS), progress);
    }

    /**
     * Segments, importance, explanations, dependences and a map of the items, as far as there are models for them.
     *
     * @param hybrid remembers the customers of the last snapshot
     */
    Insights insights(Map<String, ScoringModel> models, Bundle hybrid, EvaluationReport report, int limit) {
        Insights insights = new Insights();
        if (models.get(ModelSet.CLUSTER) instanceof ClusterModel clusters) {
            insights.segments(SegmentFacts.of(clusters, panel));
            Map<String, Map<String, Double>> lifts = new LinkedHashMap<>();
            for (int cluster = 0; cluster < clusters.clusterCount(); cluster++) {
                Map<String, Double> ofItem = new LinkedHashMap<>();
                for (String item : held()) {
                    ofItem.put(item, clusters.additionLift(cluster, item));
                }
                lifts.put(Integer.toString(cluster), ofItem);
            }
            insights.additionLifts(lifts);
        }
        if (models.get(ModelSet.MLC) instanceof MlcModel mlc) {
            Bundle bundle = Bundle.of(mlc).with(hybrid.memory().orElseThrow());
            List<String> features = List.of();
            if (split.adderCount() > 0) {
                TimeSplit adders = split.adders(SHUFFLED);
                Map<String, Double> falls = PermutationImportance.of(MapAtK.of(limit))
                        .withThreads(threads)
                        .allowingThinSplits()
                        .measure(mlc, adders);
                insights.importance(ModelSet.MLC, "map@" + limit + "/adders", adders.userCount(), falls);
                features = falls.entrySet().stream()
                        .filter(fall -> fall.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .limit(FEATURES)
                        .toList();
            }
            explain(insights, bundle);
            List<String> products = report.model(ModelSet.MLC).products().entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> -entry.getValue().additions()))
                    .limit(PRODUCTS)
                    .map(Map.Entry::getKey)
                    .toList();
            features.forEach(feature -> depend(insights, bundle, feature, products));
        }
        if (models.get(ModelSet.ALS) instanceof AlsModel als) {
            Map<String, Map<String, Double>> cosines = new LinkedHashMap<>();
            held().stream().limit(MAPPED).forEach(item -> cosines.put(item, als.similarItems(item, MAPPED * MAPPED)));
            insights.itemMap(cosines);
        }
        return insights;
    }

    /** The items that somebody holds in the last snapshot, the most held first. */
    private List<String> held() {
        long[] holders = new long[panel.catalogue().size()];
        Snapshot last = panel.last();
        for (int row = 0; row < last.rowCount(); row++) {
            for (int item : last.holdings().itemsOf(row)) {
                holders[item]++;
            }
        }
        return IntStream.range(0, holders.length)
                .filter(item -> holders[item] > 0)
                .boxed()
                .sorted(Comparator.comparingLong(item -> -holders[item]))
                .map(item -> panel.catalogue().id(item))
                .toList();
    }

    /** Customers of the last snapshot, spread evenly. */
    private List<String> customers(int most) {
        Snapshot last = panel.last();
        int count = Math.min(most, last.rowCount());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(panel.users().id(last.user((int) ((2L * i + 1) * last.rowCount() / (2L * count)))));
        }
        return ids;
    }

    private void explain(Insights insights, Bundle bundle) {
        for (String customer : customers(EXPLAINED)) {
            RecommendationRequest request =
                    RecommendationRequest.forUser(customer).limit(OFFERS).build();
            for (String item : bundle.recommend(request).itemIds()) {
                insights.explanation(ModelSet.MLC, bundle.explain(request, item));
            }
        }
    }

    /** Mean scores of products over the values of a feature, of those who do not hold the product. */
    private void depend(Insights insights, Bundle bundle, String feature, List<String> products) {
        int column = panel.schema().indexOf(feature);
        boolean numeric = panel.schema().isNumeric(column);
        List<String> values = new ArrayList<>();
        Map<String, List<Double>> means = new LinkedHashMap<>();
        products.forEach(product -> means.put(product, new ArrayList<>()));
        List<String> customers = customers(ASKED);
        for (Object value : numeric ? quantiles(column) : frequent(column)) {
            Map<String, double[]> sums = new LinkedHashMap<>();
            for (String customer : customers) {
                RecommendationRequest.Builder request = RecommendationRequest.forUser(customer)
                        .limit(panel.catalogue().size());
                Recommendations answer = bundle.recommend((value instanceof Double number
                                ? request.feature(feature, number)
                                : request.feature(feature, value.toString()))
                        .build());
                for (RecommendedItem item : answer.items()) {
                    double[] sum = sums.computeIfAbsent(item.itemId(), key -> new double[2]);
                    sum[0] += item.score();
                    sum[1]++;
                }
            }
            values.add(
                    value instanceof Double number && number == Math.rint(number)
                            ? Long.toString(number.longValue())
                            : value.toString());
            means.forEach((product, scores) -> {
                double[] sum = sums.getOrDefault(product, new double[2]);
                scores.add(sum[1] == 0 ? Double.NaN : sum[0] / sum[1]);
            });
        }
        means.values().removeIf(scores -> scores.contains(Double.NaN));
        insights.dependence(ModelSet.MLC, feature, values, means, customers.size());
    }

    private List<Double> quantiles(int column) {
        FeatureTable table = panel.last().features();
        double[] known = IntStream.range(0, table.rowCount())
                .mapToDouble(row -> table.number(row, column))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return known.length == 0
                ? List.of()
                : IntStream.rangeClosed(1, VALUES)
                        .mapToObj(i -> known[(int) ((long) i * (known.length - 1) / (VALUES + 1))])
                        .distinct()
                        .toList();
    }

    private List<String> frequent(int column) {
        FeatureTable table = panel.last().features();
        long[] counts = new long[table.dictionary(column).size()];
        for (int row = 0; row < table.rowCount(); row++) {
            int code = table.code(row, column);
            counts[Math.max(0, code)] += code < 0 ? 0 : 1;
        }
        int kinds = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong(code -> -counts[code]))
                .limit(Math.min(VALUES, kinds))
                .map(code -> table.dictionary(column).id(code))
                .toList();
    }
}
