package dev.recsys.hybrid;

import dev.recsys.internal.resolve.VocabularyMap;
import dev.recsys.pipeline.Scoring;
import org.jspecify.annotations.Nullable;

/** One component's scores of one customer, in the hybrid's item indexes. For one request. */
final class ComponentScores {
    private final Scoring scoring;
    private final double[] scores; // in the component's indexes
    private final @Nullable VocabularyMap
            map; // from the hybrid's indexes to the component's; null if they are the same

    ComponentScores(Scoring scoring, @Nullable VocabularyMap map) {
        this.scoring = scoring;
        this.scores = scoring.scores();
        this.map = map;
    }

    Scoring scoring() {
        return scoring;
    }

    /** The component's index of an item, or -1 if it does not know it. */
    int place(int item) {
        return map == null ? item : map.item(item);
    }

    boolean knows(int item) {
        return place(item) >= 0;
    }

    /** The score of an item the component knows, else 0. */
    double score(int item) {
        int place = place(item);
        return place < 0 ? 0 : scores[place];
    }

    /** Whether every score is finite. */
    boolean isFinite() {
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                return false;
            }
        }
        return true;
    }
}
