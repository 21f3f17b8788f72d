package dev.recsys.decision;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * What came of deciding anew what a record of the log says.
 *
 * @param id the decision's id
 * @param outcome whether it is the same
 * @param differences what differs, as {@code path: logged → replayed}, or why it can't be replayed; empty if it is the same
 */
public record ReplayResult(String id, Outcome outcome, List<String> differences) {
    /** Whether a replay gives the same. */
    public enum Outcome {
        /** Every score, exclusion and offer is the same, bit for bit. */
        SAME,
        /** Something differs. */
        DIFFERENT,
        /** The model, the policy or the facts of that time are not here. */
        NOT_POSSIBLE
    }

    /**
     * Checks and copies the values.
     *
     * @param id not null
     * @param outcome not null
     * @param differences copied
     * @throws IllegalArgumentException if a value is or holds null
     */
    public ReplayResult {
        Checks.notNull(id, "id");
        Checks.notNull(outcome, "outcome");
        differences = Checks.copyOf(differences, "differences");
    }
}
