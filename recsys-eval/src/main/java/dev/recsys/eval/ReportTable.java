package dev.recsys.eval;

import dev.recsys.FallbackLevel;
import dev.recsys.eval.internal.TextTable;
import dev.recsys.popularity.PopularityModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of a report as text for a terminal. */
final class ReportTable {
    private static final String ADDERS = "/adders";
    private static final String OFFERS = "/offers";
    private static final String NONE = "-";

    private ReportTable() {}

    static String of(Map<String, ModelReport> all, Map<String, Double> ceilings, List<Comparison> comparisons) {
        Marks marks = new Marks(all, comparisons);
        Map<String, ModelReport> models = popularityFirst(all);
        Set<String> keys = new LinkedHashSet<>();
        models.values().forEach(model -> keys.addAll(model.metrics().keySet()));
        List<TextTable> tables = new ArrayList<>();
        List<String> overAll = keep(keys, key -> !key.contains("/"));
        if (!overAll.isEmpty()) {
            TextTable table = means("all users", overAll, models, marks);
            tables.add(ceilings.isEmpty() ? table : table.row(ceilings(overAll, ceilings)));
        }
        List<String> overAdders = keep(keys, key -> key.endsWith(ADDERS));
        if (!overAdders.isEmpty()) {
            tables.add(means("adders", overAdders, models, marks));
        }
        List<String> others = keep(keys, key -> key.contains("/") && !isApart(key));
        if (!others.isEmpty()) {
            tables.add(means("other", others, models, marks));
        }
        List<String> offers = keep(keys, key -> key.endsWith(OFFERS));
        if (!offers.isEmpty()) {
            tables.add(means("offers", offers, models, marks));
        }
        List<String> scores = keep(keys, ReportTable::isOfScores);
        if (!scores.isEmpty()) {
            tables.add(means("scores", scores, models, marks));
        }
        tables.add(answers(models));
        String text = TextTable.render(tables);
        return marks.isUsed()
                ? text + "\n~ does not differ significantly from the best of its column (paired permutation test, p ≥ "
                        + Difference.LEVEL
                        + (models.size() > 2 ? ", corrected for " + (models.size() - 1) + " comparisons by Holm" : "")
                        + ")\n"
                : text;
    }

    private static boolean isApart(String key) {
        return key.endsWith(ADDERS) || key.endsWith(OFFERS) || isOfScores(key);
    }

    private static boolean isOfScores(String key) {
        return key.endsWith("/products") || key.endsWith("/pairs") || key.startsWith("ece/");
    }

    /** The same entries with the baseline, if there, in front. */
    static <V> Map<String, V> popularityFirst(Map<String, V> models) {
        Map<String, V> ordered = new LinkedHashMap<>();
        V baseline = models.get(PopularityModel.ALGORITHM);
        if (baseline != null) {
            ordered.put(PopularityModel.ALGORITHM, baseline);
        }
        models.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static List<String> keep(Set<String> keys, Predicate<String> kept) {
        return keys.stream().filter(kept).toList();
    }

    private static TextTable means(String title, List<String> keys, Map<String, ModelReport> models, Marks marks) {
        List<String> head = new ArrayList<>(List.of(title));
        keys.forEach(key ->
                head.add(key.endsWith(ADDERS) || key.endsWith(OFFERS) ? key.substring(0, key.lastIndexOf('/')) : key));
        TextTable table = new TextTable().row(head);
        models.forEach((name, model) -> {
            List<String> row = new ArrayList<>(List.of(name));
            keys.forEach(
                    key -> row.add(marks.of(name, key) + number(model.metrics().get(key))));
            table.row(row);
        });
        return table;
    }

    private static List<String> ceilings(List<String> keys, Map<String, Double> ceilings) {
        List<String> row = new ArrayList<>(List.of("ceiling"));
        keys.forEach(key -> row.add(number(ceilings.get(key))));
        return row;
    }

    private static TextTable answers(Map<String, ModelReport> models) {
        List<String> head = new ArrayList<>(List.of("answers", "per second"));
        for (FallbackLevel level : FallbackLevel.values()) {
            head.add(level.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        head.add("failures");
        head.add("skipped");
        TextTable table = new TextTable().row(head);
        models.forEach((name, model) -> {
            List<String> row = new ArrayList<>(List.of(name));
            row.add(String.format(Locale.ROOT, "%.0f", model.answersPerSecond()));
            model.levels().values().forEach(count -> row.add(count.toString()));
            row.add(Long.toString(model.failures()));
            row.add(model.skipped().isEmpty() ? NONE : skipped(model.skipped()));
            table.row(row);
        });
        return table;
    }

    private static String skipped(Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((component, count) -> parts.add(component + " " + count));
        return String.join(", ", parts);
    }

    private static String number(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.5f", value);
    }
}
