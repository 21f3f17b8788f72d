package dev.recsys.decision;

/**
 * Hears of every decision, for monitoring. Called by the deciding thread, so it must be quick and thread-safe; what it throws is
 * ignored.
 */
@FunctionalInterface
public interface DecisionListener {
    /**
     * A decision was made, and logged if there is a log.
     *
     * @param decision the decision
     * @param nanos how long it took
     */
    void decided(Decision decision, long nanos);

    /**
     * A part that may be the bank's own failed and was answered on the safe side.
     *
     * @param part a rule's name, {@code model}, {@code values} or {@code contacts}
     * @param failure what it threw
     */
    default void failed(String part, Throwable failure) {}
}
