package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Recommendations.SkippedComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a component: its scores, or why there are none.
 *
 * @param scores usable scores, or null
 * @param fault null if there are scores
 */
record Outcome(@Nullable ComponentScores scores, @Nullable Fault fault) {
    static Outcome of(ComponentScores scores) {
        return new Outcome(scores, null);
    }

    static Outcome of(Fault fault) {
        return new Outcome(null, fault);
    }

    static Outcome of(Fault.Kind kind, String cause) {
        return of(new Fault(kind, cause));
    }

    /** The scores; null if there are none, and then the component and the cause are named. */
    @Nullable
    ComponentScores orSkip(String component, List<SkippedComponent> skipped) {
        if (fault != null) {
            skipped.add(new SkippedComponent(component, fault.cause()));
        }
        return scores;
    }

    /** The same, but a component that knows nothing of the customer is skipped too. */
    @Nullable
    ComponentScores knowingOrSkip(String component, List<SkippedComponent> skipped) {
        ComponentScores given = orSkip(component, skipped);
        if (given != null && given.level() == FallbackLevel.POPULARITY) {
            skipped.add(new SkippedComponent(component, SkippedComponent.KNOWS_NOTHING));
            return null;
        }
        return given;
    }
}
