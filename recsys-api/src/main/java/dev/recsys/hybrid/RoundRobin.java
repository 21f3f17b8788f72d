package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.data.IdIndex;
import java.util.List;
import java.util.Map;

/** {@link Blend#roundRobin}: the item at place p scores 1 ÷ p, all of it from the component that put it there. */
record RoundRobin() implements Blend {
    @Override
    public List<RecommendedItem> merge(Map<String, List<RecommendedItem>> ranked, IdIndex items) {
        Scoreboard board = new Scoreboard();
        int[] next = new int[ranked.size()];
        boolean more = true;
        while (more) {
            more = false;
            int component = 0;
            for (Map.Entry<String, List<RecommendedItem>> entry : ranked.entrySet()) {
                List<RecommendedItem> answer = entry.getValue();
                while (next[component] < answer.size()
                        && board.has(answer.get(next[component]).itemId())) {
                    next[component]++;
                }
                if (next[component] < answer.size()) {
                    board.add(entry.getKey(), answer.get(next[component]++), 1.0 / (board.size() + 1));
                    more = true;
                }
                component++;
            }
        }
        return board.ranked(items);
    }
}
