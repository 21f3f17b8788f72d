package dev.recsys.eval;

import java.util.ArrayList;
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
        return TextTable.render(List.of(
                head,
                figures("ndcg@3", models, counts.keySet(), ProductReport::ndcgAt3),
                figures("auc", models, counts.keySet(), ProductReport::auc),
                figures("f1@best", models, counts.keySet(), ProductReport::bestF1)));
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
