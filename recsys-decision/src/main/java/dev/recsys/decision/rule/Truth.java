package dev.recsys.decision.rule;

/** Whether a condition holds, where the facts it needs may be unknown (Kleene's three-valued logic). */
public enum Truth {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** A fact it needs is unknown. */
    UNKNOWN;

    /**
     * The truth of a fact that is known.
     *
     * @param holds whether it holds
     * @return {@link #TRUE} or {@link #FALSE}
     */
    public static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }
}
