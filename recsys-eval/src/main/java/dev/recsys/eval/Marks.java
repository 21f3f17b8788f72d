package dev.recsys.eval;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which figures of a table do not differ significantly from the best of their column. */
final class Marks {
    private static final String MARK = "~";

    private final Set<String> marked = new LinkedHashSet<>();

    Marks(Map<String, ModelReport> models, List<Comparison> comparisons) {
        Set<String> keys = new LinkedHashSet<>();
        comparisons.forEach(comparison -> keys.addAll(comparison.differences().keySet()));
        for (String key : keys) {
            Holm.against(best(models, key), key, comparisons).forEach((other, pValue) -> {
                if (pValue >= Difference.LEVEL) {
                    marked.add(place(other, key));
                }
            });
        }
    }

    private static String best(Map<String, ModelReport> models, String key) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, ModelReport> model : models.entrySet()) {
            double mean = model.getValue().metrics().getOrDefault(key, Double.NEGATIVE_INFINITY);
            if (mean > most) {
                most = mean;
                best = model.getKey();
            }
        }
        return best;
    }

    private static String place(String model, String key) {
        return key + " " + model;
    }

    boolean isUsed() {
        return !marked.isEmpty();
    }

    /** What stands before a figure. */
    String of(String model, String key) {
        return marked.contains(place(model, key)) ? MARK : "";
    }
}
