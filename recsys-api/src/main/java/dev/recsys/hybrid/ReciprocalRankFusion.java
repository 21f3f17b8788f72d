package dev.recsys.hybrid;

import dev.recsys.RecommendedItem;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import java.util.List;
import java.util.Map;

/** {@link Blend#reciprocalRankFusion}. */
record ReciprocalRankFusion(int constant) implements Blend {
    ReciprocalRankFusion {
        Checks.atLeast(constant, 1, "the constant of reciprocal rank fusion");
    }

    @Override
    public List<RecommendedItem> merge(Map<String, List<RecommendedItem>> ranked, IdIndex items) {
        Scoreboard board = new Scoreboard();
        ranked.forEach((component, answer) -> {
            for (int i = 0; i < answer.size(); i++) {
                board.add(component, answer.get(i), 1.0 / ((double) constant + i + 1));
            }
        });
        return board.ranked(items);
    }
}
