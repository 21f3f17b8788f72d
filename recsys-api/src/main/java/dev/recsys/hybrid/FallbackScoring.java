package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.TopItems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores of the last resort; without a fallback nothing is offered. For one request. */
final class FallbackScoring extends Scoring {
    private final @Nullable ComponentScores of;
    private final int itemCount;
    private final List<SkippedComponent> skipped;
    private final @Nullable Guards guards;

    FallbackScoring(
            @Nullable ComponentScores of, int itemCount, List<SkippedComponent> skipped, @Nullable Guards guards) {
        this.guards = guards;
        this.of = of;
        this.itemCount = itemCount;
        this.skipped = skipped;
    }

    @Override
    public FallbackLevel level() {
        return FallbackLevel.POPULARITY;
    }

    @Override
    public double[] scores() {
        double[] scores = new double[itemCount];
        ComponentScores given = of;
        for (int item = 0; given != null && item < itemCount; item++) {
            scores[item] = given.score(item);
        }
        return scores;
    }

    @Override
    public void rank(TopItems top) {
        if (of != null) {
            super.rank(top);
        }
    }

    boolean knows(int item) {
        return of != null && of.knows(item);
    }

    @Override
    public Reason reason(int item) {
        ComponentScores given = of;
        return given == null || !given.knows(item) ? Reason.of(Reason.RARELY_TAKEN) : given.reason(item);
    }

    @Override
    public List<Reason> reasons(int[] items) {
        Guards all = guards;
        ComponentScores given = of;
        return all == null || given == null
                ? super.reasons(items)
                : all.fallbackReasons(Checks.notNull(items, "items"), given);
    }

    @Override
    public List<SkippedComponent> skipped() {
        return skipped;
    }
}
