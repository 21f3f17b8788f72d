package dev.recsys.eval;

import java.util.List;
import java.util.Set;

/**
 * Scores one ranking against what turned out to be true; an {@link Evaluator} takes the mean over users. Implementations
 * are immutable and thread-safe.
 */
public interface Metric {
    /**
     * The key under which a report gives it, such as {@code "map@7"}.
     *
     * @return a name no other metric of the evaluator has
     */
    String name();

    /**
     * How many items of a ranking it looks at.
     *
     * @return at least 1
     */
    int k();

    /**
     * The score of one ranking.
     *
     * @param ranked item ids, best first; what stands after the first {@link #k} does not count, nor does an item that
     *     stands higher up already
     * @param truth the item ids that turned out to be true; a user without any scores 0
     * @return a finite score, greater for a better ranking
     */
    double score(List<String> ranked, Set<String> truth);
}
