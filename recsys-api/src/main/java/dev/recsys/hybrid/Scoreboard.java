package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what components contribute to items. Not thread-safe. */
final class Scoreboard {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        final Map<String, Double> contributions = new LinkedHashMap<>();
        double score;
        double largest = Double.NEGATIVE_INFINITY;
        String reason = "";
    }

    /** Adds a component's contribution; the reason of the largest one stands for the item. */
    void add(String component, RecommendedItem item, double contribution) {
        Entry entry = entries.computeIfAbsent(item.itemId(), id -> new Entry());
        entry.contributions.merge(component, contribution, Double::sum);
        entry.score += contribution;
        if (contribution > entry.largest) {
            entry.largest = contribution;
            entry.reason = item.reason();
        }
    }

    boolean has(String itemId) {
        return entries.containsKey(itemId);
    }

    int size() {
        return entries.size();
    }

    List<RecommendedItem> ranked(IdIndex items) {
        List<RecommendedItem> ranked = new ArrayList<>(entries.size());
        entries.forEach(
                (id, entry) -> ranked.add(new RecommendedItem(id, entry.score, entry.reason, entry.contributions)));
        ranked.sort(Comparator.comparingDouble(RecommendedItem::score)
                .reversed()
                .thenComparingInt(item -> items.indexOf(item.itemId())));
        return ranked;
    }
}
