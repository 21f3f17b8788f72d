package dev.recsys.decision.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import java.time.LocalDate;
import java.util.List;

/** A report as JSON; its shape is a promise to those who read it by program. */
final class DriftJson {
    private DriftJson() {}

    static String of(
            String algorithm,
            String modelHash,
            LocalDate lastDate,
            String reference,
            RetrainingRule rule,
            List<String> notes,
            List<DriftPeriod> periods) {
        DriftPeriod latest = periods.get(periods.size() - 1);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("model")
                .put("algorithm", algorithm)
                .put("modelHash", modelHash)
                .put("lastDate", lastDate.toString());
        root.put("reference", reference);
        root.put("verdict", latest.verdict().name());
        latest.sentences().forEach(root.putArray("reasons")::add);
        notes.forEach(root.putArray("notes")::add);
        root.putRawValue("rule", new RawValue(ConfigJson.write(rule)));
        ArrayNode list = root.putArray("periods");
        periods.forEach(period -> put(list.addObject(), period));
        return JsonMappers.text(root);
    }

    private static void put(ObjectNode node, DriftPeriod period) {
        node.put("date", period.date().toString())
                .put("verdict", period.verdict().name())
                .put("rows", period.rows())
                .put("rowsBefore", period.rowsBefore());
        ArrayNode findings = node.putArray("findings");
        period.findings()
                .forEach(finding -> findings.addObject()
                        .put("kind", finding.kind().name())
                        .put("subject", finding.subject())
                        .put("verdict", finding.verdict().name())
                        .put("sentence", finding.sentence()));
        columns(node.putArray("features"), period.features());
        columns(node.putArray("scores"), period.scores());
        ArrayNode products = node.putArray("products");
        period.products().forEach(product -> put(products.addObject(), product));
        period.realised().ifPresent(outcomes -> put(node.putObject("outcomes"), outcomes));
    }

    private static void columns(ArrayNode into, List<DriftPeriod.Column> columns) {
        columns.forEach(column -> into.addObject()
                .put("name", column.name())
                .put("psi", column.psi())
                .put("usualPsi", column.usualPsi())
                .put("distance", column.distance())
                .put("chance", column.chance())
                .put("missingBefore", column.missingBefore())
                .put("missing", column.missing())
                .put("unknown", column.unknown()));
    }

    private static void put(ObjectNode node, DriftPeriod.Product product) {
        node.put("id", product.id()).put("additions", product.additions());
        put(node, "usual", product.usual());
        if (product.stoppedIn() != null) {
            node.put("stoppedIn", product.stoppedIn().toString());
        }
        put(node, "predicted", product.predicted());
        node.put("realised", product.realised());
    }

    private static void put(ObjectNode node, DriftPeriod.Outcomes outcomes) {
        node.put("pairs", outcomes.pairs()).put("adders", outcomes.adders()).put("judged", outcomes.judged());
        put(node, "map@7/adders", outcomes.map());
        put(node, "map@7", outcomes.mapOverAll());
        put(node, "popularityMap@7/adders", outcomes.popularityMap());
        node.put("scored", outcomes.scored());
        put(node, "predicted", outcomes.predicted());
        node.put("realised", outcomes.realised());
    }

    /** A number, unless there is none that JSON can write. */
    private static void put(ObjectNode node, String name, double figure) {
        if (Double.isFinite(figure)) {
            node.put(name, figure);
        }
    }
}
