package dev.recsys.eval;

import dev.recsys.eval.internal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A report's products as text for a terminal. */
final class ProductTable {
    private ProductTable() {}

    static String of(Map<String, ModelReport> all) {
        Map<String, ModelReport> models = ReportTable.popularityFirst(all);
        Map<String, ProductReport> counts = models.values().iterator().next().products();
        if (counts.isEmpty()) {
            return "";
        }
        TextTable head = new TextTable().row(List.of("product", "customers", "additions"));
        counts.forEach((item, product) ->
                head.row(List.of(item, Long.toString(product.customers()), Long.toString(product.additions()))));
        List<TextTable> tables = new ArrayList<>(List.of(
                head,
                figures("ndcg@3", models, counts.keySet(), ProductReport::ndcgAt3),
                figures("auc", models, counts.keySet(), ProductReport::auc),
                figures("f1@best", models, counts.keySet(), ProductReport::bestF1)));
        Map<String, ModelReport> probabilities = new LinkedHashMap<>(models);
        probabilities.values().removeIf(ProductTable::hasNoDeciles);
        if (!probabilities.isEmpty()) {
            tables.add(figures(
                    "ece",
                    probabilities,
                    counts.keySet(),
                    product -> product.reliability().expectedError()));
            tables.add(figures(
                    "ece by chance",
                    probabilities,
                    counts.keySet(),
                    product -> product.reliability().chanceError()));
            tables.add(deciles(probabilities));
        }
        return TextTable.render(tables);
    }

    private static boolean hasNoDeciles(ModelReport model) {
        return model.products().values().stream()
                .allMatch(product -> product.reliability().deciles().isEmpty());
    }

    /** Mean score and share of additions in each decile, over all products. */
    private static TextTable deciles(Map<String, ModelReport> models) {
        List<String> head = new ArrayList<>(List.of("decile"));
        models.keySet().forEach(name -> head.addAll(List.of(name, "added")));
        TextTable table = new TextTable().row(head);
        for (int place = 0; place < Reliability.DECILES; place++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(place + 1)));
            for (ModelReport model : models.values()) {
                double customers = 0;
                double scores = 0;
                double additions = 0;
                for (ProductReport product : model.products().values()) {
                    if (!product.reliability().deciles().isEmpty()) {
                        Reliability.Decile decile =
                                product.reliability().deciles().get(place);
                        customers += decile.customers();
                        scores += decile.customers() * decile.meanScore();
                        additions += decile.customers() * decile.additionShare();
                    }
                }
                row.add(number(scores / customers));
                row.add(number(additions / customers));
            }
            table.row(row);
        }
        return table;
    }

    private static TextTable figures(
            String title, Map<String, ModelReport> models, Set<String> items, ToDoubleFunction<ProductReport> figure) {
        List<String> head = new ArrayList<>(List.of(title));
        head.addAll(models.keySet());
        TextTable table = new TextTable().row(head);
        for (String item : items) {
            List<String> row = new ArrayList<>(List.of(item));
            models.values().forEach(model -> row.add(number(figure.applyAsDouble(model.product(item)))));
            table.row(row);
        }
        return table;
    }

    private static String number(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.5f", figure);
    }
}
