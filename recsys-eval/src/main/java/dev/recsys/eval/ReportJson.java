package dev.recsys.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as JSON; its shape is a promise to those who read it by program. */
final class ReportJson {
    private ReportJson() {}

    static String of(EvaluationReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("split", report.split());
        root.put("users", report.users());
        root.put("adders", report.adders());
        ObjectNode ceiling = root.putObject("ceiling");
        report.ceilings().forEach(ceiling::put);
        ObjectNode models = root.putObject("models");
        ObjectNode serving = root.putObject("serving");
        report.models().forEach((name, model) -> {
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
        return root.toString();
    }
}
