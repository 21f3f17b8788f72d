package dev.recsys.eval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.options.JsonMappers;
import java.util.List;
import java.util.Map;

/** A report as JSON; its shape is a promise to those who read it by program. */
final class ReportJson {
    private ReportJson() {}

    static String of(
            String split,
            int users,
            int adders,
            Map<String, Double> ceilings,
            Map<String, ModelReport> reports,
            List<Comparison> comparisons) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("split", split);
        root.put("users", users);
        root.put("adders", adders);
        ObjectNode ceiling = root.putObject("ceiling");
        ceilings.forEach(ceiling::put);
        ObjectNode models = root.putObject("models");
        ObjectNode serving = root.putObject("serving");
        reports.forEach((name, model) -> {
            ObjectNode metrics = models.putObject(name);
            model.metrics().forEach(metrics::put);
            ObjectNode counts = serving.putObject(name);
            counts.put("answers", model.answers());
            counts.put("failures", model.failures());
            counts.put("answersPerSecond", model.answersPerSecond());
            ObjectNode levels = counts.putObject("levels");
            model.levels().forEach((level, count) -> levels.put(level.name(), count));
            ObjectNode skipped = counts.putObject("skipped");
            model.skipped().forEach(skipped::put);
        });
        ObjectNode products = JsonNodeFactory.instance.objectNode();
        reports.forEach((name, model) -> {
            if (!model.products().isEmpty()) {
                ObjectNode ofModel = products.putObject(name);
                model.products().forEach((item, product) -> put(ofModel.putObject(item), product));
            }
        });
        if (!products.isEmpty()) {
            root.set("products", products);
        }
        if (reports.values().stream().anyMatch(model -> !model.byLength().isEmpty())) {
            ObjectNode lengths = root.putObject("byLength");
            reports.forEach((name, model) -> {
                ObjectNode ofModel = lengths.putObject(name);
                model.byLength().forEach((metric, means) -> means.forEach(ofModel.withArray(metric)::add));
            });
        }
        UncertaintyJson.put(root, reports, comparisons);
        return JsonMappers.text(root);
    }

    private static void put(ObjectNode node, ProductReport product) {
        node.put("customers", product.customers());
        node.put("additions", product.additions());
        put(node, "ndcg@3", product.ndcgAt3());
        put(node, "auc", product.auc());
        put(node, "f1@0.5", product.f1AtHalf());
        put(node, "f1@best", product.bestF1());
        put(node, "bestThreshold", product.bestThreshold());
        Reliability reliability = product.reliability();
        put(node, "ece", reliability.expectedError());
        put(node, "eceByChance", reliability.chanceError());
        if (!reliability.deciles().isEmpty()) {
            ArrayNode deciles = node.putArray("reliability");
            for (Reliability.Decile decile : reliability.deciles()) {
                deciles.addObject()
                        .put("customers", decile.customers())
                        .put("meanScore", decile.meanScore())
                        .put("additionShare", decile.additionShare())
                        .put("chanceGap", decile.chanceGap());
            }
        }
        put(node, "pr-auc", product.averagePrecision());
        put(node, "log-loss", product.logLoss());
        put(node, "brier", product.brier());
    }

    /** A number, unless there is none that JSON can write. */
    private static void put(ObjectNode node, String name, double figure) {
        if (Double.isFinite(figure)) {
            node.put(name, figure);
        }
    }
}
