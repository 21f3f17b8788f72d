package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import java.util.List;
import java.util.Map;

/** {@link Blend#cascade}: the item at place p scores 1 ÷ p, all of it from the component that put it there. */
record Cascade() implements Blend {
    @Override
    public List<RecommendedItem> merge(Map<String, List<RecommendedItem>> ranked, IdIndex items) {
        Scoreboard board = new Scoreboard();
        ranked.forEach((component, answer) -> {
            for (RecommendedItem item : answer) {
                if (!board.has(item.itemId())) {
                    board.add(component, item, 1.0 / (board.size() + 1));
                }
            }
        });
        return board.ranked(items);
    }
}
