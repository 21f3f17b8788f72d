package dev.recsys.eval;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Corrects p-values for their number (Holm, "A simple sequentially rejective multiple test procedure", 1979): the chance that any
 * true hypothesis of the family is rejected stays below the level, however the tests depend on each other.
 */
final class Holm {
    private Holm() {}

    /** The corrected p-values: of n, the least times n, the next times n − 1 and so on, none below one before it, at most 1. */
    static Map<String, Double> corrected(Map<String, Double> pValues) {
        List<Map.Entry<String, Double>> ascending = pValues.entrySet().stream()
                .sorted(Comparator.comparingDouble(Map.Entry::getValue)) // stable
                .toList();
        Map<String, Double> found = new LinkedHashMap<>();
        double least = 0;
        for (int place = 0; place < ascending.size(); place++) {
            Map.Entry<String, Double> entry = ascending.get(place);
            least = Math.min(1, Math.max(least, (ascending.size() - place) * entry.getValue()));
            found.put(entry.getKey(), least);
        }
        Map<String, Double> corrected = new LinkedHashMap<>();
        pValues.keySet().forEach(name -> corrected.put(name, found.getOrDefault(name, 1.0)));
        return corrected;
    }

    /** How one model compares with each other one by a figure, as far as they were compared. */
    static Map<String, Double> against(String model, String key, List<Comparison> comparisons) {
        Map<String, Double> pValues = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            Difference difference = comparison.differences().get(key);
            if (difference != null && comparison.model().equals(model)) {
                pValues.put(comparison.other(), difference.pValue());
            } else if (difference != null && comparison.other().equals(model)) {
                pValues.put(comparison.model(), difference.pValue());
            }
        }
        return corrected(pValues);
    }
}
