package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which places of a ranking hold a true item. */
final class Hits {
    private Hits() {}

    /** Says for each of the first k places whether its item is true and does not stand higher up already. */
    static boolean[] of(List<String> ranked, Set<String> truth, int k) {
        Checks.notNull(ranked, "ranked");
        Checks.notNull(truth, "truth");
        if (ranked instanceof JudgedList judged && judged.isJudgedBy(truth)) {
            return Arrays.copyOf(judged.hits(), Math.min(k, ranked.size()));
        }
        boolean[] hits = new boolean[Math.min(k, ranked.size())];
        if (!truth.isEmpty()) {
            for (int place = 0; place < hits.length; place++) {
                String item = Checks.notNull(ranked.get(place), "ranked item");
                hits[place] = truth.contains(item) && ranked.indexOf(item) == place;
            }
        }
        return hits;
    }

    /** How many of the first k places hold a true item. */
    static int count(List<String> ranked, Set<String> truth, int k) {
        int count = 0;
        for (boolean hit : of(ranked, truth, k)) {
            count += hit ? 1 : 0;
        }
        return count;
    }
}
