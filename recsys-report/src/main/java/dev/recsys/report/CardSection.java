package dev.recsys.report;

import dev.recsys.ModelInfo;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card for each model: what it is, what it was trained on, how good it is, what to mind (Mitchell et al., 2019). */
final class CardSection {
    private static final int METRICS = 6;

    private CardSection() {}

    /** What is known beside what models say of themselves. */
    record Known(
            @Nullable EvaluationReport report,
            FeatureSchema schema,
            @Nullable OfferTally offers,
            @Nullable PolicyTally policy) {}

    static Section of(Map<String, ModelInfo> models, Known known, Texts texts) {
        SectionWriter out = new SectionWriter(texts);
        models.forEach((name, info) -> {
            List<List<Object>> rows = new ArrayList<>();
            facts(name, info, known, out).forEach((fact, value) -> rows.add(List.of(fact, value)));
            out.table(
                    "card-" + (name.matches("[a-zA-Z0-9-]+") ? name : "model-" + rows.hashCode()),
                    out.text("card.title", name),
                    out.text("card.says", name, info.algorithm(), date(info), out.numbers.count(info.userCount())),
                    Measure.DECIMAL,
                    List.of(out.text("card.fact"), out.text("card.value")),
                    rows);
        });
        return out.section("cards");
    }

    /** The card as Markdown. */
    static String markdown(String name, ModelInfo info, Known known, Texts texts) {
        SectionWriter out = new SectionWriter(texts);
        StringBuilder text = new StringBuilder();
        text.append("# ").append(plain(out.text("card.title", name))).append("\n\n");
        text.append(
                plain(out.text("card.says", name, info.algorithm(), date(info), out.numbers.count(info.userCount()))));
        text.append("\n\n| ").append(out.text("card.fact")).append(" | ").append(out.text("card.value"));
        text.append(" |\n|---|---|\n");
        facts(name, info, known, out)
                .forEach((fact, value) -> text.append("| ")
                        .append(plain(fact))
                        .append(" | ")
                        .append(plain(value))
                        .append(" |\n"));
        return text.toString();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }

    private static String date(ModelInfo info) {
        return info.lastSnapshot().map(Object::toString).orElse("–");
    }

    private static Map<String, String> facts(String name, ModelInfo info, Known known, SectionWriter out) {
        EvaluationReport report = known.report;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(out.text("card.use"), out.text("card.useSays"));
        facts.put(out.text("card.algorithm"), info.algorithm());
        facts.put(
                out.text("card.data"),
                out.text(
                        "card.dataSays",
                        out.numbers.count(info.userCount()),
                        out.numbers.count(info.itemCount()),
                        date(info)));
        if (report != null && report.models().containsKey(name)) {
            List<String> figures = new ArrayList<>();
            report.model(name).metrics().entrySet().stream()
                    .limit(METRICS)
                    .forEach(metric ->
                            figures.add(metric.getKey() + " " + out.numbers.full(metric.getValue(), Measure.DECIMAL)));
            facts.put(out.text("card.figures", report.split()), String.join(", ", figures));
        }
        List<String> guarded = known.schema.features().stream()
                .filter(Feature::isProtected)
                .map(Feature::label)
                .toList();
        facts.put(
                out.text("card.protected"),
                guarded.isEmpty()
                        ? out.text("card.protectedNone")
                        : out.text("card.protectedSays", String.join(", ", guarded)));
        PolicyTally policy = known.policy;
        if (policy != null && policy.model().equals(name)) {
            facts.put(out.text("card.policy"), PolicyCharts.summary(policy, out));
        } else if (policy == null && known.offers != null) {
            facts.put(out.text("card.policy"), out.text("card.policyNone"));
        }
        facts.put(out.text("card.limits"), out.text("card.limitsSays"));
        info.notes().forEach(facts::putIfAbsent);
        facts.put(out.text("card.config"), info.config());
        facts.put(out.text("card.time"), out.numbers.decimal(info.trainMillis() / 1000.0, 1) + " s");
        facts.put(out.text("card.made"), "recsys " + info.libraryVersion() + ", Java " + info.javaVersion());
        facts.put(out.text("card.modelHash"), info.modelHash());
        facts.put(out.text("card.dataHash"), info.dataHash());
        return facts;
    }
}
