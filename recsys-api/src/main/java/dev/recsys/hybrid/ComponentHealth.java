package dev.recsys.hybrid;

import dev.recsys.internal.check.Checks;

/**
 * How a guarded component has done since it is guarded, for monitoring; see {@link HybridRecommender#health}. Each request that
 * wanted the component's scores is counted once, in one of the counts from {@code answered} to {@code notBegun}.
 *
 * @param state whether it is asked
 * @param answered requests it scored, as one that knows nothing of the customer too
 * @param threw requests it failed by an exception or an error
 * @param late requests it took longer for than its budget
 * @param notFinite requests it gave a score for that is not finite
 * @param wrongLength requests it gave too many or too few scores for
 * @param rested requests that skipped it while it rested
 * @param busy requests that skipped it since too many threads were inside it
 * @param notBegun requests that found no thread in time, or whose thread was interrupted while it waited
 * @param lateReasons answers whose reasons it took longer for than its budget
 */
public record ComponentHealth(
        State state,
        long answered,
        long threw,
        long late,
        long notFinite,
        long wrongLength,
        long rested,
        long busy,
        long notBegun,
        long lateReasons) {
    /** Whether a component is asked. */
    public enum State {
        /** Every request asks it. */
        ASKED,
        /** It failed too often in a row: requests skip it. */
        RESTS,
        /** It has rested: one request tries it, the others skip it. */
        TRIED
    }

    /**
     * Checks the values.
     *
     * @param state not null
     * @param answered at least 0
     * @param threw at least 0
     * @param late at least 0
     * @param notFinite at least 0
     * @param wrongLength at least 0
     * @param rested at least 0
     * @param busy at least 0
     * @param notBegun at least 0
     * @param lateReasons at least 0
     * @throws IllegalArgumentException if {@code state} is null or a count negative
     */
    public ComponentHealth {
        Checks.notNull(state, "state");
        notNegative(answered, "answered");
        notNegative(threw, "threw");
        notNegative(late, "late");
        notNegative(notFinite, "notFinite");
        notNegative(wrongLength, "wrongLength");
        notNegative(rested, "rested");
        notNegative(busy, "busy");
        notNegative(notBegun, "notBegun");
        notNegative(lateReasons, "lateReasons");
    }

    private static void notNegative(long count, String name) {
        Checks.that(count >= 0, "%s must be at least 0, but was %d", name, count);
    }

    /**
     * The requests the component failed.
     *
     * @return those it threw in, was late for, or gave unusable scores for
     */
    public long failed() {
        return threw + late + notFinite + wrongLength;
    }

    /**
     * The requests that wanted the component's scores.
     *
     * @return those it answered, failed, or was skipped in
     */
    public long wanted() {
        return answered + failed() + rested + busy + notBegun;
    }
}
